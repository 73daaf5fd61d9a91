"""The ear as a process of its own: takes grammars and sound on stdin, answers on stdout.

It is not in the server because pocketsphinx lets no other thread run while it works, not even the
one that has the keyboard's notes. `server/core/ear_messages.py` has what is said. It ends with its
server.
"""

import faulthandler
import os
import sys
from typing import BinaryIO

import numpy as np

from server.adapters.espeak_phones import EspeakPhones
from server.adapters.pocketsphinx_ear import PocketsphinxEar
from server.core.ear_messages import (
    DONE,
    HELLO,
    Follow,
    Forget,
    Hear,
    Learn,
    asked_of,
    spans_line,
    take_line,
)
from server.core.noise import Samples

LONGEST = 120.0
"""Seconds after which it ends itself, where nobody is left to end it."""


def main() -> int:
    """Load the ear, and work until stdin ends."""
    # Libraries print; what they print is no message.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    ear = PocketsphinxEar(EspeakPhones())
    answers.write(HELLO)
    asked = sys.stdin.buffer
    while text := asked.readline():
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        answers.write(_answer(ear, text, asked))
        faulthandler.cancel_dump_traceback_later()
    return 0


def _answer(ear: PocketsphinxEar, text: bytes, sounds: BinaryIO) -> bytes:
    match asked_of(text):
        case Learn(name, grammar):
            ear.learn(name, grammar)
        case Forget(name):
            ear.forget(name)
        case Hear(name, pcm, held):
            return take_line(ear.hear(name, _samples(sounds, pcm), held=held))
        case Follow(name, pcm, held):
            return spans_line(ear.follow(name, _samples(sounds, pcm), held=held))
    return DONE


def _samples(sounds: BinaryIO, pcm: int) -> Samples:
    return np.frombuffer(sounds.read(pcm), "<i2").astype(np.float64)


if __name__ == "__main__":
    sys.exit(main())
