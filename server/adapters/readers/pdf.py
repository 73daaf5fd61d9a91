"""Reads PDF by pypdf, page by page."""

import logging
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found, tidied
from server.core.library.plain_text import read_text

MOST_PAGES = 5_000


def read_pdf(content: bytes) -> Found:
    """Read the text of each page; raises `InvalidError` where there is none, or it is locked."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told by us
    reader = _opened(content)
    blocks: list[Block] = []
    unread: list[int] = []
    for number in range(1, min(len(reader.pages), MOST_PAGES) + 1):
        text = _page(reader, number)
        if text is None:
            unread.append(number)
        else:
            blocks += [Block(found.text, page=number) for found in read_text(text).blocks]
    kept = tidied(blocks)
    if not kept:
        raise InvalidError("This PDF holds no text; it may be scanned pictures of pages.")
    return Found(_title(reader), kept, notes=_notes(unread, len(reader.pages)))


def _opened(content: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InvalidError("This PDF is locked by a password; save it without one.")
        len(reader.pages)
    except InvalidError:
        raise
    except BROKEN as error:
        raise InvalidError(f"This PDF is broken: {_first_line(error)}") from error
    return reader


def _page(reader: PdfReader, number: int) -> str | None:
    """Give a page's text; nothing for one that is broken, so that the others are read."""
    try:
        return reader.pages[number - 1].extract_text()
    except BROKEN:
        return None


def _title(reader: PdfReader) -> str:
    try:
        told = reader.metadata.title if reader.metadata else None
    except BROKEN:
        return ""
    return told if isinstance(told, str) else ""


def _notes(unread: list[int], pages: int) -> tuple[str, ...]:
    notes = []
    if unread:
        notes.append(f"Pages that could not be read: {', '.join(map(str, unread[:20]))}.")
    if pages > MOST_PAGES:
        notes.append(f"Of {pages} pages the first {MOST_PAGES} were read.")
    return tuple(notes)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["its structure cannot be followed"])[0][:200]


BROKEN = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    AssertionError,
    NotImplementedError,
    OSError,
    OverflowError,
)
"""What pypdf raises for broken files; NotImplementedError for a filter that it does not know."""
