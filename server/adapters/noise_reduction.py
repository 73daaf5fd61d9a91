"""Takes the noise of a room out of speech, by spectral gating with noisereduce.

https://github.com/timsainburg/noisereduce
"""

from importlib.util import find_spec

import numpy as np

from server.core.errors import UnavailableError
from server.core.noise import Samples

STRENGTH = 0.8
"""The part of the noise that is taken out; all of it would leave speech that rings."""


class NoiseReduction:
    """Reduces noise at one rate."""

    def __init__(self, rate: int) -> None:
        """Raise `UnavailableError` where the library is not installed."""
        if find_spec("noisereduce") is None:
            raise UnavailableError(
                'Noise reduction is not installed: pip install "rubato[dataset]", or leave it out '
                "with --keep-noise."
            )
        self._rate = rate

    def __call__(self, samples: Samples, noise: Samples) -> Samples:
        """Take such noise out of the samples."""
        import noisereduce  # noqa: PLC0415  (seconds, for who makes a voice)

        reduced = noisereduce.reduce_noise(
            y=samples, sr=self._rate, y_noise=noise, stationary=True, prop_decrease=STRENGTH
        )
        return np.asarray(reduced, np.float64)
