"""Reads a chapter of a book: all of its text, since there is no menu in it to leave out."""

from collections.abc import Iterator

from lxml import html

from server.adapters.readers.web_page import parsed
from server.core.library.blocks import Block

LEVELS = {f"h{level}": level for level in range(1, 7)}
BREAKS = frozenset(
    {*LEVELS, "p", "li", "tr", "pre", "dt", "dd", "figcaption", "caption", "div", "section",
     "article", "blockquote", "ul", "ol", "dl", "table", "tbody", "thead", "body", "html", "br",
     "hr", "aside", "figure", "header", "footer", "main"}
)  # fmt: skip
"""Elements before and after which a block ends."""
SKIPPED = frozenset({"script", "style", "head", "nav", "svg"})


class _Gathering:
    """Puts runs of text together until an element ends them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[str] = []

    def say(self, text: str | None) -> None:
        self._runs.append(text or "")

    def end(self, level: int = 0) -> None:
        text = "".join(self._runs)
        self._runs = []
        self.blocks.append(Block(" ".join(text.split()), level))


def read_chapter(content: bytes) -> Iterator[Block]:
    """Give headings and paragraphs in their order; raises `InvalidError` for what is no page."""
    gathering = _Gathering()
    _walk(parsed(content), gathering)
    gathering.end()
    return (block for block in gathering.blocks if block.text)


def _walk(element: html.HtmlElement, gathering: _Gathering) -> None:
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return
    breaks = element.tag in BREAKS
    if breaks:
        gathering.end()
    gathering.say(element.text)
    for child in element:
        _walk(child, gathering)
        gathering.say(child.tail)
    if element.tag in {"td", "th"}:
        gathering.say(" ")
    if breaks:
        gathering.end(LEVELS.get(element.tag, 0))
