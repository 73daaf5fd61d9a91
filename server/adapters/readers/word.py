"""Reads Word documents (.docx) by python-docx: headings by their styles, tables by rows."""

import re
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from server.adapters.readers.packed import opened
from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found, tidied

HEADING = re.compile(r"heading ([1-6])", re.I)
ROW = " | "


def read_word(content: bytes) -> Found:
    """Read a document; raises `InvalidError` where it is broken or empty."""
    with opened(content):
        pass
    try:
        document = docx.Document(BytesIO(content))
        blocks = tidied(list(_blocks(document)))
        title = document.core_properties.title
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise InvalidError("This Word document is broken; open it and save it anew.") from error
    if not blocks:
        raise InvalidError("This Word document holds no text.")
    return Found(title or next((one.text for one in blocks if one.level), ""), blocks)


def _blocks(document: WordDocument) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield Block(part.text, _level(part))
        elif isinstance(part, Table):
            yield from _rows(part)


def _rows(table: Table) -> Iterator[Block]:
    for row in table.rows:
        texts = dict.fromkeys(cell.text.strip() for cell in row.cells)  # merged cells come twice
        yield Block(ROW.join(text for text in texts if text))


def _level(paragraph: Paragraph) -> int:
    style = paragraph.style
    name = (style.name if style is not None else None) or ""
    found = HEADING.fullmatch(name)
    return int(found.group(1)) if found else int(name == "Title")
