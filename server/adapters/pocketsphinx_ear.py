"""An ear by pocketsphinx: speech of 16 kHz against a finite-state grammar, on this machine.

Its wheel carries an English model. One word that its dictionary lacks refuses a whole grammar, so
these are given phones first. Scores come out of it as the antilogarithm to its base of 1.0001 of a
shifted integer; their natural logarithms are on one scale, which is all that is used of them.
"""

import math
import mmap
import os
import threading
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from server.core.arpabet import SOUNDS
from server.core.cepstra import Cepstra, cepstra
from server.core.grammar_walk import GrammarWalk
from server.core.hearing import Guess, Measures, Span, Take
from server.core.noise import Samples
from server.core.pronouncing_dictionary import pronunciations
from server.core.spoken_grammar import END, START, Grammar
from server.core.utterance import Utterance, utterance

OTHERS = 5
_BEST = 20
"""Paths looked through for other words: fillers and pronunciations make many alike."""
_SILENT = ("<s>", "</s>", "<sil>", "SIL", "[", "+", "(NULL)")
_LOOP = "phones"
_LEAST = 1e-300
_PLAIN = 1024
"""A search through a grammar tells its scores divided by so much."""
_FRAME_MS = 10
_LOOP_BEAM = 1e-6
"""How much worse a way from phone to phone may be and is still followed: the best path is the same
as with the usual 1e-48, found in 60 % of its time."""
_LONGEST_WORD = 30
"""Letters of a word that anybody says."""
_MOST_ADDED = 30_000
"""Words in no dictionary that names may add to the decoder, which forgets none; names with more are
not heard."""
_SHORTEST = 1600
"""Samples of 100 ms: less is no word."""


@dataclass(slots=True)
class _Sound:
    """An utterance as it was last heard: more may be asked about it."""

    samples: Samples
    held: bool
    ready: Utterance
    cepstra: Cepstra | None
    """Nothing where it is too short or quiet to be a word."""
    loop: list[Any] | None = None
    """The path through any phones at all, once somebody asked: it takes longer than all else."""


class _Path(NamedTuple):
    """The best path through a grammar."""

    said: str
    words: list[Any]
    others: tuple[str, ...]


