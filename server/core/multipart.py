"""Reads a multipart/form-data body (RFC 7578) as it comes, holding no more than a part's headers.

It says what it found as it finds it, so that a file of any size can go to disk. Parts have a name,
a file's has a file name; headers other than Content-Disposition are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from enum import Enum, auto

from server.core.errors import InvalidError

LONGEST_HEADERS = 8192
"""Bytes of one part's headers."""
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]")


@dataclass(frozen=True, slots=True)
class Part:
    """A part begins."""

    name: str
    filename: str | None
    """Nothing where it is a plain field; only ever shown, never a path."""


@dataclass(frozen=True, slots=True)
class Data:
    """Some bytes of the part under way."""

    content: bytes


class _At(Enum):
    PREAMBLE = auto()
    HEADERS = auto()
    CONTENT = auto()
    EPILOGUE = auto()


def boundary_of(content_type: str) -> str:
    """Give the boundary that a Content-Type names; raises `InvalidError` where there is none."""
    message = Message()
    message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    boundary = message.get_param("boundary")
    if message.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise InvalidError("Send a form: Content-Type multipart/form-data with a boundary.")
    if not _BOUNDARY.fullmatch(boundary):
        raise InvalidError("The boundary of the form is none: 1 to 70 plain characters.")
    return boundary


class MultipartReader:
    """Takes a body as it comes, and gives its parts and their bytes."""

    def __init__(self, boundary: str) -> None:
        # What ends a part begins a line; the first one's line has none before it.
        self._mark = b"\r\n--" + boundary.encode("ascii")
        self._kept = b"\r\n"
        self._at = _At.PREAMBLE

    def feed(self, data: bytes) -> Iterator[Part | Data]:
        """Take some of the body; raises `InvalidError` where it is no form."""
        self._kept += data
        step = True
        while step:
            step = False
            for found in self._step():
                step = True
                if found is not None:
                    yield found

    def end(self) -> None:
        """End the body; raises `InvalidError` where something is missing."""
        if self._at is not _At.EPILOGUE:
            raise InvalidError("The form ends before its last boundary: the upload was cut off.")

    def _step(self) -> Iterator[Part | Data | None]:
        """Give what can be told now; nothing at all when more must come first."""
        match self._at:
            case _At.PREAMBLE | _At.CONTENT:
                yield from self._until_mark()
            case _At.HEADERS:
                yield from self._headers()
            case _At.EPILOGUE:
                self._kept = b""

    def _until_mark(self) -> Iterator[Part | Data | None]:
        place = self._kept.find(self._mark)
        # Kept back: what may be the beginning of a boundary, or of its end.
        sure = place if place >= 0 else len(self._kept) - len(self._mark) + 1
        if sure > 0:
            content, self._kept = self._kept[:sure], self._kept[sure:]
            yield Data(content) if self._at is _At.CONTENT else None
        after = self._kept[len(self._mark) :]
        if place < 0 or len(after) < 2:
            return
        if after.startswith(b"--"):
            self._at = _At.EPILOGUE
        elif after.startswith(b"\r\n"):
            self._at, self._kept = _At.HEADERS, after
        else:
            raise InvalidError("The form is broken: something stands behind a boundary.")
        yield None

    def _headers(self) -> Iterator[Part | None]:
        head, mark, rest = self._kept.partition(b"\r\n\r\n")
        if len(head) > LONGEST_HEADERS:
            raise InvalidError("The form is broken: the headers of a part are too long.")
        if not mark:
            return
        self._at, self._kept = _At.CONTENT, rest
        yield _part(head)


def _part(head: bytes) -> Part:
    message = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        header, _, value = line.partition(":")
        if header.strip().lower() == "content-disposition":
            message["Content-Disposition"] = value.strip()
    name = message.get_param("name", header="content-disposition")
    filename = message.get_param("filename", header="content-disposition")
    if message.get_content_disposition() != "form-data" or not isinstance(name, str):
        raise InvalidError("The form is broken: a part has no name.")
    return Part(name, filename if isinstance(filename, str) else None)
