"""How loud speech is: integrated loudness after ITU-R BS.1770-4, and true enough peaks.

The K weighting is applied to the spectrum of each block, which differs from filtering by less than
a tenth of a dB. https://www.itu.int/rec/R-REC-BS.1770
"""

import numpy as np

from server.core.noise import Samples

FULL = 32768.0
"""What 0 dB is."""
_BLOCK, _STEP = 0.4, 0.1
"""Seconds of a block, and from one to the next."""
_ABSOLUTE = -70.0
"""LUFS below which a block does not count."""
_RELATIVE = -10.0
"""LU below the mean of the others at which a block does not count, either."""
_OFFSET = -0.691


def loudness(samples: Samples, rate: int) -> float:
    """Give the integrated loudness of one channel in LUFS; -inf where all is silence."""
    size, step = int(_BLOCK * rate), int(_STEP * rate)
    padded = np.pad(samples / FULL, (0, max(size - samples.size, 0)))
    weights = _k_weighting(np.arange(size // 2 + 1) * rate / size)
    starts = range(0, padded.size - size + 1, step)
    powers = np.array([_power(padded[at : at + size], weights) for at in starts])
    loud = powers[_lufs(powers) > _ABSOLUTE]
    if not loud.size:
        return float("-inf")
    loud = loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE]
    return float(_lufs(loud.mean()))


def peak(samples: Samples) -> float:
    """Give the largest sample in dB below full; -inf where all is silence."""
    largest = np.abs(samples).max(initial=0.0)
    return float(20 * np.log10(largest / FULL)) if largest else float("-inf")


def _power(block: Samples, weights: Samples) -> float:
    """Give the mean square of a block as the ear weighs it (Parseval)."""
    spectrum = np.abs(np.fft.rfft(block)) ** 2 * weights
    twice = 2 * spectrum.sum() - spectrum[0] - (spectrum[-1] if block.size % 2 == 0 else 0.0)
    return float(twice / block.size**2)


def _lufs(power: Samples) -> Samples:
    with np.errstate(divide="ignore"):
        told: Samples = _OFFSET + 10 * np.log10(power)
    return told


def _k_weighting(hertz: Samples) -> Samples:
    """Give the power gain at each frequency: a shelf for the head, and a high pass.

    The filters are the recommendation's, at its 48 kHz.
    """
    delay = np.exp(-2j * np.pi * hertz / 48_000)
    gains: Samples = np.ones(hertz.size)
    for above, below in _FILTERS:
        gains = gains * np.abs(np.polyval(above, delay) / np.polyval(below, delay)) ** 2
    return gains


_FILTERS = (
    (
        (1.19839281085285, -2.69169618940638, 1.53512485958697),
        (0.73248077421585, -1.69065929318241, 1.0),
    ),
    ((1.0, -2.0, 1.0), (0.99007225036621, -1.99004745483398, 1.0)),
)
"""Of each filter the coefficients above and below, the longest delay first."""
