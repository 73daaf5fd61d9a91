"""Times: as people write them, and in addresses."""

import pytest

from server.core.library.times import address_at, clock_time


@pytest.mark.parametrize(
    ("ms", "written"), [(0, "0:00"), (751_999, "12:31"), (3_723_000, "1:02:03")]
)
def test_a_time_is_written_as_people_do(ms: int, written: str) -> None:
    """With hours only where there are some."""
    assert clock_time(ms) == written


@pytest.mark.parametrize(
    ("address", "ms", "opened"),
    [
        (
            "https://youtu.be/dQw4w9WgXcQ?t=3",
            751_900,
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=751s",
        ),
        ("https://example.org/a/show.mp3?x=1", 751_900, "https://example.org/a/show.mp3?x=1#t=751"),
        ("https://example.org/a/show.mp3", None, "https://example.org/a/show.mp3"),
        ("https://example.org/a.html", 5_000, "https://example.org/a.html"),
        ("/srv/talk.mp3", 5_000, "/srv/talk.mp3"),
    ],
)
def test_an_address_opens_at_a_time(address: str, ms: int | None, opened: str) -> None:
    """Where its kind knows how."""
    assert address_at(address, ms) == opened
