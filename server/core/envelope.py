"""How loud a recording is every 10 ms, and from where on that is somebody speaking."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from server.core.loudness import FULL
from server.core.noise import Samples

STEP_MS = 10
_LEAST = -90.0
"""dB below full: silence."""
_OVER_FLOOR, _UNDER_SPEECH = 10.0, 15.0
"""dB over the noise of the room, and under loud speech, below which it is quiet."""


def envelope(blocks: Iterable[Samples], rate: int) -> Samples:
    """Give the loudness of each 10 ms in dB below full, of a recording that comes in blocks."""
    rest, parts, done = np.zeros(0), [np.zeros(0)], 0
    for block in blocks:
        rest = np.concatenate([rest, block])
        begin = _sample(done, rate)
        count = ((begin + rest.size) * 1000 // (rate * STEP_MS)) - done
        # Steps differ by a sample where the rate is no multiple of theirs.
        edges = np.array([_sample(done + at, rate) - begin for at in range(count + 1)])
        if count > 0:
            sums = np.add.reduceat((rest[: edges[-1]] / FULL) ** 2, edges[:-1])
            power = sums / np.diff(edges)
            parts.append(10 * np.log10(np.maximum(power, 10 ** (_LEAST / 10))))
        rest, done = rest[edges[-1] :], done + count
    return np.concatenate(parts)


def _sample(step: int, rate: int) -> int:
    """Give the first sample of a step."""
    return step * STEP_MS * rate // 1000


def noise_floor(levels: Samples) -> float:
    """Give how loud the room is where nobody speaks, in dB."""
    return float(np.quantile(levels, 0.1)) if levels.size else _LEAST


def quiet(levels: Samples) -> NDArray[np.bool_]:
    """Tell of each 10 ms whether nobody speaks."""
    if not levels.size:
        return np.zeros(0, bool)
    floor, speech = noise_floor(levels), float(np.quantile(levels, 0.95))
    limit = max(min(floor + _OVER_FLOOR, speech - _UNDER_SPEECH), floor + 3)
    below: NDArray[np.bool_] = levels < limit
    return below
