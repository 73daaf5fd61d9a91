"""`rubato load`: puts files, folders and web pages into the library, each as it changed."""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.load_progress import LoadProgress
from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, events_of, server_client, told
from server.core.errors import InvalidError, NotFoundError, RubatoError, UnavailableError
from server.core.library.kinds import SUFFIXES, readable

if TYPE_CHECKING:
    import httpx

EPILOG = f"""\
examples:
  rubato load ~/music/notes --topic harmony
  rubato load essay.pdf https://example.org/fugue --topic fugue --topic history
  rubato load ~/music --again
  rubato load https://example.org/podcast.xml https://youtu.be/dQw4w9WgXcQ
  rubato load --crawl https://example.org/docs/ --limit 50 --topic docs

Files and folders (with all folders inside, but hidden ones), and web addresses. What can be read:
{readable()}.
Of a feed what is new is loaded, of a video what is said in it; recordings are written down here.
What did not change since is passed over at once, and what is gone from a folder is removed; a
document that cannot be read is told, set aside, and stops nothing. A load that was interrupted goes
on where it was: run it again.
Exit code: 0 all is there; 1 something could not be read, or was not found; 2 usage."""

LARGEST = 50_000_000
"""Bytes of one file."""
KNOWN_AT_ONCE = 5_000


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato load`."""
    parser = subparsers.add_parser(
        "load",
        help="put files, folders and web pages into the library",
        description="Load documents that chat answers from.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("what", metavar="WHAT", nargs="*", help="a file, a folder or a web address")
    add("--crawl", metavar="ADDRESS", help="every page below an address; the list is shown first")
    add(
        "--limit",
        type=int,
        default=100,
        help="pages of a crawl, or entries of a feed, at most (100)",
    )
    add("--yes", action="store_true", help="load the pages of a crawl without asking")
    add("--topic", action="append", default=[], help="a topic that they belong to; made if new")
    add("--gone", action="store_true", help="remove what a folder held that is empty now")
    add("--again", action="store_true", help="read again what did not change, or failed")
    add("--json", action="store_true", help="print a JSON object for each document, a line each")
    add_flags(parser, *FLAGS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load everything."""
    addresses = [one for one in args.what if "://" in one]
    paths = [Path(one).expanduser() for one in args.what if "://" not in one]
    files = list(_files(paths))
    if not args.what and args.crawl is None:
        raise InvalidError("Say what to load: a file, a folder, a web address, or --crawl ADDRESS.")
    with server_client(args) as client:
        if args.crawl is not None:
            addresses += _crawled(client, args)
        loading = _Loading(client, args, len(files) + len(addresses))
        for some in _batches(files):
            loading.files(some)
        for address in addresses:
            loading.address(address)
        for folder in (path.resolve() for path in paths if path.is_dir()):
            loading.gone(folder, [file for file in files if file.is_relative_to(folder)])
        loading.progress.end()
    return int(bool(loading.progress.counts["failed"]))


def _crawled(client: "httpx.Client", args: argparse.Namespace) -> list[str]:
    """Find the pages below an address, show them, and give those that are agreed to."""
    body = {"address": args.crawl, "limit": args.limit}
    found = told(client.post("/v1/crawls", json=body))
    pages: list[str] = found["pages"]
    barred = f", {found['barred']} more are barred by robots.txt" if found["barred"] else ""
    more = f", and there are more than {args.limit}" if found["more"] else ""
    listed = "".join(f"  {page}\n" for page in pages)
    print(f"{listed}{len(pages)} pages by {found['by']}{barred}{more}.", file=sys.stderr)
    if args.yes or not pages:
        return pages
    if not sys.stdin.isatty():
        raise InvalidError("Nobody is there to agree to this list; say --yes to load it.")
    print("Load them? [y/N] ", end="", file=sys.stderr, flush=True)
    return pages if sys.stdin.readline().strip().lower() in {"y", "yes", "j", "ja"} else []


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Give each file, and what can be read of each folder; raises `NotFoundError`."""
    for path in paths:
        if path.is_dir():
            yield from _below(path.resolve())
        elif path.is_file():
            yield path.resolve()
        else:
            raise NotFoundError(f"There is no {path}.")


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _batches(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for at in range(0, len(files), KNOWN_AT_ONCE):
        yield files[at : at + KNOWN_AT_ONCE]


class _Loading:
    """Loads one after another."""

    def __init__(self, client: "httpx.Client", args: argparse.Namespace, total: int) -> None:
        self.progress = LoadProgress(total, lines=args.json)
        self._client, self._args = client, args

    def files(self, files: Sequence[Path]) -> None:
        """Load files, those that changed."""
        hashes = {str(path): _hashed(path) for path in files}
        asked = {"documents": {path: sha for path, sha in hashes.items() if sha}}
        known = {} if self._args.again else told(
            self._client.post("/v1/documents/known", json=asked)
        )["known"]  # fmt: skip
        for path in files:
            if known.get(str(path)) == "ready" and not self._args.topic:
                self.progress.became({"address": str(path), "outcome": "unchanged"})
            else:
                self.progress.became(self._file(path))

    def _file(self, path: Path) -> dict[str, Any]:
        try:
            if path.stat().st_size > LARGEST:
                raise InvalidError(f"It is larger than {LARGEST // 1_000_000} MB.")
            params = {
                "name": path.name,
                "address": str(path),
                "topic": self._args.topic,
                "again": self._args.again,
                "stream": True,
            }
            content = path.read_bytes()
            return self._loaded("/v1/documents/file", str(path), params=params, content=content)
        except (RubatoError, OSError) as error:
            return {"address": str(path), "outcome": "failed", "reason": str(error)}

    def address(self, address: str) -> None:
        """Load a web address; of a feed what is new in it."""
        became = self._address({"address": address, "limit": self._args.limit})
        if became["outcome"] == "feed":
            self._feed(became)
        else:
            self.progress.became(became)

    def _address(self, asked: dict[str, Any]) -> dict[str, Any]:
        body = asked | {"topics": self._args.topic, "again": self._args.again, "stream": True}
        try:
            return self._loaded("/v1/documents", asked["address"], json=body)
        except RubatoError as error:
            return {"address": asked["address"], "outcome": "failed", "reason": str(error)}

    def _feed(self, feed: dict[str, Any]) -> None:
        self.progress.note(f"{feed['title'] or feed['address']}: {feed['reason']}")
        self.progress.total += len(feed["entries"]) - 1
        for entry in feed["entries"]:
            if entry["state"] and not self._args.again:
                became = {"address": entry["address"], "outcome": "unchanged"}
            else:
                became = self._address({name: entry[name] for name in ("address", "title", "text")})
            self.progress.became(became)

    def gone(self, folder: Path, files: Sequence[Path]) -> None:
        """Remove the documents of a folder whose files are no longer there."""
        asked = {"address": f"{folder}/"}
        held = told(self._client.post("/v1/documents/below", json=asked))["documents"]
        there = {str(path) for path in files}
        gone = [address for address in held if address not in there and not Path(address).exists()]
        if gone and not there and not self._args.gone:
            # A disk that is not there looks like a folder that somebody emptied.
            self.progress.note(
                f"{folder} is empty, and {len(gone)} documents from there are kept; "
                "--gone removes them."
            )
            return
        for address in gone:
            told(self._client.delete(f"/v1/documents/{held[address]}"))
            self.progress.became({"address": address, "outcome": "removed"})

    def _loaded(self, path: str, address: str, **request: Any) -> dict[str, Any]:
        """Ask the server to load something, and tell how far it is; give what became of it."""
        with self._client.stream("POST", path, **request) as answer:
            for name, event in events_of(answer):
                if name == "loaded":
                    return event
                if name == "failed":
                    raise InvalidError(event["detail"])
                self.progress.step(address, event)
        raise UnavailableError("The server broke off; run it again, it goes on where it was.")


def _hashed(path: Path) -> str:
    """Give a file's SHA-256; empty where it cannot be read, which is told when it is loaded."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
