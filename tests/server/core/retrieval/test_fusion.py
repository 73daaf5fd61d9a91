"""Fusion: scores by their spread, and a weak leg that says little."""

import numpy as np
import pytest

from server.core.retrieval.fusion import (
    EMBEDDED,
    LATENT,
    PROBED,
    agreement,
    fused,
    outdated,
    standard,
)


def agreeing(count: int, shared: int, among: int) -> float | None:
    """Compare so many pairs of orders of ten, of which the first `shared` are the same."""
    ours = [np.arange(10) + 20 * i for i in range(count)]
    theirs = [np.where(np.arange(10) < shared, each, each + 100_000) for each in ours]
    return agreement(ours, theirs, among)


def test_standard_scores_by_hand() -> None:
    """Mean 2 and deviation sqrt(2/3) of 1, 2, 3; what says the same of all says nothing."""
    assert standard(np.array([1, 2, 3], np.float32)) == pytest.approx([-1.2247, 0, 1.2247], 1e-4)
    assert standard(np.ones(5, np.float32)) == pytest.approx([0] * 5)
    assert standard(np.zeros(0, np.float32)).size == 0


def test_only_the_first_hundred_count() -> None:
    """However many passages have nothing, what is found is spread alike."""
    found = np.linspace(1, 2, 100, dtype=np.float32)
    among = np.concatenate([found, np.zeros(10_000, np.float32)])

    assert standard(among)[:100] == pytest.approx(standard(found), abs=1e-4)


def test_legs_are_added_by_weight() -> None:
    """With none the other says nothing; without words it says all."""
    words, other = np.array([3, 2, 1], np.float32), np.array([0, 5, 1], np.float32)

    assert fused(words, other, 0.0) == pytest.approx(standard(words))
    assert fused(words, None, 0.5) == pytest.approx(standard(words))
    assert fused(words, other, 0.4) == pytest.approx(0.6 * standard(words) + 0.4 * standard(other))
    assert fused(np.zeros(3, np.float32), other, 0.1) == pytest.approx(standard(other))


def test_agreement_is_what_is_shared_over_chance() -> None:
    """All is 1, what chance would share 0, and of little nothing is told."""
    assert agreeing(PROBED, 10, 2000) == 1
    assert agreeing(PROBED, 0, 2000) == pytest.approx(0, abs=0.01)
    assert agreeing(PROBED, 5, 10_000) == pytest.approx(0.5, abs=0.01)
    assert agreeing(3, 5, 10_000) is None
    assert agreeing(PROBED, 5, 20) is None


def test_who_agrees_little_says_little() -> None:
    """An embedder that finds nothing of what words find has no weight, whatever it is called."""
    assert EMBEDDED.weight(0.0) == 0
    assert EMBEDDED.weight(-0.1) == 0
    assert EMBEDDED.weight(0.12) == pytest.approx(EMBEDDED.most / 2)
    assert EMBEDDED.weight(0.9) == EMBEDDED.most
    assert LATENT.weight(0.2) == 0
    assert LATENT.weight(None) == LATENT.most / 2


def test_a_leg_is_weighed_again_when_much_has_changed() -> None:
    """Never weighed, or a quarter more or fewer."""
    assert outdated(None, 5)
    assert not outdated(100, 120)
    assert outdated(100, 130)
    assert outdated(100, 70)
