"""Sound of one rate as sound of another, whole or as it comes: a windowed sinc (Kaiser, 80 dB).

Smith, Digital Audio Resampling: https://ccrma.stanford.edu/~jos/resample/
"""

from collections.abc import Iterator
from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

from server.core.noise import Samples

_LOBES = 24
"""Zero crossings of the sinc on each side."""
_BETA = 7.857
"""Kaiser's for 80 dB."""
_PASSED = 0.95
"""The part of the lower rate's half that passes: above it, what would fold back is taken out."""
_LONGEST = 640
"""Samples of a block: rates of voices and sound cards have a common measure within as many."""


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """Give a whole sound at another rate (Hz), without what that rate cannot hold."""
    return np.concatenate([*in_two(samples, rate, wanted, 0)])


def in_two(samples: Samples, rate: int, wanted: int, first: int) -> Iterator[Samples]:
    """Give it in two parts, the first as soon as it is made: of some `first` samples of the sound.

    All blocks of `rate`'s share of the common measure at once, as a product of two matrices: a
    sentence takes a quarter of the time that `Resampler` needs.
    """
    size = resampled_size(samples.size, rate, wanted)
    common = gcd(rate, wanted)
    down, up = rate // common, wanted // common
    if down == up or not samples.size:
        yield from (samples[:first], samples[first:])
        return
    made = _by_stream if max(down, up) > _LONGEST else _by_blocks
    given = 0
    for part in made(samples, down, up, first):
        yield part[: size - given].astype(np.float64)
        given += part.size


def resampled_size(size: int, rate: int, wanted: int) -> int:
    """Tell how many samples become of so many."""
    return round(size * wanted / rate)


def _by_stream(samples: Samples, down: int, up: int, first: int) -> Iterator[Samples]:
    one = Resampler(down, up)
    yield one.feed(samples[:first])
    yield np.concatenate([one.feed(samples[first:]), one.end(), np.zeros(1)])


def _by_blocks(samples: Samples, down: int, up: int, first: int) -> Iterator[NDArray[np.float32]]:
    weights = _weights(down, up)
    around = (weights.shape[0] - down) // 2
    blocks = -(-samples.size // down)
    padded = np.zeros(blocks * down + 2 * around, np.float32)  # finer than 16 bits, and quicker
    padded[around : around + samples.size] = samples
    windows = np.lib.stride_tricks.sliding_window_view(padded, weights.shape[0])[::down]
    for part in (windows[: first // down], windows[first // down :]):
        yield (part @ weights).reshape(-1)


@lru_cache(maxsize=8)
def _weights(down: int, up: int) -> NDArray[np.float32]:
    """Give how much of each sample around a block is in each that is made of it."""
    cut, half = _filter(up / down)
    apart = np.arange(-half, down + half)[:, None] - np.arange(up) * down / up
    return _sinc(cut, half, apart).astype(np.float32)


def _filter(ratio: float) -> tuple[float, int]:
    """Give the part of the band that passes, and how far the sinc reaches, in samples."""
    cut = _PASSED * min(1.0, ratio)
    return cut, int(np.ceil(_LOBES / cut))


def _sinc(cut: float, half: int, apart: Samples) -> Samples:
    """Weigh samples by how far they are apart from where one is wanted."""
    window = np.i0(_BETA * np.sqrt(np.maximum(1 - (apart / half) ** 2, 0))) / np.i0(_BETA)
    weighed: Samples = cut * np.sinc(cut * apart) * window * (np.abs(apart) <= half)
    return weighed


class Resampler:
    """Takes one stream at a rate, and gives it at another."""

    def __init__(self, rate: int, wanted: int) -> None:
        """Prepare the filter: one row for each place that an output falls between two inputs."""
        common = gcd(rate, wanted)
        self._up, self._down = wanted // common, rate // common
        cut, self._half = _filter(wanted / rate)
        offsets = np.arange(-self._half + 1, self._half + 1)
        phases = np.arange(self._up)[:, None] / self._up
        self._rows = _sinc(cut, self._half, offsets - phases)
        self._kept = np.zeros(self._half - 1)
        """Inputs that the next outputs still need; the first are the silence before."""
        self._next = 0
        """Where the next output is, in steps of the finer grid."""

    def feed(self, samples: Samples) -> Samples:
        """Take a block of any length; give what can be told of it."""
        self._kept = np.concatenate([self._kept, samples])
        # An output at input place p needs p - half + 1 … p + half; place 0 is at half - 1.
        last = self._kept.size - 2 * self._half
        count = ((last + 1) * self._up - 1 - self._next) // self._down + 1
        if count <= 0:
            return np.zeros(0)
        at = self._next + np.arange(count) * self._down
        first, phase = at // self._up, at % self._up
        windows = np.lib.stride_tricks.sliding_window_view(self._kept, 2 * self._half)
        out: Samples = np.einsum("ij,ij->i", windows[first], self._rows[phase])
        after = self._next + count * self._down
        dropped = min(after // self._up, self._kept.size)
        self._kept, self._next = self._kept[dropped:], after - dropped * self._up
        return out

    def end(self) -> Samples:
        """Give the rest, as if silence followed."""
        return self.feed(np.zeros(self._half))
