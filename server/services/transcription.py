"""Transcription: which transcriber writes, loaded when it is first needed and kept."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.core.errors import InvalidError, NotFoundError, UnavailableError
from server.core.ports import Log
from server.core.transcript import PLAINLY, Asked, FileTranscriber, Segment

if TYPE_CHECKING:
    from server.core.noise import Samples

THEIRS = ("", "default", "whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe")
"""Models that clients of OpenAI's name: here they are the best there is."""


@dataclass(frozen=True, slots=True)
class Scribe:
    """A transcriber that may be had."""

    name: str
    problem: Callable[[], str | None]
    """Says why it cannot be used, and what would help."""
    load: Callable[[], FileTranscriber]


class Transcription:
    """Picks the best transcriber that is there."""

    def __init__(self, scribes: Sequence[Scribe], log: Log) -> None:
        """Take them in the order of their quality, the best first."""
        self._scribes = scribes
        self._log = log
        self._loaded: dict[str, FileTranscriber] = {}
        self._loading = threading.Lock()

    def pick(self, model: str = "", language: str | None = None) -> FileTranscriber:
        """Give the best of this name, or of all, that knows the language; it may have to load.

        Raises `NotFoundError` for a name nobody has, `InvalidError` for a language nobody knows,
        and `UnavailableError` where none can be used.
        """
        problems, others = [], []
        for scribe in self._named(model):
            problem = scribe.problem()
            if problem is not None:
                problems.append(problem)
                continue
            found = self._load(scribe)
            if language is None or language in found.languages:
                return found
            others.append(f"{found.name} does not know the language {language!r}.")
        if others:
            raise InvalidError(" ".join([*others, *problems]))
        raise UnavailableError("Nothing here can write this down. " + " ".join(problems))

    def transcribe(
        self, samples: "Samples", language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down by the best; see `server.core.transcript.Transcriber`."""
        return self.pick("", language).transcribe(samples, language, asked)

    def standing(self) -> Sequence[tuple[str, str | None]]:
        """Name who may write, the best first, each with what is wrong, if anything is."""
        return [(scribe.name, scribe.problem()) for scribe in self._scribes]

    def close(self) -> None:
        """End what runs."""
        for loaded in self._loaded.values():
            loaded.stop()

    def _named(self, model: str) -> Sequence[Scribe]:
        if model in THEIRS:
            return self._scribes
        # faster-whisper-small is what a scribe calls itself once it is loaded.
        named = [each for each in self._scribes if model.startswith(each.name)]
        if not named:
            known = ", ".join(each.name for each in self._scribes)
            raise NotFoundError(
                f"There is no model {model[:80]!r}; whisper-1 is the best of {known}."
            )
        return named

    def _load(self, scribe: Scribe) -> FileTranscriber:
        with self._loading:
            if scribe.name not in self._loaded:
                self._loaded[scribe.name] = scribe.load()
                self._log.info("a transcriber is loaded", name=self._loaded[scribe.name].name)
            return self._loaded[scribe.name]
