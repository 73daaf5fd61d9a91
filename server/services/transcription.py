"""Transcription: which transcriber writes, loaded when it is first needed and kept."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.core.errors import UnavailableError
from server.core.ports import Log
from server.core.transcript import PLAINLY, Asked, Segment, Transcriber

if TYPE_CHECKING:
    from server.core.noise import Samples


@dataclass(frozen=True, slots=True)
class Scribe:
    """A transcriber that may be had."""

    name: str
    problem: Callable[[], str | None]
    """Says why it cannot be used, and what would help."""
    load: Callable[[], Transcriber]


class Transcription:
    """Picks the best transcriber that is there; it is a `Transcriber` itself."""

    def __init__(self, scribes: Sequence[Scribe], log: Log) -> None:
        """Take them in the order of their quality, the best first."""
        self._scribes = scribes
        self._log = log
        self._loaded: Transcriber | None = None
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """Say which writes."""
        return self._best().name

    @property
    def limits(self) -> str:
        """Say what it does badly; empty where that need not be said."""
        return self._best().limits

    def speaks(self, language: str) -> bool:
        """Tell whether it knows a language."""
        return self._best().speaks(language)

    def transcribe(
        self, samples: "Samples", language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down; raises `UnavailableError` where nobody can."""
        return self._best().transcribe(samples, language, asked)

    def _best(self) -> Transcriber:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Transcriber:
        problems = []
        for scribe in self._scribes:
            problem = scribe.problem()
            if problem is None:
                loaded = scribe.load()
                self._log.info("a transcriber is loaded", name=loaded.name)
                return loaded
            problems.append(problem)
        raise UnavailableError("Nothing here can write speech down. " + " ".join(problems))