class PocketsphinxEar:
    """One decoder for all that listen; a grammar for each, by its name. Safe between threads."""

    def __init__(self, phones: Callable[[str], str]) -> None:
        """Load the model, which takes a second; `phones` says how a word is spoken (ARPABET)."""
        import pocketsphinx  # noqa: PLC0415  (a model of 30 MB, for who listens)

        model = Path(pocketsphinx.__file__).parent / "model" / "en-us"
        self._phones = phones
        self._lock = threading.Lock()
        self._added = 0
        self._walks: dict[str, GrammarWalk] = {}
        # All of it in the decoder would take 22 MB; words are looked up where it lies.
        with (model / "cmudict-en-us.dict").open("rb") as words:
            self._dictionary = mmap.mmap(words.fileno(), 0, access=mmap.ACCESS_READ)
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=str(model / "en-us"),
            dict=os.devnull,
            lm=None,
            # All arcs of a grammar weigh the same; what is left of the weight is a word's price.
            lw=1.0,
            # Of a lattice, its last words are scored wherever they might end, and the best path
            # through it may break off within a phrase: "fifty" for "fifteen", "take" for "tick".
            # So 98.6 % of 705 commands in a quiet room are right, not 96.0, and 97 % of kal's.
            bestpath=False,
            loglevel="FATAL",
        )
        config = self._decoder.config
        config["pbeam"], usual = _LOOP_BEAM, config["pbeam"]
        self._decoder.add_allphone_file(_LOOP, str(model / "en-us-phone.lm.bin"))
        config["pbeam"] = usual
        for word, phone in SOUNDS.items():
            self._decoder.add_word(word, phone, False)
        self._last: _Sound | None = None

    def learn(self, name: str, grammar: Grammar) -> None:
        """Listen for this from now on, under this name."""
        with self._lock:
            unknown = [one for one in grammar.words() if self._decoder.lookup_word(one) is None]
        # Others are heard meanwhile.
        listed = {word: pronunciations(self._dictionary, word) for word in unknown}
        phones = {
            word: self._phones(word)
            for word, ways in listed.items()
            if not ways and len(word) <= _LONGEST_WORD
        }
        with self._lock:
            known = self._add_listed(listed) | self._add(phones)
            dropped = {word for word in unknown if word not in known}
            fsg = self._decoder.create_fsg(name, START, END, _arcs(grammar, dropped))
            self._decoder.add_fsg(name, fsg)
            self._walks[name] = GrammarWalk(grammar.arcs)

    def forget(self, name: str) -> None:
        """Let go of a grammar."""
        with self._lock:
            self._decoder.remove_search(name)
            del self._walks[name]

    def hear(self, name: str, samples: Samples, *, held: bool = False) -> Take:
        """Tell what was said; see `server.services.hearing.Ear`."""
        with self._lock:
            sound = self._sound(samples, held=held)
            path = self._path(name, sound.cepstra)
            guess = self._guess(path, self._loop(sound)) if path else None
        return Take(guess, sound.ready.begin, sound.ready.end)

    def follow(self, name: str, samples: Samples, *, held: bool = False) -> tuple[Span, ...]:
        """Tell the words of one path; see `server.services.hearing.Ear`."""
        with self._lock:
            sound = self._sound(samples, held=held)
            if sound.cepstra is None:
                return ()
            self._decode(name, sound.cepstra)
            words = self._spoken()
            loop = self._loop(sound) if words else []
            return tuple(_span(one, loop) for one in words)

    def _sound(self, samples: Samples, *, held: bool) -> _Sound:
        last = self._last
        if last and last.held == held and np.array_equal(last.samples, samples):
            return last
        ready = utterance(samples, held=held)
        heard = ready.clean.size >= _SHORTEST and bool(ready.clean.any())
        self._last = _Sound(samples, held, ready, cepstra(ready.clean) if heard else None)
        return self._last

    def _loop(self, sound: _Sound) -> list[Any]:
        if sound.loop is None and sound.cepstra is not None:
            self._decode(_LOOP, sound.cepstra)
            sound.loop = self._spoken()
        return sound.loop or []

    def _add_listed(self, ways: Mapping[str, Sequence[str]]) -> set[str]:
        """Teach the decoder words as the dictionary has them, each in all of its ways."""
        for word, said in ways.items():
            if self._decoder.lookup_word(word) is None:
                for number, phones in enumerate(said, 1):
                    self._decoder.add_word(
                        word if number == 1 else f"{word}({number})", phones, False
                    )
        return {word for word, said in ways.items() if said}

    def _add(self, phones: Mapping[str, str]) -> set[str]:
        """Teach the decoder these words, as far as it has room; give those it has now."""
        known = set()
        for word, said in phones.items():
            if said and self._decoder.lookup_word(word) is None and self._added < _MOST_ADDED:
                self._decoder.add_word(word, said, False)
                self._added += 1
            if self._decoder.lookup_word(word) is not None:
                known.add(word)
        return known

    def _decode(self, name: str, sound: Cepstra) -> None:
        self._decoder.activate_search(name)
        self._decoder.start_utt()
        try:
            # The whole at once: its loudness is then levelled by all of it.
            # It levels it within the very bytes it is given, which are therefore its own.
            self._decoder.process_cep(sound.tobytes(), no_search=False, full_utt=True)
        finally:
            self._decoder.end_utt()  # else it would take no other

    def _spoken(self) -> list[Any]:
        """Give the segments of the best path that are speech."""
        return [one for one in self._decoder.seg() or () if not one.word.startswith(_SILENT)]

    def _path(self, name: str, sound: Cepstra | None) -> _Path | None:
        """Take the best path through a grammar; nothing where none leads through it."""
        if sound is None:
            return None
        self._decode(name, sound)
        best = self._decoder.hyp()
        words = self._spoken()
        accepts = self._walks[name].accepts
        # Where none reached the grammar's end, some versions give one that breaks off.
        if best is None or not words or not accepts(best.hypstr.split()):
            return None
        return _Path(best.hypstr, words, self._others(best.hypstr, accepts))

    def _guess(self, path: _Path, loop: list[Any]) -> Guess:
        said, words, others = path
        frames = sum(one.end_frame - one.start_frame + 1 for one in words)
        return Guess(
            said,
            others,
            Measures(
                frames=frames,
                over_loop=_over(words, loop),
                covered=_covered(words, loop),
                worst_word=min(_over([one], loop) for one in words),
                words=len(words),
                phones=sum(len(self._phones_of(one.word)) for one in words),
            ),
            tuple(_span(one, loop) for one in words),
        )

    def _others(self, said: str, accepts: Callable[[list[str]], bool]) -> tuple[str, ...]:
        """Give what else it may have been: paths of the lattice, of which some break off."""
        found: dict[str, None] = {}
        for one in islice(self._decoder.nbest() or (), _BEST):
            if one and one.hypstr and one.hypstr != said and accepts(one.hypstr.split()):
                found.setdefault(one.hypstr)
        return tuple(found)[:OTHERS]

    def _phones_of(self, word: str) -> list[str]:
        return (self._decoder.lookup_word(word.partition("(")[0]) or "").split()


def _arcs(grammar: Grammar, dropped: Container[str]) -> list[tuple[Any, ...]]:
    """Give the arcs as the decoder takes them; those of words nobody can say are left out."""
    return [
        (arc.source, arc.target, arc.weight, *((arc.word,) if arc.word else ()))
        for arc in grammar.arcs
        if arc.word is None or arc.word not in dropped
    ]


def _log(likelihood: float) -> float:
    return math.log(max(likelihood, _LEAST))


def _span(word: Any, loop: list[Any]) -> Span:
    plain = word.word.partition("(")[0]
    begin, end = word.start_frame * _FRAME_MS, (word.end_frame + 1) * _FRAME_MS
    return Span(plain, begin, end, _over([word], loop))


def _over(words: list[Any], loop: list[Any]) -> float:
    """Give by how much words fit better than any phones at the same time, a frame."""
    begin, end = words[0].start_frame, words[-1].end_frame
    frames = end - begin + 1
    ours = _PLAIN * sum(_log(one.ascore) for one in words)
    theirs = sum(_log(one.ascore) * _shared(one, begin, end) for one in loop)
    return float((ours - theirs) / frames)


def _covered(words: list[Any], loop: list[Any]) -> float:
    """Give which part of the frames with phones lies within the words."""
    begin, end = words[0].start_frame, words[-1].end_frame
    inside = sum(_length(one) * _shared(one, begin, end) for one in loop)
    return float(inside / max(sum(_length(one) for one in loop), 1))


def _length(segment: Any) -> int:
    return int(segment.end_frame - segment.start_frame + 1)


def _shared(segment: Any, begin: int, end: int) -> float:
    """Give which part of a segment lies between two frames."""
    inside = min(end, segment.end_frame) - max(begin, segment.start_frame) + 1
    return float(max(0, inside) / _length(segment))
