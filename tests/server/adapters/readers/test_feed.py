"""Feeds as they are found: RSS, Atom, podcasts, broken ones and hostile ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.readers.feed import read_feed
from server.adapters.workers.reader_process import ReaderProcess
from server.cli.workers import worker
from server.core.errors import InvalidError
from server.core.library.feeds import Item

PODCAST = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The
 Fugue</title>
<item><title>One &amp; two</title><link>https://example.org/1</link>
<description>short</description>
<content:encoded><![CDATA[<p>The whole entry.</p>]]></content:encoded>
<enclosure url="https://example.org/cover.jpg" type="image/jpeg" length="1"/>
<enclosure url="https://example.org/1.mp3?x=1" type="" length="1"/>
<pubDate>Tue, 10 Jun 2003 06:00:00 +0200</pubDate></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title>
<entry><title>Canon</title><link href="/canon"/><updated>2026-02-03T04:05:06Z</updated>
<summary>About canons</summary></entry></feed>"""


def test_a_podcast_is_read() -> None:
    """With its recordings, and the longest of what it says."""
    feed = read_feed(PODCAST)

    assert feed.title == "The Fugue"
    assert feed.items == (
        Item(
            "One & two",
            "https://example.org/1",
            "https://example.org/1.mp3?x=1",
            "<p>The whole entry.</p>",
            "2003-06-10T04:00:00Z",
        ),
    )


def test_atom_is_read() -> None:
    """By when it was changed where nothing says when it came out."""
    assert read_feed(ATOM).items == (
        Item("Canon", "/canon", "", "About canons", "2026-02-03T04:05:06Z"),
    )


def test_a_broken_feed_gives_what_it_has() -> None:
    """As many are not well formed."""
    assert [one.title for one in read_feed(PODCAST.replace(b"</channel></rss>", b"")).items] == [
        "One & two"
    ]


def test_what_is_no_feed_is_refused(tmp_path: Path) -> None:
    """Also where it is the name of a file that is there."""
    file = tmp_path / "feed.xml"
    file.write_bytes(PODCAST)
    for content in (b"<html><p>hello", b"", str(file).encode(), b"https://example.org/feed"):
        with pytest.raises(InvalidError, match="no feed"):
            read_feed(content)


def test_a_feed_reads_no_file_of_this_machine(tmp_path: Path) -> None:
    """Entities that name one stay empty."""
    secret = tmp_path / "secret"
    secret.write_text("the password")
    hostile = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'.encode() + PODCAST.replace(
        b"One", b"One &x;"
    ).removeprefix(b'<?xml version="1.0" encoding="utf-8"?>\n')

    assert "password" not in repr(read_feed(hostile))


@pytest.fixture
def process() -> Iterator[ReaderProcess]:
    """Start the reader as the server does."""
    started = ReaderProcess(*worker("reader_worker"))
    yield started
    started.stop()


def test_the_process_reads_feeds(process: ReaderProcess) -> None:
    """One that is none in between."""
    assert process.feed(PODCAST) == read_feed(PODCAST)
    with pytest.raises(InvalidError, match="no feed"):
        process.feed(b"hello")
    assert process.feed(ATOM).title == "Notes"
