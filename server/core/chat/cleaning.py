"""Takes links, images and HTML out of an answer while it comes.

A document may tell a model to write an image whose address carries what it has read; a page that
shows the answer would fetch it.  So an answer holds no address: what a link shows stays, and of an
address written plainly, its host; of Markdown that may still be a link nothing is one any more,
since others than our pages show answers, too.  Our own citations are numbers, and are linked by
our pages.
"""

import re

LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,4000}\)")
ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,20}://|\bwww\.)([^\s:/?#<>\"'()\[\]]{0,255})[^\s<>\"')\]]*", re.I
)
DATA = re.compile(r"\b(?:data|javascript|vbscript|file|blob|mailto|https?):[^\s<>\"'\]]+", re.I)
TARGET = re.compile(r"\](?=[(:])")
"""What makes a link of brackets, or tells where one leads: a blank behind it, and it does not."""
_TAGS = (
    "a|img|image|svg|script|style|link|iframe|frame|object|embed|video|audio|source|track|picture"
    "|form|input|button|meta|base|body|html|math|template"
)
TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]{{0,4000}}>", re.I)
LONE_TAG = re.compile(rf"<(?=/?(?:{_TAGS})\b)", re.I)
"""What begins a tag that does not end, or not yet."""
OPEN_TARGET = re.compile(r"\]\([^()]{0,4000}$")
HELD_BRACKETS = 600
"""Characters that an open bracket is held for: longer than what a link may show."""
OPEN_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,20}:/{0,2}|\bwww\.|\bw{1,3})[^\s<>\"')\]]*$|\b[a-z]{1,10}$", re.I
)
OPEN_TAG = re.compile(r"<[^<>]{0,4000}$")
SCHEMES = (
    "http",
    "https",
    "ftp",
    "data",
    "javascript",
    "vbscript",
    "file",
    "blob",
    "mailto",
    "www",
)


class Cleaner:
    """Cleans a text that comes in pieces; holds back only what may become an address."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> str:
        """Take a piece; give what is sure by now."""
        whole = _without_marks(self._held + text)
        at = _open_at(whole)
        sure, self._held = whole[:at], whole[at:]
        return cleaned(sure)

    def end(self) -> str:
        """Give the rest."""
        rest, self._held = self._held, ""
        return cleaned(rest)


def cleaned(text: str) -> str:
    """Clean a whole text."""
    plain = DATA.sub("", ADDRESS.sub(r"\1", LONE_TAG.sub("", _without_marks(text))))
    return TARGET.sub("] ", plain)


def _without_marks(text: str) -> str:
    for _ in range(3):  # a link may stand inside another
        text = LINK.sub(r"\1", text)
    return TAG.sub("", text)


def _open_at(text: str) -> int:
    """Tell where something begins that the next piece may make an address of."""
    tail = max(0, len(text) - 5000)
    places = [len(text)]
    tag = OPEN_TAG.search(text, tail)
    if tag:
        places.append(tag.start())
    places.append(_open_bracket(text))
    # Where what is open comes to nothing, what follows it joins the word before it.
    for end in (len(text), min(places)):
        word = OPEN_ADDRESS.search(text[:end], tail)
        if word and _may_be_scheme(word.group(0)):
            places.append(word.start())
    first = min(places)
    return first - 1 if text[:first].endswith("]") else first


def _open_bracket(text: str) -> int:
    """Tell where the first bracket begins that is open, or may still get an address behind it."""
    target = OPEN_TARGET.search(text, max(0, len(text) - 5000))
    end = target.start() + 1 if target else len(text)
    opened: list[int] = []
    closed = end
    for at in range(max(0, end - HELD_BRACKETS), end):
        if text[at] == "[":
            opened.append(at)
        elif text[at] == "]" and opened:
            closed = min(closed, opened.pop()) if at == end - 1 else closed
    first = min([closed, *opened])
    return first - 1 if text[:first].endswith("!") else first


def _may_be_scheme(word: str) -> bool:
    start = re.match(r"[a-z]*", word, re.I)
    name = start.group(0).lower() if start else ""
    if len(name) < len(word):
        return word[len(name)] in ":." and (":" in word or name == "www")
    return any(scheme.startswith(name) for scheme in SCHEMES)
