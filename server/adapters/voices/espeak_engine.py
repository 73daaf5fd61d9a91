"""The engine of the embedded voice."""

import math
import time

from server.adapters.voices.espeak_library import FASTEST, SLOWEST, USUAL, Espeak
from server.core.voices import Manner, Sound

MIDDLE = 50
"""The voice's own pitch; as many steps make an octave, either way."""


class EspeakEngine:
    """Speaks as any of espeak's voices."""

    def __init__(self) -> None:
        self._espeak = Espeak()

    def say(self, text: str, source: str, manner: Manner, _speaker: int | None) -> Sound:
        """Speak a text; what espeak cannot do of the pace is done to the sound."""
        wanted = USUAL * manner.speed
        pace = round(min(max(wanted, SLOWEST), FASTEST))
        pitch = round(MIDDLE + MIDDLE * math.log2(manner.pitch))
        begun = time.perf_counter()
        pcm = self._espeak.say(text, source, pace, min(max(pitch, 0), 99))
        taken = (time.perf_counter() - begun) * 1000
        return Sound(_paced(pcm, self._espeak.rate, wanted / pace), self._espeak.rate, taken)


def _paced(pcm: bytes, rate: int, speed: float) -> bytes:
    if abs(speed - 1) < 0.02:
        return pcm
    from server.core.sound_shape import paced, pcm_of, samples_of  # noqa: PLC0415  (numpy)

    return pcm_of(paced(samples_of(pcm), rate, speed))
