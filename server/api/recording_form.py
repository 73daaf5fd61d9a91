"""Takes a form with a recording: the file goes to disk as it comes, the fields must be few."""

from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from starlette.exceptions import HTTPException
from starlette.requests import Request

from server.core.errors import InvalidError
from server.core.multipart import Data, MultipartReader, Part, boundary_of

MOST_PARTS = 64
LONGEST_FIELDS = 65_536
"""Bytes of all fields that are no file."""


class RecordingForm:
    """Reads one form; `fields` holds each field's values, `size` the bytes of the file."""

    def __init__(self, target: Path, most: int) -> None:
        """Write the part called file to `target`, of at most so many bytes."""
        self.fields: dict[str, list[str]] = {}
        self.size = 0
        self._target, self._most = target, most
        self._file: BinaryIO | None = None
        self._part: Part | None = None
        self._content = bytearray()
        self._parts = self._length = 0

    async def read(self, request: Request) -> None:
        """Read it whole; raises `InvalidError` for what is no such form."""
        reader = MultipartReader(boundary_of(request.headers.get("content-type", "")))
        with ExitStack() as stack:
            async for chunk in request.stream():
                for found in reader.feed(chunk):
                    self._take(found, stack)
            reader.end()
            self._keep()
        if self._file is None:
            raise InvalidError(
                "There is no recording in the form: send it as the part called file."
            )

    def _take(self, found: Part | Data, stack: ExitStack) -> None:
        if isinstance(found, Part):
            self._begin(found, stack)
        elif self._part is not None and self._part.name == "file":
            self._write(found.content)
        else:
            self._content += found.content
            self._count(0, len(found.content))

    def _begin(self, part: Part, stack: ExitStack) -> None:
        self._keep()
        self._part = part
        self._count(1, 0)
        if part.name != "file":
            return
        if self._file is not None:
            raise InvalidError("There are two recordings in the form; send one at a time.")
        self._file = stack.enter_context(self._target.open("wb"))

    def _keep(self) -> None:
        """Keep the field that ends."""
        if self._part is not None and self._part.name != "file":
            text = self._content.decode("utf-8", "replace")
            self.fields.setdefault(self._part.name, []).append(text)
        self._content = bytearray()

    def _write(self, content: bytes) -> None:
        self.size += len(content)
        if self.size > self._most:
            raise HTTPException(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The recording is larger than {self._most // 1_000_000} megabytes; compress it, "
                "or raise the setting transcription_megabytes.",
            )
        assert self._file is not None  # noqa: S101  (`_begin` opened it)
        self._file.write(content)

    def _count(self, parts: int, length: int) -> None:
        self._parts += parts
        self._length += length
        if self._parts > MOST_PARTS or self._length > LONGEST_FIELDS:
            raise InvalidError("The fields of the form are too many or too long.")
