"""Takes from a text what nobody says: marks of Markdown and HTML, control signs, what is unseen."""

import html
import re
import unicodedata

from server.core.wording import Wording

UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufe00-\ufe0f]")
CONTROL = re.compile("\x1b\\[[0-9;]{0,20}m|[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb]")
BLANKS = re.compile("[ \t\u00a0\u2007\u3000]+")

INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,500}?-->"), " "),
    (re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,30}(?:\s[^<>]{0,300})?/?>"), " "),
    (re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)"), r"\1"),
    (re.compile(r"(?<=[\w.,;:!?\"”’)\]])\[(?:\d{1,3}|[a-z]|\^\w{1,20})\]"), ""),
    (re.compile(r"\[[ xX]\]\s"), ""),
    (re.compile(r"(\*{1,3})(?=[^\s*])([^*\n]{1,500})(?<=[^\s*])\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^\n]{1,300}?)(?<=[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)([^~\n]{1,500})~~"), r"\1"),
    (re.compile(r"(`{1,3})([^`\n]{1,500})\1"), r"\2"),
)
BLOCK = re.compile(
    r"\s{0,8}(?:#{1,6}\s+|(?:>\s?){1,8}|[-*+•–]\s+(?:\[[ xX]\]\s)?|[-=_*~]{3,}\s*$"
    r"|(?:`{3}|~{3})\S{0,30}\s*$)"
)
"""What begins a line, a heading, a quotation, an entry; or is a whole one, a rule or a fence."""
ROW = frozenset("|:- ")
"""What the line under a table's head is made of."""


def seen(text: str) -> str:
    """Leave out what cannot be seen, and write blanks alike."""
    return BLANKS.sub(" ", CONTROL.sub(" ", UNSEEN.sub("", text)))


def without_block_marks(line: str) -> str:
    """Take from a line what says what kind of line it is."""
    if "--" in line and ROW.issuperset(line):
        return ""
    match = BLOCK.match(line)
    bare = line[match.end() :] if match else line
    if bare.lstrip().startswith("|"):
        cells = (cell.strip() for cell in bare.strip().strip("|").split("|"))
        bare = ", ".join(cell for cell in cells if cell)
    return bare


def without_inline_marks(text: str) -> str:
    """Take from a text how it is to look."""
    for pattern, instead in INLINE:
        text = pattern.sub(instead, text)
    return html.unescape(text) if "&" in text else text


def emoji(text: str, wording: Wording) -> str:
    """Say an emoji by its name; what only changes its look is not said."""
    names = (_name(sign, wording) for sign in dict.fromkeys(text))
    return ", ".join(filter(None, names))


def _name(sign: str, wording: Wording) -> str:
    if "\U0001f3fb" <= sign <= "\U0001f3ff" or sign == "\u200d":
        return ""
    known = wording.emoji.get(sign) or wording.an_emoji
    return known or unicodedata.name(sign, "").lower()


EMOJI = re.compile(
    "[\u2600-\u26ff\u2702-\u2712\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2757\u2763-\u2767"
    "\u2795-\u2797\u2b50\u2b55\U0001f300-\U0001faff\u200d]+"
)
