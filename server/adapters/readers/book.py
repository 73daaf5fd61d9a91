"""Reads e-books (EPUB 2 and 3): a zip of web pages, in the order of their spine.

https://www.w3.org/TR/epub-33/ : META-INF/container.xml names the package, whose spine names the
pages in the order of reading.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from server.adapters.readers.chapter import read_chapter
from server.adapters.readers.packed import opened, read
from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found, tidied

CONTAINER = "META-INF/container.xml"
NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
MOST_PARTS = 5_000


def read_book(content: bytes) -> Found:
    """Read a book, chapter by chapter; raises `InvalidError` where it is broken or locked."""
    with opened(content) as packed:
        if "META-INF/encryption.xml" in packed.namelist():
            raise InvalidError("This book is locked against copying; it cannot be read.")
        try:
            place = _package_place(packed)
            package = _xml(read(packed, place))
        except (etree.XMLSyntaxError, KeyError) as error:
            raise InvalidError("This e-book is broken: its table of files is missing.") from error
        blocks = tidied(list(_chapters(packed, package, dirname(place))))
    if not blocks:
        raise InvalidError("This e-book holds no text.")
    title = package.findtext(".//dc:title", "", NAMES)
    language = package.findtext(".//dc:language", "", NAMES)
    return Found(title, blocks, language[:2].lower())


def _package_place(packed: ZipFile) -> str:
    root = _xml(read(packed, CONTAINER)).find(".//c:rootfile", NAMES)
    if root is None:
        raise KeyError(CONTAINER)
    return str(root.get("full-path"))


def _chapters(packed: ZipFile, package: etree._Element, folder: str) -> Iterator[Block]:
    files = {item.get("id"): item.get("href") for item in package.iterfind(".//o:item", NAMES)}
    for entry in list(package.iterfind(".//o:itemref", NAMES))[:MOST_PARTS]:
        href = files.get(entry.get("idref"))
        if href is None:
            continue
        try:
            yield from read_chapter(read(packed, normpath(join(folder, unquote(href)))))
        except (InvalidError, KeyError):
            continue  # a cover without text, or a page that is named and not there


def _xml(content: bytes) -> etree._Element:
    # No entity is resolved and nothing is fetched: a book is somebody else's text.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)
