"""A thousand comments over HTTP, with faults before and after each call: once each, none lost."""

from pathlib import Path

import pytest

from benchmarks.comment_soak_http import soak


@pytest.mark.long
def test_none_is_answered_twice_and_none_is_lost(tmp_path: Path) -> None:
    """By the client as it is; the quota is never exceeded, no request is as YouTube forbids."""
    found = soak(1_000, 7, tmp_path)

    assert (found.twice, found.lost, found.strange) == ([], [], [])
    ledger = found.service.tube.ledger
    assert (ledger.too_many, ledger.wrong, max(ledger.spent.values()) <= ledger.limit) == (
        0,
        [],
        True,
    )
    assert found.states["sent"] > 500
    assert (found.kills > 3, len(found.faults) > 8) == (True, True)
