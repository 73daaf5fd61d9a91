"""What the files of notes of a performance hold: looked through once, kept, and shown."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from server.core.errors import NotFoundError, TooManyError
from server.core.language import Language
from server.core.performance_ports import AnalysisStore, KeptAnalysis
from server.core.performances.analysis_messages import Job
from server.core.performances.performance import PLAYED, USUAL, Track, Whole
from server.core.ports import Clock
from server.core.recordings import Recording
from server.core.takes import Take
from server.core.users import User
from server.services.performances import Performances

RULES = 1
"""Another number where the same file would be told otherwise: then it is looked through anew."""
MOST_BYTES = 4_000_000
MOST_TAKES = 50
"""Takes that are compared."""
MOST_FILES = 20
WAIT = 10
"""Seconds after which it is worth asking again."""


class Files(Protocol):
    """Keeps files."""

    def held(self, recording_id: str) -> tuple[Recording, str]:
        """Give one that is whole, and where it lies."""
        ...

    def content(self, recording: Recording) -> bytes:
        """Give its bytes; raises `NotFoundError` where they are gone."""
        ...


class Texts(Protocol):
    """Keeps what is said and played in the library as it stands."""

    def sync(self, performance_id: str) -> None:
        """Bring the library up to date."""
        ...


class Analyst(Protocol):
    """Looks files through, beside the server: it computes for seconds."""

    def look(self, content: bytes, job: Job) -> Mapping[str, Any]:
        """Tell what a file holds, on the performance's clock, or `refused` with why.

        Raises `UnavailableError` where it broke down or took too long.
        """
        ...


class World(NamedTuple):
    """What files are looked through with."""

    files: Files
    analyst: Analyst
    texts: Texts
    language: Callable[[str], Language | None]
    lowest: int
    """The MIDI note of the lowest of the 25 keys, where a file does not tell."""
    clock: Clock


class Shown(NamedTuple):
    """What was found in a file, and whether that still is so."""

    track: Track
    found: KeptAnalysis
    current: bool
    """Whether its file, place, languages and takes are those it was looked through with."""


class _Asked(NamedTuple):
    """A file that is to be looked through."""

    track: Track
    recording: Recording | None
    """None where it is gone."""
    languages: Sequence[Language]
    takes: Sequence[Take]
    """On its own clock."""


class PerformanceAnalyses:
    """Looks files through, one recording at a time."""

    def __init__(self, performances: Performances, store: AnalysisStore, world: World) -> None:
        self._performances, self._store, self._world = performances, store, world
        self._busy = threading.Lock()

    def kept(self, user: User, performance_id: str) -> list[Shown]:
        """Give what was found so far; nothing where nobody asked."""
        return self._shown(self._performances.see(user, performance_id))

    def made(self, user: User, performance_id: str) -> list[Shown]:
        """Look through what is new or has changed, keep it, and give all; takes seconds.

        Raises `TooManyError` where another recording is being looked through.
        """
        whole = self._performances.mine(user, performance_id)
        if not self._busy.acquire(blocking=False):
            raise TooManyError(
                "Another recording is being looked through; try again in a moment.", WAIT
            )
        try:
            self._look(whole)
        finally:
            self._busy.release()
        self._world.texts.sync(whole.performance.id)
        return self._shown(whole)

    def _look(self, whole: Whole) -> None:
        held = whole.performance.id
        known = {one.track: one.key for one in self._store.analyses(held)}
        asked = [(one, self._key(one)) for one in self._asked(whole)]
        new = [
            KeptAnalysis(one.track.id, key, self._world.clock(), self._found(one))
            for one, key in asked
            if known.get(one.track.id) != key
        ]
        if new:
            self._store.keep_analyses(held, new)

    def _shown(self, whole: Whole) -> list[Shown]:
        kept = {one.track: one for one in self._store.analyses(whole.performance.id)}
        return [
            Shown(one.track, kept[one.track.id], kept[one.track.id].key == self._key(one))
            for one in self._asked(whole)
            if one.track.id in kept
        ]

    def _asked(self, whole: Whole) -> Iterable[_Asked]:
        """Give the files of notes; those of feedback are no takes of the piece."""
        read: dict[str, Language | None] = {}
        for track in [one for one in whole.tracks if one.role in PLAYED][:MOST_FILES]:
            names = track.languages or USUAL
            read |= {name: self._world.language(name) for name in names if name not in read}
            languages = [found for name in names if (found := read[name])]
            takes = () if track.feedback else _takes(whole, track.offset_ms)
            yield _Asked(track, self._recording(track), languages, takes)

    def _recording(self, track: Track) -> Recording | None:
        try:
            return self._world.files.held(track.recording)[0]
        except NotFoundError:
            return None

    def _key(self, asked: _Asked) -> str:
        """Name all that what is found depends on."""
        by = [
            RULES,
            asked.recording.announced.sha256 if asked.recording else "",
            asked.track.offset_ms,
            self._world.lowest,
            [(one.number, one.start_ms, one.end_ms) for one in asked.takes],
            [(one.name, [_word_key(word) for word in one.words]) for one in asked.languages],
        ]
        return hashlib.sha256(json.dumps(by).encode()).hexdigest()

    def _found(self, asked: _Asked) -> Mapping[str, Any]:
        named = {"languages": [one.name for one in asked.languages]}
        return self._looked(asked) | named

    def _looked(self, asked: _Asked) -> dict[str, Any]:
        if asked.recording is None:
            return {"refused": "The file is gone."}
        if asked.recording.announced.size > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            return {"refused": f"The file is too large: {most} MB is the most."}
        content = self._world.files.content(asked.recording)
        offset = asked.track.offset_ms
        job = Job(asked.languages, asked.takes, self._world.lowest, offset)
        return dict(self._world.analyst.look(content, job))


def _takes(whole: Whole, offset_ms: int) -> list[Take]:
    """Give the takes on the clock of a file that begins at `offset_ms`."""
    return [
        Take(one.number, one.from_ms - offset_ms, one.to_ms - offset_ms, one.name)
        for one in whole.takes[:MOST_TAKES]
    ]


def _word_key(word: Any) -> tuple[Any, ...]:
    return word.keys, word.unordered, word.meaning, word.means
