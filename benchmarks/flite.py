"""Somebody who speaks: flite's voices, each text made once."""

import subprocess
import wave
from pathlib import Path

import numpy as np

from server.core.noise import RATE, Samples

CLEAR = ("slt", "rms", "awb")
"""The voices that are heard well; kal16 is hard."""
ROOM = 20.0
"""Noise of a quiet room, of 32768."""


class Flite:
    """Speaks, into files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._random = np.random.default_rng(1)

    def say(self, text: str, voice: str) -> Samples:
        """Give a text as a voice speaks it."""
        file = self._folder / f"{voice} {text}.wav"
        if not file.exists():
            subprocess.run(["flite", "-voice", voice, "-t", text, "-o", file], check=True)
        with wave.open(str(file)) as sound:
            samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
        return np.asarray(samples, np.float64)

    def room(self, seconds: float) -> Samples:
        """Give a quiet room."""
        return self._random.normal(0, ROOM, int(seconds * RATE))

    def in_a_room(self, text: str, voice: str) -> tuple[Samples, int]:
        """Give a text with a second of quiet on either side, and the sample at which it ends."""
        said = self.say(text, voice)
        last = int(np.flatnonzero(np.abs(said) > np.abs(said).max() / 100)[-1])
        whole = np.concatenate([self.room(1), said + self._random.normal(0, ROOM, said.size)])
        return np.concatenate([whole, self.room(1)]), RATE + last
