"""An Atom feed (RFC 4287): entries as text, so that nothing in them is markup."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ATOM = "http://www.w3.org/2005/Atom"
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer."""

    key: str
    """What it is known by for ever."""
    title: str
    text: str
    author: str
    published: int
    """Ms since 1970, UTC."""
    link: str = ""
    """Empty: it has no page."""


def feed(title: str, key: str, author: str, entries: Sequence[Entry], updated: int) -> str:
    """Write a feed, the newest first; `updated` (ms since 1970, UTC) where it has no entry."""
    root = Element("feed", {"xmlns": ATOM})
    ordered = sorted(entries, key=lambda one: (-one.published, one.key))
    latest = ordered[0].published if ordered else updated
    _add(root, "title", title)
    _add(root, "id", _id(key))
    _add(root, "updated", _time(latest))
    _add(SubElement(root, "author"), "name", author)
    for one in ordered:
        _entry(SubElement(root, "entry"), one)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, entry: Entry) -> None:
    _add(root, "title", entry.title)
    _add(root, "id", _id(entry.key))
    _add(root, "updated", _time(entry.published))
    _add(root, "published", _time(entry.published))
    _add(SubElement(root, "author"), "name", entry.author)
    if entry.link:
        SubElement(root, "link", {"rel": "alternate", "href": UNFIT.sub("", entry.link)})
    _add(root, "content", entry.text).set("type", "text")


def _add(root: Element, name: str, text: str) -> Element:
    made = SubElement(root, name)
    made.text = UNFIT.sub("\ufffd", text)
    return made


def _id(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, key)}"


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
