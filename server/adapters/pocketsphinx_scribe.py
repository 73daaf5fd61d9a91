"""Writes English down by pocketsphinx and the language model in its wheel: nothing to download.

Its words are those of a dictionary of 135,000, all small letters, without punctuation; it takes a
fifth of the time that was spoken, and clear speech near a microphone. While it works no other
thread of its process does, so a server runs it in a process of its own.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from server.core.errors import InvalidError
from server.core.noise import RATE, Samples
from server.core.transcript import PLAINLY, Asked, Segment, Word, in_segments

NAME = "pocketsphinx"
LIMITS = "It knows English only, writes no punctuation, and mistakes about every eighth word."
LANGUAGE = "en"

_FRAME_MS = 10
_ROOM = 20.0
"""The noise of a quiet room, which it was trained with: digital silence makes it err more."""
_EDGE = RATE // 4
_CAPITAL = {"i": "I", "i'm": "I'm", "i'll": "I'll", "i've": "I've", "i'd": "I'd"}


class PocketsphinxScribe:
    """One decoder; those who come while it works wait."""

    name = NAME
    limits = LIMITS
    languages = (LANGUAGE,)

    def __init__(self) -> None:
        """Load the models: half a second, 120 MB."""
        import pocketsphinx  # noqa: PLC0415  (for who dictates)

        model = Path(pocketsphinx.__file__).parent / "model" / "en-us"
        self._lock = threading.Lock()
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=str(model / "en-us"),
            dict=str(model / "cmudict-en-us.dict"),
            lm=str(model / "en-us.lm.bin"),
            loglevel="FATAL",
        )

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down; see `server.core.transcript.Transcriber`. It takes no prompt."""
        if language not in {None, LANGUAGE}:
            raise InvalidError(f"{NAME} knows English only, not {language!r}.")
        return in_segments(self._words(samples), LANGUAGE)

    def _words(self, samples: Samples) -> Iterator[Word]:
        if not np.any(samples):
            return
        pcm = np.clip(_in_a_room(samples), -32768, 32767).astype("<i2").tobytes()
        with self._lock:
            heard = self._decode(pcm)
        edge, end = _EDGE * 1000 // RATE, samples.size * 1000 // RATE
        for text, first, last, sure in heard:
            start = min(max(first * _FRAME_MS - edge, 0), end)
            yield Word(start, min(max((last + 1) * _FRAME_MS - edge, start), end), text, sure)

    def _decode(self, pcm: bytes) -> list[tuple[str, int, int, float]]:
        """Give text, first and last frame, and posterior of each word."""
        self._decoder.start_utt()
        try:
            # The whole at once: its loudness is then levelled by all of it.
            self._decoder.process_raw(pcm, no_search=False, full_utt=True)
        finally:
            self._decoder.end_utt()  # else it would take no other
        return [
            (_written(one.word), one.start_frame, one.end_frame, min(max(one.prob, 0.0), 1.0))
            for one in self._decoder.seg() or ()
            if one.word[0] not in "<[+("
        ]


def _in_a_room(samples: Samples) -> Samples:
    """Put a quarter second of a quiet room before and after, and its noise under all."""
    whole = np.pad(samples, _EDGE)
    # The same each time, so that the same sound is written down the same way.
    noisy: Samples = whole + np.random.default_rng(1).normal(0, _ROOM, whole.size)
    return noisy


def _written(word: str) -> str:
    """Give a word of the dictionary, which numbers pronunciations, as one writes it."""
    plain = word.partition("(")[0]
    return _CAPITAL.get(plain, plain)
