"""Ties: what fits alike is put in the order of a taste; all else stays where it was."""

from collections.abc import Sequence


def tied(scores: Sequence[float], band: float) -> list[range]:
    """Find stretches of two and more whose scores, the best first, are within `band` of the first.

    A stretch begins where the one before ends, so that nothing moves past what fits clearly better.
    """
    found = []
    begin = 0
    for at in range(1, len(scores) + 1):
        if at == len(scores) or scores[begin] - scores[at] > band:
            if at - begin > 1:
                found.append(range(begin, at))
            begin = at
    return found


def by_taste(stretch: range, values: Sequence[float]) -> list[int]:
    """Order the places of a stretch by how each would be rated; alike ones stay as they were."""
    return sorted(stretch, key=lambda at: -values[at - stretch.start])
