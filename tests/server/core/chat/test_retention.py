"""What share of old inquiries goes."""

import pytest

from server.core.chat.retention import YEAR, share


@pytest.mark.parametrize(
    ("last", "now", "goes"),
    [
        (None, YEAR, 0.0),
        (0, 0, 0.0),
        (0, YEAR // 365, 1 / 365),
        (0, YEAR // 2, 0.5),
        (0, YEAR, 1.0),
        (0, 3 * YEAR, 1.0),
        (YEAR, 0, 0.0),
    ],
)
def test_the_longer_nobody_looked_the_more_goes(last: int | None, now: int, goes: float) -> None:
    """Up to all after a year; nothing before somebody looked, or where a clock was set back."""
    assert share(last, now) == pytest.approx(goes)
