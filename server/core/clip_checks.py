"""What a clip is like, and why it is no good for training a voice."""

from dataclasses import dataclass

import numpy as np

from server.core.loudness import FULL, loudness, peak
from server.core.noise import Samples

LOUDNESS = -23.0
"""LUFS that clips are brought to, as EBU R 128 has it for broadcasts."""
PEAK = -1.0
"""dB below full that no clip may exceed."""
_CLIPPED = 0.985 * FULL
_FLAT = 3
"""Samples at full in a row that are no peak but what a microphone could not take."""
_MOST_FLAT = 2
"""Such places in a clip that nobody hears."""
_LEAST_OVER_NOISE = 12.0
"""dB that speech must be over the room."""
_LEAST_LOUD = -55.0
_SLOWEST, _FASTEST = 3.0, 30.0
"""Letters a second; outside, the text is of other speech."""
_MOST_GAIN = 30.0
_FADE = 0.005
"""Seconds in which a clip rises from silence and falls to it, so that no cut clicks."""

CLIPPED = "clipped: recorded too loud"
NOISY = "hardly louder than the room"
QUIET = "hardly to be heard"
FAST = "more text than can be said in that time"
SLOW = "less text than that time is long"


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of a clip as it was recorded."""

    seconds: float
    loudness: float
    """LUFS."""
    peak: float
    """dB below full."""
    over_noise: float
    """dB over the room."""
    flat: int
    """Places where the microphone could not take it."""
    letters_a_second: float


def measure(samples: Samples, rate: int, text: str, floor: float) -> Measures:
    """Measure a clip; `floor` is how loud the room is, in dB."""
    seconds = samples.size / rate
    power = float(((samples / FULL) ** 2).mean()) if samples.size else 0.0
    return Measures(
        seconds=round(seconds, 3),
        loudness=round(max(loudness(samples, rate), -99.0), 1),
        peak=round(max(peak(samples), -99.0), 1),
        over_noise=round(10 * float(np.log10(max(power, 1e-12))) - floor, 1),
        flat=_flat_places(samples),
        letters_a_second=round(sum(map(str.isalnum, text)) / max(seconds, 0.01), 1),
    )


def fault(found: Measures) -> str:
    """Say why a clip is no good; empty where it is."""
    checks = (
        (found.flat > _MOST_FLAT, CLIPPED),
        (found.loudness < _LEAST_LOUD, QUIET),
        (found.over_noise < _LEAST_OVER_NOISE, NOISY),
        (found.letters_a_second > _FASTEST, FAST),
        (found.letters_a_second < _SLOWEST, SLOW),
    )
    return next((why for bad, why in checks if bad), "")


def finished(samples: Samples, rate: int) -> Samples:
    """Bring a clip to its loudness, within its peak, and let it rise from silence."""
    now = loudness(samples, rate)
    if not np.isfinite(now):
        return samples
    gain = min(LOUDNESS - now, PEAK - peak(samples), _MOST_GAIN)
    fade = np.ones(samples.size)
    length = min(int(_FADE * rate), samples.size // 2)
    ramp = np.linspace(0, 1, length, endpoint=False)
    fade[:length], fade[samples.size - length :] = ramp, ramp[::-1]
    done: Samples = samples * 10 ** (gain / 20) * fade
    return done


def _flat_places(samples: Samples) -> int:
    full = np.abs(samples) >= _CLIPPED
    if full.size < _FLAT:
        return 0
    windows = np.lib.stride_tricks.sliding_window_view(full, _FLAT)
    runs = np.asarray(windows.all(axis=1), np.int8)
    return int(np.count_nonzero(np.diff(runs, prepend=0) == 1))
