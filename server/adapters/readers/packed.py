"""Opens what is a zip inside (Word, e-books), and refuses one that unpacks to far more."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from server.core.errors import InvalidError

MOST_BYTES = 300_000_000
"""Bytes of all files, unpacked."""
MOST_FILES = 20_000
MOST_RATIO = 200
"""Times that packed text may become longer; English shrinks to a third, tables to a twentieth."""
SMALL = 10_000_000
"""Bytes that are no danger, whatever they were packed to."""


@contextmanager
def opened(content: bytes) -> Iterator[ZipFile]:
    """Open a zip file; raises `InvalidError` for a broken one or a bomb."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            check(packed, len(content))
            yield packed
    # zipfile says NotImplementedError of a packing that it does not know.
    except (BadZipFile, NotImplementedError, EOFError, KeyError) as error:
        raise InvalidError(f"This file is broken: {str(error)[:200]}") from error


def check(packed: ZipFile, size: int) -> None:
    """Refuse a zip file that says it unpacks to too much; raises `InvalidError`."""
    files = packed.infolist()
    whole = sum(one.file_size for one in files)
    if len(files) > MOST_FILES or whole > MOST_BYTES:
        raise InvalidError("This file unpacks to far more than any document; it is not read.")
    if whole > SMALL and whole > MOST_RATIO * size:
        raise InvalidError("This file unpacks to far more than it is; it is not read.")


def read(packed: ZipFile, name: str) -> bytes:
    """Read one file of a zip file, no more of it than it said."""
    with packed.open(name) as file:
        return file.read(packed.getinfo(name).file_size)
