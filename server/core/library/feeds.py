"""Feeds: RSS, Atom and podcasts, as what they tell is new, and where that is."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urljoin

from server.core.errors import InvalidError
from server.core.library.addresses import checked_address
from server.core.library.videos import video_of, watched_at

BEGINS = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*"
    rb"<(?:rss[\s>]|rdf:RDF[\s>][^>]*purl\.org/rss|feed[\s>][^>]*www\.w3\.org/2005/Atom)",
    re.S,
)
"""https://www.rssboard.org/rss-specification, RSS 1.0, RFC 4287."""
ENTRY = "text/x-feed-entry"
"""The media type of what a feed itself says of an entry: HTML, all of it text."""
LONGEST_TEXT = 100_000
"""Characters of what a feed itself says of an entry."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one entry."""

    title: str
    link: str
    sound: str
    """Where a recording is; empty where it is a page."""
    text: str
    """The entry itself, or the beginning of it, as HTML; empty where it has none."""
    published: str
    """ISO 8601, UTC; empty where nobody says."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that can be loaded."""

    address: str
    title: str
    sound: bool
    text: str
    published: str


def is_feed(beginning: bytes) -> bool:
    """Tell a feed by its first bytes."""
    return BEGINS.match(beginning) is not None


def entries(feed: Feed, address: str) -> tuple[Entry, ...]:
    """Give what can be loaded, the newest first; each once."""
    newest = sorted(feed.items, key=lambda item: item.published, reverse=True)
    found: dict[str, Entry] = {}
    for item in newest:
        place = _place(item, address)
        if place and place not in found:
            found[place] = Entry(place, item.title, bool(item.sound), item.text, item.published)
    return tuple(found.values())


def _place(item: Item, feed: str) -> str:
    """Give the address that an entry is loaded from; empty where it has none that may be."""
    try:
        address = checked_address(urljoin(feed, item.sound or item.link))
    except (InvalidError, ValueError):
        return ""
    video = video_of(address)
    return watched_at(video) if video else address


def feed_json(feed: Feed) -> dict[str, Any]:
    """Give a feed as a reader sends it."""
    return {"title": feed.title, "items": [asdict(item) for item in feed.items]}


def feed_of(told: dict[str, Any]) -> Feed:
    """Read a feed as a reader sent it."""
    items: Sequence[dict[str, str]] = told["items"]
    return Feed(told["title"], tuple(Item(**item) for item in items))
