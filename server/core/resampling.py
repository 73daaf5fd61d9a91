"""Sound of one rate as sound of another, block by block: a windowed sinc (Kaiser, 80 dB).

Smith, Digital Audio Resampling: https://ccrma.stanford.edu/~jos/resample/
"""

from math import gcd

import numpy as np

from server.core.noise import Samples

_LOBES = 24
"""Zero crossings of the sinc on each side."""
_BETA = 7.857
"""Kaiser's for 80 dB."""
_PASSED = 0.95
"""The part of the lower rate's half that passes: above it, what would fold back is taken out."""


class Resampler:
    """Takes one stream at a rate, and gives it at another."""

    def __init__(self, rate: int, wanted: int) -> None:
        """Prepare the filter: one row for each place that an output falls between two inputs."""
        common = gcd(rate, wanted)
        self._up, self._down = wanted // common, rate // common
        cut = _PASSED * min(1.0, wanted / rate)
        self._half = int(np.ceil(_LOBES / cut))
        offsets = np.arange(-self._half + 1, self._half + 1)
        phases = np.arange(self._up)[:, None] / self._up
        places = offsets - phases
        window = np.i0(_BETA * np.sqrt(np.maximum(1 - (places / self._half) ** 2, 0)))
        self._rows = cut * np.sinc(cut * places) * window / np.i0(_BETA)
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
