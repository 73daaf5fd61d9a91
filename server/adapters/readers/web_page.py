"""Reads web pages: their main text by trafilatura, without what nobody sees."""

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html

from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found, tidied

HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|$)",
    re.I,
)
"""Styles that hide a text from who sees the page: it would speak to the machine alone."""
HIDDEN = "//*[@hidden or @aria-hidden='true' or self::template or self::noscript]"
ROW = " | "
DEEPEST = 200
"""Elements inside each other; more is no page, and recursion has an end."""


def read_web_page(content: bytes) -> Found:
    """Read a page's main text; raises `InvalidError` where there is none."""
    tree = parsed(content)
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=True
    )
    body = None if document is None else getattr(document, "body", None)
    if body is None:
        raise InvalidError("This page has no main text.")
    blocks = tidied(list(_blocks(body, 0)))
    if not blocks:
        raise InvalidError("This page has no main text.")
    title = getattr(document, "title", None) or tree.findtext(".//title") or ""
    return Found(title, blocks, _language(tree))


def parsed(content: bytes) -> html.HtmlElement:
    """Parse a page, and take out what nobody sees; raises `InvalidError` for what is none."""
    try:
        tree = html.document_fromstring(
            content, parser=html.HTMLParser(encoding=_encoding(content))
        )
    except (etree.ParserError, ValueError, LookupError) as error:
        raise InvalidError("This page cannot be read: it is empty, or no HTML.") from error
    if _too_deep(tree):
        raise InvalidError("This page cannot be read: its elements are nested too deep.")
    _without_hidden(tree)
    return tree


def _encoding(content: bytes) -> str | None:
    """Tell UTF-8 where it is; older pages name their own, which lxml reads."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _too_deep(tree: html.HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def _without_hidden(tree: html.HtmlElement) -> None:
    for element in tree.xpath(HIDDEN):
        _drop(element)
    for element in tree.xpath("//*[@style]"):
        if HIDDEN_STYLE.search(element.get("style", "")):
            _drop(element)


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _language(tree: html.HtmlElement) -> str:
    found = re.match(r"[a-zA-Z]{2,3}", tree.get("lang") or "")
    return found.group(0).lower() if found else ""


def _blocks(element: etree._Element, depth: int) -> Iterator[Block]:
    """Give what trafilatura found, in order: headings, paragraphs, rows, entries of lists."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "head":
            yield Block(_text(child), _level(child))
        elif child.tag == "row":
            yield Block(ROW.join(_text(cell) for cell in child))
        elif child.tag in CONTAINERS:
            yield from _blocks(child, depth + 1)
        else:
            yield Block(_text(child))


CONTAINERS = frozenset({"list", "table", "body", "main", "div", "section"})


def _level(head: etree._Element) -> int:
    found = re.fullmatch(r"h([1-6])", head.get("rend") or "")
    return int(found.group(1)) if found else 2


def _text(element: etree._Element) -> str:
    if element.tag == "code" or element.find(".//lb") is not None:
        return "".join(_lines(element)).strip()
    return " ".join("".join(element.itertext()).split())


def _lines(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from ("\n",) if child.tag == "lb" else _lines(child)
        yield child.tail or ""
