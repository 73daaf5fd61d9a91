"""Feeds: told by their first bytes, and which of their entries can be loaded from where."""

import pytest

from server.core.library.feeds import Feed, Item, entries, feed_json, feed_of, is_feed

XML = b'<?xml version="1.0" encoding="utf-8"?>\n'


@pytest.mark.parametrize(
    ("beginning", "told"),
    [
        (XML + b'<rss version="2.0"><channel>', True),
        (b"\xef\xbb\xbf" + XML + b"<!-- a > b --><?xml-stylesheet href='a'?><rss>", True),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', True),
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/#rdf" xmlns="http://purl.org/rss/1.0/">',
            True,
        ),
        (b'<feed xmlns="http://example.org/cattle">', False),
        (XML + b"<rss-like>", False),
        (b"<html><body><rss>", False),
        (b"# Notes about <rss>", False),
        (b"<!--" * 500, False),
    ],
)
def test_a_feed_is_told_by_its_first_bytes(beginning: bytes, told: bool) -> None:
    """Whatever stands before its root."""
    assert is_feed(beginning) is told


def item(title: str, link: str, sound: str = "", published: str = "") -> Item:
    """Make an entry."""
    return Item(title, link, sound, "", published)


FEED = Feed(
    "Talks",
    (
        item("old", "a.html", "", "2026-01-01T00:00:00Z"),
        item("new", "/b", "/b.mp3", "2026-01-03T00:00:00Z"),
        item("video", "https://youtu.be/dQw4w9WgXcQ", "", "2026-01-02T00:00:00Z"),
        item("twice", "a.html#again"),
        item("file", "file:///etc/passwd"),
        item("broken", "http://[::1"),
    ),
)


def test_entries_are_where_they_can_be_loaded() -> None:
    """The newest first, the recording before its page, each once, none that may not be."""
    found = entries(FEED, "https://example.org/talks/feed.xml")

    assert [(one.title, one.address, one.sound) for one in found] == [
        ("new", "https://example.org/b.mp3", True),
        ("video", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", False),
        ("old", "https://example.org/talks/a.html", False),
    ]


def test_a_feed_is_sent_and_read() -> None:
    """As its reader's process does."""
    assert feed_of(feed_json(FEED)) == FEED
