"""The embedders of the index: which serves, which takes over, and what is kept of the choice."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from server.core.errors import RubatoError, UnavailableError
from server.core.ports import Log
from server.core.retrieval.embedder_choice import EmbedderChoice, at_start
from server.core.retrieval.entry import Entry
from server.core.retrieval_ports import Embedder, OpenVectors, Vectors
from server.services.library_index import OpenedIndex, SearchIndex


class ChangeableIndex(SearchIndex, Protocol):
    """An index whose embedder can be changed."""

    def change_embedder(
        self,
        embedder: Embedder,
        open_vectors: OpenVectors,
        entries: Iterable[Entry],
        done: Callable[[], None],
    ) -> None:
        """Make the vectors anew, behind."""
        ...

    def cancel_change(self) -> None:
        """Leave the embedder as it is."""
        ...

    def drop_embedder(self) -> None:
        """Do without one."""
        ...

    def retry(self, entries: Iterable[Entry], *, anew: bool = False) -> None:
        """Try again what waits for a vector; `anew`: look at what is kept of all."""
        ...


class VectorFolder(Protocol):
    """Where vectors are kept."""

    def opened(self, name: str, dimensions: int) -> Vectors:
        """Open those of one embedder."""
        ...

    def forget_others(self, name: str, dimensions: int) -> None:
        """Delete those of all others."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Choices(Protocol):
    """Keeps the choice."""

    def read(self) -> EmbedderChoice | None:
        """Give what is kept."""
        ...

    def write(self, choice: EmbedderChoice) -> None:
        """Keep one; raises `UnavailableError`."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What it is made of."""

    embedder: Callable[[str], Embedder | None]
    """Makes one by its name; None where topics are learnt instead; raises our errors."""
    index: Callable[[Embedder | None, OpenVectors], ChangeableIndex]
    vectors: VectorFolder
    choices: Choices
    writes: Callable[[], bool] = lambda: True
    """Tells whether it is this process that deletes vectors which serve no more."""


class Embedders:
    """The one that serves and the one that is wanted; its caller sees to one change at a time."""

    def __init__(self, parts: Parts, setting: str, log: Log) -> None:
        """Load nothing yet; `setting`: the embedder that the settings name."""
        self._parts, self._setting, self._log = parts, setting, log
        self._choosing = threading.Lock()
        self._choice: EmbedderChoice | None = None
        self._index: ChangeableIndex | None = None
        self.problem = ""
        """Why the one that is wanted, or the one that should serve, is not even begun with."""

    @property
    def choice(self) -> EmbedderChoice:
        """Tell which serves and which is wanted."""
        if self._choice is None:
            self._choice = at_start(self._parts.choices.read(), self._setting)
        return self._choice

    def open(self) -> OpenedIndex:
        """Give an empty index with the embedder that serves."""
        choice = self.choice
        try:
            embedder = self._parts.embedder(choice.serving)
        except RubatoError as error:
            self.problem, embedder = str(error), None
        self._keep(choice)
        index = self._index = self._parts.index(embedder, self._vectors)
        return OpenedIndex(index, self._parts.vectors.close, self._resume)

    def checked(self, name: str) -> Embedder | None:
        """Make an embedder, and have it embed; raises our errors where it cannot."""
        embedder = self._parts.embedder(name)
        if embedder is not None:
            embedder.embed(["."])
        return embedder

    def begin(self, name: str, embedder: Embedder | None, entries: Iterable[Entry]) -> None:
        """Change to another; the old one serves until all is embedded."""
        with self._choosing:
            choice = self._chosen(self.choice.wants(name))
        self._log.info("embedder.changing", serving=choice.serving, wanted=choice.wanted)
        self._change(embedder, entries)

    def take(self, name: str) -> None:
        """Choose one where there is nothing to embed yet, or the one that serves."""
        if self._index is not None:
            self._index.cancel_change()
        with self._choosing:
            self._chosen(self.choice.wants(name).serves(name))

    def _chosen(self, choice: EmbedderChoice) -> EmbedderChoice:
        self._parts.choices.write(choice)
        self._choice, self.problem = choice, ""
        return choice

    def retry(self, entries: Iterable[Entry]) -> None:
        """Try again what could not be embedded, or not even be begun with."""
        begun = bool(self.problem) and self._resume(entries)
        if not begun and self._index is not None:
            self._index.retry(entries)

    def take_over(self, entries: Iterable[Entry]) -> None:
        """Be the process that writes the vectors from now on: begin with what is kept of all."""
        if self._index is not None:
            self._index.retry(entries, anew=True)

    def follow(self, entries: Iterable[Entry]) -> None:
        """Go with a choice that another process made."""
        kept = self._parts.choices.read()
        if kept is None or kept == self._choice:
            return
        before, self._choice = self.choice, kept
        if kept.wanted == before.serving and self._index is not None:
            self._index.cancel_change()
        elif kept.wanted not in {before.wanted, before.serving}:
            self.problem = "Another embedder was chosen."
            self._resume(entries)

    def _resume(self, entries: Iterable[Entry]) -> bool:
        """Go on with a change that the end of the server broke off; tell whether it goes on."""
        if not (self.choice.changing or self.problem):
            return False
        try:
            embedder = self._parts.embedder(self.choice.wanted)
        except RubatoError as error:
            self.problem = str(error)
            return False
        self.problem = ""
        self._change(embedder, entries)
        return True

    def _change(self, embedder: Embedder | None, entries: Iterable[Entry]) -> None:
        index, wanted = self._index, self.choice.wanted
        if index is None:
            raise UnavailableError("The index is not open.")
        if embedder is None:
            index.drop_embedder()
            self._done(wanted, "", 0)
        else:
            done = lambda: self._done(wanted, embedder.name, embedder.dimensions)  # noqa: E731
            index.change_embedder(embedder, self._vectors, entries, done)

    def _done(self, name: str, model: str, dimensions: int) -> None:
        """Keep that another serves, and only then forget the vectors of the one before."""
        try:
            with self._choosing:
                self._choice = self.choice.serves(name)
                self._parts.choices.write(self._choice)
            if not self._choice.changing and self._parts.writes():
                self._parts.vectors.forget_others(model, dimensions)
        except RubatoError as error:
            self._log.warning("embedder.not_kept", reason=str(error))
        self._log.info("embedder.serves", serving=name)

    def _vectors(self, name: str, dimensions: int) -> Vectors:
        opened = self._parts.vectors.opened(name, dimensions)
        if not self.choice.changing and self._parts.writes():
            # Those of another model would stay behind when their document is deleted.
            self._parts.vectors.forget_others(name, dimensions)
        return opened

    def _keep(self, choice: EmbedderChoice) -> None:
        """Keep what serves from the first time on: else a changed setting would not be seen."""
        if self._parts.choices.read() == choice:
            return
        try:
            self._parts.choices.write(choice)
        except RubatoError as error:
            self._log.warning("embedder.not_kept", reason=str(error))
