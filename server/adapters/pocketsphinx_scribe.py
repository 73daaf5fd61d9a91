"""Writes English down by pocketsphinx and the language model in its wheel: nothing to download.

Its words are those of a dictionary of 135,000, all small letters, without punctuation; it takes a
fifth of the time that was spoken, and clear speech near a microphone. While it works no other
thread of its process does, so a server runs it in a process of its own.

It writes also while somebody speaks, so that at the end only the end is left to do: 15 ms in place
of half a second.  How loud the voice and its room are, and of what colour, must be known before;
what somebody said before tells it, and his first words are written when they have ended.
"""

import threading
from collections.abc import Iterator, Sequence
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
_AFTER = RATE // 10
"""Put after what was followed: its own silence came before, and each sample is waited for."""
_OTHER = 6.0
"""By which the first cepstrum of an utterance may be off the level it was taken to have: up to it
the same is written; 16 dB are 10. Where it is off by more, it is written anew, as a whole."""
_REMEMBERED = 500
"""Frames that the decoder takes a level for, when it tells the next from it."""
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
            # Going over the whole once more takes 70 ms after the end, and mistakes as many words.
            fwdflat=False,
            loglevel="FATAL",
        )

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down; see `server.core.transcript.Transcriber`. It takes no prompt."""
        if language not in {None, LANGUAGE}:
            raise InvalidError(f"{NAME} knows English only, not {language!r}.")
        return in_segments(self._words(samples), LANGUAGE)

    def follow(self, language: str | None = None, level: str = "") -> "PocketsphinxFollowing":
        """Write while somebody speaks; until that ends, others wait.

        See `server.core.transcript.Follows`.
        """
        if language not in {None, LANGUAGE}:
            raise InvalidError(f"{NAME} knows English only, not {language!r}.")
        return PocketsphinxFollowing(self._decoder, self._lock, level)

    def _words(self, samples: Samples) -> Iterator[Word]:
        if not np.any(samples):
            return
        pcm = _pcm(_Room().around(samples))
        with self._lock:
            _decode(self._decoder, pcm)
            words = _words_of(self._decoder, samples.size)
        yield from words


class PocketsphinxFollowing:
    """One utterance while it is spoken; see `server.core.transcript.Following`."""

    def __init__(self, decoder: Any, lock: threading.Lock, level: str) -> None:
        """Take the decoder, until it is ended or left; without a level it is written at the end."""
        self._decoder, self._lock = decoder, lock
        self._room, self._pcm, self._size = _Room(), b"", 0
        self._sounds, self._begun = False, False
        self.level = level
        """The decoder's mean cepstra, by which it levels; at the end those for the next."""
        lock.acquire()
        self._take(self._room.edge())

    def feed(self, samples: Samples) -> None:
        """Take what was said next."""
        self._size += samples.size
        self._sounds = self._sounds or bool(np.any(samples))
        if self.level and not self._begun:
            self._decoder.set_cmn(self.level)
            self._decoder.start_utt()
            self._begun, before, self._pcm = True, self._pcm, b""
            self._hear(before)
        self._take(self._room.over(samples))

    def end(self) -> Sequence[Segment]:
        """Give what was said."""
        try:
            if not self._sounds:
                return ()
            self._take(self._room.edge(_AFTER if self._begun else _EDGE))
            if not self._followed():
                self._close()
                _decode(self._decoder, self._pcm)
                self.level = self._decoder.get_cmn(False)
            return tuple(in_segments(_words_of(self._decoder, self._size), LANGUAGE))
        finally:
            self.leave()

    def leave(self) -> None:
        """Let others have the decoder."""
        self._close()
        self._lock.release()

    def _followed(self) -> bool:
        """End what was followed; tell whether it was about as loud as it was taken to be."""
        if not self._begun:
            return False
        self._close()
        before, now = self.level, self._decoder.get_cmn(True)
        frames = len(self._pcm) / 2 / (RATE * _FRAME_MS / 1000)
        self.level = now
        return abs(_first(now) - _first(before)) * (1 + _REMEMBERED / frames) <= _OTHER

    def _close(self) -> None:
        if self._begun:
            self._decoder.end_utt()
        self._begun = False

    def _take(self, sound: Samples) -> None:
        self._hear(_pcm(sound))

    def _hear(self, pcm: bytes) -> None:
        self._pcm += pcm
        if self._begun:
            self._decoder.process_raw(pcm, no_search=False, full_utt=False)


def _decode(decoder: Any, pcm: bytes) -> None:
    """Decode the whole at once: its loudness is then levelled by all of it."""
    decoder.start_utt()
    try:
        decoder.process_raw(pcm, no_search=False, full_utt=True)
    finally:
        decoder.end_utt()  # else it would take no other


def _first(level: str) -> float:
    return float(level.partition(",")[0])


class _Room:
    """The noise of a quiet room, the same each time: so is then what is written of a sound."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(1)

    def over(self, samples: Samples) -> Samples:
        """Put it over what comes next."""
        noisy: Samples = samples + self._random.normal(0, _ROOM, samples.size)
        return noisy

    def edge(self, size: int = _EDGE) -> Samples:
        """Give some of it alone, for before and after."""
        return self.over(np.zeros(size))

    def around(self, samples: Samples) -> Samples:
        """Put it over a whole utterance, before and after it."""
        return self.over(np.pad(samples, _EDGE))


def _pcm(samples: Samples) -> bytes:
    return np.clip(samples, -32768, 32767).astype("<i2").tobytes()


def _words_of(decoder: Any, size: int) -> Sequence[Word]:
    """Give the words of what was just decoded: so many samples, and their edges."""
    edge, end = _EDGE * 1000 // RATE, size * 1000 // RATE
    words = []
    for one in decoder.seg() or ():
        if one.word[0] not in "<[+(":
            start = min(max(one.start_frame * _FRAME_MS - edge, 0), end)
            stop = min(max((one.end_frame + 1) * _FRAME_MS - edge, start), end)
            words.append(Word(start, stop, _written(one.word), min(max(one.prob, 0.0), 1.0)))
    return words


def _written(word: str) -> str:
    """Give a word of the dictionary, which numbers pronunciations, as one writes it."""
    plain = word.partition("(")[0]
    return _CAPITAL.get(plain, plain)
