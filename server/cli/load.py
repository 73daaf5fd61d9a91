"""`rubato load`: puts files, folders and web pages into the library, each as it changed."""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.core.errors import InvalidError, NotFoundError, RubatoError
from server.core.library.kinds import SUFFIXES, readable

if TYPE_CHECKING:
    import httpx

EPILOG = f"""\
examples:
  rubato load ~/music/notes --topic harmony
  rubato load essay.pdf https://example.org/fugue --topic fugue --topic history
  rubato load ~/music --again
  rubato load --crawl https://example.org/docs/ --limit 50 --topic docs

Files and folders (with all folders inside, but hidden ones), and web addresses. What can be read:
{readable()}.
What did not change since is passed over at once; a document that cannot be read is told, set
aside, and stops nothing. A load that was interrupted goes on where it was: run it again.
Exit code: 0 all is there; 1 something could not be read, or was not found; 2 usage."""

LARGEST = 50_000_000
"""Bytes of one file."""
KNOWN_AT_ONCE = 5_000
BAR = 30
"""Characters of the progress bar."""


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
    add("--limit", type=int, default=100, help="pages of a crawl at most (100)")
    add("--yes", action="store_true", help="load the pages of a crawl without asking")
    add("--topic", action="append", default=[], help="a topic that they belong to; made if new")
    add("--again", action="store_true", help="read again what did not change, or failed")
    add("--json", action="store_true", help="print a JSON object for each document, a line each")
    add_flags(parser, *FLAGS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load everything."""
    addresses = [one for one in args.what if "://" in one]
    files = list(_files([Path(one).expanduser() for one in args.what if "://" not in one]))
    if not addresses and not files and args.crawl is None:
        raise InvalidError("Say what to load: a file, a folder, a web address, or --crawl ADDRESS.")
    with server_client(args) as client:
        if args.crawl is not None:
            addresses += _crawled(client, args)
        loading = _Loading(client, args, len(files) + len(addresses))
        for some in _batches(files):
            loading.files(some)
        for address in addresses:
            loading.address(address)
        loading.end()
    return int(bool(loading.counts["failed"]))


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
    """Loads one after another, and tells how far it has come."""

    def __init__(self, client: "httpx.Client", args: argparse.Namespace, total: int) -> None:
        self.counts: Counter[str] = Counter()
        self._client, self._args, self._total = client, args, total
        self._shows = sys.stderr.isatty() and not args.json
        self._done = 0

    def files(self, files: Sequence[Path]) -> None:
        """Load files, those that changed."""
        hashes = {str(path): _hashed(path) for path in files}
        asked = {"documents": {path: sha for path, sha in hashes.items() if sha}}
        known = {} if self._args.again else told(
            self._client.post("/v1/documents/known", json=asked)
        )["known"]  # fmt: skip
        for path in files:
            if known.get(str(path)) == "ready" and not self._args.topic:
                self._tell({"address": str(path), "outcome": "unchanged"})
            else:
                self._tell(self._file(path))

    def _file(self, path: Path) -> dict[str, Any]:
        try:
            if path.stat().st_size > LARGEST:
                raise InvalidError(f"It is larger than {LARGEST // 1_000_000} MB.")
            params = {
                "name": path.name,
                "address": str(path),
                "topic": self._args.topic,
                "again": self._args.again,
            }
            answer = self._client.post(
                "/v1/documents/file", params=params, content=path.read_bytes()
            )
            return dict(told(answer))
        except (RubatoError, OSError) as error:
            return {"address": str(path), "outcome": "failed", "reason": str(error)}

    def address(self, address: str) -> None:
        """Load a web address."""
        body = {"address": address, "topics": self._args.topic}
        try:
            self._tell(dict(told(self._client.post("/v1/documents", json=body))))
        except RubatoError as error:
            self._tell({"address": address, "outcome": "failed", "reason": str(error)})

    def _tell(self, became: dict[str, Any]) -> None:
        self.counts[became["outcome"]] += 1
        self._done += 1
        if self._args.json:
            print(json.dumps(became, ensure_ascii=False), flush=True)
        elif became["outcome"] == "failed":
            self._clear()
            print(f"{became['address']}: {became['reason']}", file=sys.stderr)
        if self._shows:
            self._bar(became["address"])

    def _bar(self, address: str) -> None:
        filled = BAR * self._done // max(self._total, 1)
        name = address.rsplit("/", 1)[-1][:30]
        bar = "#" * filled + "." * (BAR - filled)
        print(f"\r[{bar}] {self._done}/{self._total} {name:<30}", end="", file=sys.stderr)

    def _clear(self) -> None:
        if self._shows:
            print(f"\r{'':<{BAR + 50}}\r", end="", file=sys.stderr)

    def end(self) -> None:
        """Tell what became of all."""
        self._clear()
        if not self._args.json:
            words = ("added", "changed", "unchanged", "failed")
            found = [f"{self.counts[word]} {word}" for word in words if self.counts[word]]
            print(", ".join(found) or "There was nothing to read.")


def _hashed(path: Path) -> str:
    """Give a file's SHA-256; empty where it cannot be read, which is told when it is loaded."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
