"""The newest backups are kept, and always the last that was tried."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.backup.rotation import too_old


def test_oldest_go_first() -> None:
    """Of five backups two stay, the newest."""
    assert too_old(["c", "a", "e", "b", "d"], ["e"], 2) == ["a", "b", "c"]


def test_last_tried_stays() -> None:
    """One that is known to be right is not given up for newer ones that nobody tried."""
    assert too_old(["a", "b", "c", "d"], ["a", "b"], 2) == ["a"]


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)), st.integers(0, 9))
def test_never_too_many_go(all_of: set[int], tried: set[int], keep: int) -> None:
    """As many as are to be kept stay, none is invented, and one that was tried stays."""
    names = [f"{one:02}" for one in all_of]
    verified = [f"{one:02}" for one in tried & all_of]
    going = set(too_old(names, verified, keep))

    assert going <= set(names)
    assert len(set(names) - going) >= min(keep, len(names))
    assert not verified or set(verified) - going
