"""Reads feeds: RSS in all its versions, and Atom, however badly they are written."""

from collections.abc import Mapping
from io import BytesIO
from time import strftime, struct_time
from typing import Any

import feedparser

from server.core.errors import InvalidError
from server.core.library.feeds import LONGEST_TEXT, Feed, Item
from server.core.library.kinds import sounds
from server.core.library.topics import one_line

MOST = 5_000
"""Entries."""


def read_feed(content: bytes) -> Feed:
    """Read a feed; raises `InvalidError` for what is none."""
    # Bytes would be tried as the name of a file first.
    found = feedparser.parse(BytesIO(content))
    if not found.get("version") and not found.entries:
        raise InvalidError("This is no feed, or it is broken.")
    return Feed(
        one_line(str(found.feed.get("title", ""))),
        tuple(_item(entry) for entry in found.entries[:MOST]),
    )


def _item(entry: dict[str, Any]) -> Item:
    contents = [*entry.get("content", ()), {"value": entry.get("summary", "")}]
    text = max((str(one.get("value") or "") for one in contents), key=len)
    return Item(
        one_line(str(entry.get("title", ""))),
        str(entry.get("link", "")),
        _sound(entry),
        text[:LONGEST_TEXT],
        # Past the library's own look-up, which takes one for the other, and warns.
        _time(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
    )


def _sound(entry: Mapping[str, Any]) -> str:
    """Give where the recording is that an entry encloses."""
    enclosed = (one for one in entry.get("links", ()) if one.get("rel") == "enclosure")
    places = ((str(one.get("href", "")), str(one.get("type", ""))) for one in enclosed)
    return next((href for href, media in places if sounds(href.partition("?")[0], media)), "")


def _time(told: struct_time | None) -> str:
    return strftime("%Y-%m-%dT%H:%M:%SZ", told) if told else ""
