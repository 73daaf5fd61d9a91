"""Reads plain text and Markdown: paragraphs with their lines, headings as their marks say."""

import re
from collections.abc import Iterator

from server.core.library.blocks import Block, Found, tidied

ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?")
CLOSING = re.compile(r"(?:^|(?<=[ \t]))#+$")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.S)
TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.M)
LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
"""A link or image: what is shown stays, where it leads does not."""


MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(content: bytes) -> str:
    """Decode a text: by its byte order mark, as UTF-8, else as Windows' Western one."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_text(text: str) -> Found:
    """Read paragraphs: what stands between empty lines."""
    return Found("", tidied(list(_paragraphs(_lines(text), 1))))


def read_markdown(text: str) -> Found:
    """Read Markdown: headings, and what stands under them; the first heading is the title."""
    told = FRONT_MATTER.match(text)
    front = told.group(1) if told else ""
    skipped = told.group(0) if told else ""
    lines = _lines(text[len(skipped) :])
    blocks = tidied(list(_marked(lines, 1 + skipped.count("\n"))))
    named = TITLE.search(front)
    first = next((block.text for block in blocks if block.level), "")
    return Found(named.group(1) if named else first, blocks)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _paragraphs(lines: list[str], first: int) -> Iterator[Block]:
    gathered: list[str] = []
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            gathered.append(line.rstrip())
        elif gathered:
            yield Block("\n".join(gathered), line=number - len(gathered))
            gathered = []


def _marked(lines: list[str], first: int) -> Iterator[Block]:
    """Give headings and paragraphs; inside a fence, nothing is a heading."""
    plain: list[str] = []
    fence = ""
    for number, line in enumerate(lines, first):
        fenced = FENCE.match(line)
        if fenced and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else fenced.group(1)
        heading = None if fence or fenced else _heading(line, plain)
        if heading is None:
            plain.append(line if fence or fenced else LINK.sub(r"\1", line))
            continue
        text, level, above = heading
        yield from _paragraphs(plain[: len(plain) - above], number - len(plain))
        yield Block(LINK.sub(r"\1", text), level, number - above)
        plain = []
    yield from _paragraphs(plain, first + len(lines) - len(plain))


def _heading(line: str, above: list[str]) -> tuple[str, int, int] | None:
    """Give text, level, and how many lines above belong to it, where a line makes a heading."""
    marked = ATX.fullmatch(line)
    if marked:
        text = CLOSING.sub("", (marked.group(2) or "").rstrip())
        return text.rstrip(), len(marked.group(1)), 0
    under = SETEXT.fullmatch(line)
    alone = len(above) == 1 or (len(above) > 1 and not above[-2].strip())
    if under and above and above[-1].strip() and alone:
        return above[-1].strip(), 1 if under.group(1)[0] == "=" else 2, 1
    return None
