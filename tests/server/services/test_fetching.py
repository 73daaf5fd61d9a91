"""Fetching: pages and files as they are, recordings later, videos by what is said in them."""

import pytest

from server.core.errors import InvalidError
from server.core.library.times import clock_time
from server.services.documents import kind_given
from server.services.fetching import Fetching
from tests.server.made_library import VIDEOS, FakeLoader, Page


@pytest.fixture
def fetching() -> Fetching:
    """Fetch from a web of four pages."""
    loader = FakeLoader(
        Page("https://example.org/bach?x=1", "text/html; charset=utf-8", b"<p>Bach</p>"),
        Page("https://example.org/README.md", "text/html", b"<p>About it</p>"),
        Page("https://example.org/notes.md", "text/plain", b"# Notes"),
        Page("https://example.org/talk", "audio/x-m4a", b"sound"),
    )
    return Fetching(lambda: loader, lambda: VIDEOS)


@pytest.mark.parametrize(
    ("address", "kind", "content"),
    [
        ("https://example.org/bach?x=1#top", "html", b"<p>Bach</p>"),
        ("https://example.org/README.md", "html", b"<p>About it</p>"),
        ("https://example.org/notes.md", "markdown", b"# Notes"),
        ("https://example.org/talk", "sound", b""),
    ],
)
def test_what_is_there_is_of_its_kind(
    fetching: Fetching, address: str, kind: str, content: bytes
) -> None:
    """What a server is sure of counts more than how the address ends."""
    given = fetching.fetched(address)

    assert (kind_given(given).name, given.content) == (kind, content)
    assert given.address == address.partition("#")[0]


def test_a_video_is_what_is_said_in_it(fetching: Fetching) -> None:
    """With its times, under one address however it was named."""
    given = fetching.fetched("https://youtu.be/dQw4w9WgXcQ?t=42")
    again = fetching.fetched("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x")

    assert given == again
    assert (kind_given(given).name, given.address) == (
        "video",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    )
    assert given.written is not None
    assert [clock_time(block.from_ms or 0) for block in given.written.blocks] == ["0:00", "12:31"]


def test_what_is_not_there_is_refused(fetching: Fetching) -> None:
    """With the reason."""
    with pytest.raises(InvalidError, match="no such video"):
        fetching.fetched("https://youtu.be/aaaaaaaaaaa")
    with pytest.raises(InvalidError, match="Only http"):
        fetching.fetched("file:///etc/passwd")
