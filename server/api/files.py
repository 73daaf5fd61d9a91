"""Our own pages and modules: small files, kept in memory while they stay as they are on the disk.

A framework opens each file for each request, in threads.  A file that has not changed (its size and
time are looked at each time) is answered from memory, and where the browser has it with three
words: 304.
"""

from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
"""Not asked of the machine: on some a registry says that .js is plain text, and no module loads."""
LARGEST = 200_000
"""Bytes of a file that is kept; what is larger is sent from the disk."""
MOST_BYTES = 4_000_000
"""Of all that are kept; those not asked for the longest go first."""
PLAIN = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was."""

    place: Path
    stamp: tuple[int, int]
    """Its time in ns, and its size."""
    content: bytes
    headers: dict[str, str]


class Files(StaticFiles):
    """A folder of pages or modules."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._folder = directory.resolve()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or as the framework does."""
        kept = self._known(self.get_path(scope)) if scope["method"] in PLAIN else None
        if kept is None or "range" in (headers := Headers(scope=scope)):
            await super().__call__(scope, receive, send)
            return
        known = headers.get("if-none-match", "") == kept.headers["etag"]
        answer = Response(b"" if known else kept.content, 304 if known else 200, kept.headers)
        if known:
            del answer.headers["content-length"]
        elif scope["method"] == "HEAD":
            answer.body = b""
        await answer(scope, receive, send)

    def file_response(self, full_path, stat_result, scope, status_code=200):  # type: ignore[no-untyped-def]
        """Answer from the disk with the media type from our table."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        known = _media_type(str(full_path))
        if known is not None and "content-type" in response.headers:
            response.headers["content-type"] = known
        return response

    def _known(self, path: str) -> Kept | None:
        """Give a file of ours that is small; nothing for a folder, a link out, or what is none."""
        kept = self._kept.get(path)
        if kept is None:
            return self._keep(path)
        try:
            told = kept.place.stat()
        except OSError:
            self._drop(path)
            return None
        if kept.stamp != (told.st_mtime_ns, told.st_size):
            return self._keep(path)
        self._kept.move_to_end(path)
        return kept

    def _keep(self, path: str) -> Kept | None:
        self._drop(path)
        media_type = _media_type(path)
        kept = _read(self._folder, path, media_type) if media_type else None
        if kept is not None:
            self._kept[path] = kept
            self._bytes += len(kept.content)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))
        return kept

    def _drop(self, path: str) -> None:
        if (old := self._kept.pop(path, None)) is not None:
            self._bytes -= len(old.content)


def _read(folder: Path, path: str, media_type: str) -> Kept | None:
    """Read a small file below a folder."""
    if "\0" in path:
        return None
    place = (folder / path).resolve()
    try:
        told = place.stat()
        small = S_ISREG(told.st_mode) and told.st_size <= LARGEST
        if not small or not place.is_relative_to(folder):
            return None
        content = place.read_bytes()
    except OSError:
        return None
    headers = {
        "etag": f'"{sha256(content).hexdigest()[:32]}"',
        "last-modified": formatdate(told.st_mtime, usegmt=True),
        "content-type": media_type,
        "accept-ranges": "bytes",
    }
    return Kept(place, (told.st_mtime_ns, told.st_size), content, headers)


def _media_type(path: str) -> str | None:
    known = MEDIA_TYPES.get(Path(path).suffix.lower())
    return known and known + ("; charset=utf-8" if known.startswith("text/") else "")
