"""The leg of vectors: texts are embedded behind, questions at once."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from server.core.errors import RubatoError
from server.core.retrieval.entry import Entry
from server.core.retrieval.fusion import EMBEDDED
from server.core.retrieval_ports import Embedder, OpenVectors, Rows, Vectors
from server.services.background import Background
from server.services.vector_sharing import ALONE, Sharing

TOGETHER = 64
"""Texts that are embedded before they are kept: what a crash may cost."""
REMEMBERED = 64
"""Questions whose vectors are kept at hand: one is asked of several topics in turn."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A passage whose vector is not yet made."""

    text: str
    mark: str
    topics: frozenset[int]


class VectorLeg:
    """One embedder and its vectors; both are opened behind, when there is something to embed."""

    def __init__(
        self,
        embedder: Embedder,
        open_vectors: OpenVectors,
        settled: Callable[[], None],
        sharing: Sharing = ALONE,
    ) -> None:
        """Take the parts; `settled` is called, behind, when all is embedded."""
        self.name = embedder.name
        self.problem = ""
        self.lost = False
        """Whether what is kept may be other than what is thought: it could not be read or written.
        """
        self._sharing = sharing
        self.weight = EMBEDDED.weight(None)
        self._embedder = embedder
        self._open_vectors = open_vectors
        self._settled = settled
        self._vectors: Vectors | None = None
        self._waiting: dict[int, Waiting] = {}
        self._kept: dict[int, tuple[str, frozenset[int]]] = {}
        self._gone: set[int] = set()
        self._only: frozenset[int] | None = None
        self._changing = threading.RLock()
        self._writing = threading.RLock()
        self._questions: OrderedDict[str, Rows] = OrderedDict()
        self._behind = Background(f"embed {self.name}", self._work)

    @property
    def kept(self) -> int:
        """Tell how many passages have a vector."""
        return len(self._kept)

    @property
    def waiting(self) -> int:
        """Tell how many passages wait for one."""
        return len(self._waiting)

    @property
    def ready(self) -> bool:
        """Tell whether nearly all passages have a vector."""
        there = self._vectors is not None and not self.lost
        return there and 10 * self.waiting <= self.kept

    def put(self, entries: Sequence[Entry]) -> None:
        """Embed passages behind, those whose text has no vector yet."""
        with self._changing:
            self._gone.difference_update(entry.passage for entry in entries)
            for entry in entries:
                waiting = Waiting(entry.whole, _mark(entry.whole), entry.topics)
                if not self._has(entry.passage, waiting):
                    self._waiting[entry.passage] = waiting
        self._behind.kick()

    def _has(self, passage: int, wanted: Waiting) -> bool:
        mark, topics = self._kept.get(passage, ("", frozenset[int]()))
        if mark != wanted.mark:
            return False
        self._waiting.pop(passage, None)
        if topics != wanted.topics:
            self.retopic({passage: wanted.topics})
        return True

    def remove(self, passages: Iterable[int]) -> None:
        """Remove passages and their vectors."""
        gone = list(passages)
        with self._changing:
            there = [each for each in gone if self._kept.pop(each, None)]
            for each in gone:
                self._waiting.pop(each, None)
            if self._vectors is None:
                self._gone.update(gone)
        if there:
            self._write(lambda vectors: vectors.remove(there))

    def keep_only(self, passages: frozenset[int]) -> None:
        """Remove the vectors of all other passages, those of earlier times, too."""
        with self._changing:
            self._only = passages
            others = self._kept.keys() - passages
        self.remove(others)

    def retopic(self, topics: Mapping[int, frozenset[int]]) -> None:
        """Change the topics of passages."""
        with self._changing:
            for passage, of in topics.items():
                if waiting := self._waiting.get(passage):
                    self._waiting[passage] = Waiting(waiting.text, waiting.mark, of)
            there = {each: of for each, of in topics.items() if each in self._kept}
            self._kept.update((each, (self._kept[each][0], of)) for each, of in there.items())
        if there:
            self._write(lambda vectors: vectors.retopic(there))

    def _write(self, change: Callable[[Vectors], None]) -> None:
        """Change what is kept, if that is ours to do; what fails is made good by `reopen`."""
        if self._vectors is None or self.lost or not self._sharing.writes():
            return
        try:
            with self._writing:
                change(self._vectors)
        except RubatoError as error:
            self._lose(error)

    def _lose(self, error: RubatoError) -> None:
        self.problem, self.lost = str(error), True

    def reopen(self) -> bool:
        """Look anew at what is kept; all passages are put again then. Tell whether it could be."""
        try:
            vectors = self._opened()
            kept = vectors.kept()
        except RubatoError as error:
            self._lose(error)
            return False
        with self._changing:
            self._vectors, self._kept, self.lost, self.problem = vectors, kept, False, ""
            self._gone.clear()
        return True

    def embedded(self, question: str) -> Rows | None:
        """Give a question's vector; None, and the reason is in `problem`, where it cannot."""
        if (row := self._questions.get(question)) is not None:
            return row
        try:
            found = self._embedder.embed([question])
        except RubatoError as error:
            self.problem = str(error)
            return None
        if not self.lost:
            self.problem = ""
        row = np.asarray(found[0], np.float32)
        self._questions[question] = row
        if len(self._questions) > REMEMBERED:
            self._questions.popitem(last=False)
        return row

    def embed(self, texts: Sequence[str]) -> Rows:
        """Embed several texts; raises what the embedder does."""
        return self._embedder.embed(texts)

    def nearest(
        self, row: Rows, k: int, topics: frozenset[int] = frozenset()
    ) -> list[tuple[int, float]]:
        """Give the nearest passages; none where they cannot be read."""
        if self._vectors is None:
            return []
        try:
            return self._vectors.nearest(row, k, topics)
        except RubatoError as error:
            self._lose(error)
            return []

    def _work(self, stop: threading.Event) -> None:
        """Embed what waits; what goes wrong is told in `problem`, and tried again when asked."""
        try:
            self._open()
            while not stop.is_set() and (batch := self._batch()):
                if not self._embed(batch):
                    return  # another makes them, and tells when there are more
            if not stop.is_set():
                self.problem = ""
                self._settled()
        except RubatoError as error:
            self.problem = str(error)
        except Exception as error:  # the end of the thread would be seen by nobody
            self.problem = f"{type(error).__name__}: {error}"

    def _open(self) -> None:
        if self._vectors is not None:
            return
        vectors = self._opened()
        with self._changing:
            self._kept = vectors.kept()
            self._vectors = vectors
            only = self._kept.keys() if self._only is None else self._only | self._waiting.keys()
            self.remove((self._kept.keys() - only) | self._gone)
            self._gone.clear()
            for passage, waiting in list(self._waiting.items()):
                self._has(passage, waiting)

    def _opened(self) -> Vectors:
        dimensions = self._embedder.dimensions or self._embedder.embed(["."]).shape[1]
        return self._open_vectors(self.name, dimensions)

    def _batch(self) -> dict[int, Waiting]:
        with self._changing:
            return dict(islice(self._waiting.items(), TOGETHER))

    def _embed(self, batch: Mapping[int, Waiting]) -> bool:
        """Embed some, or find that they are; tell whether any was."""
        vectors = self._vectors
        if vectors is None or self.lost:
            return False
        if self._sharing is not ALONE:
            here = self._found(vectors, batch)
            if here or self.lost or not self._sharing.writes():
                return here
        self._make(vectors, batch)
        self._sharing.told()
        return not self.lost

    def _found(self, vectors: Vectors, batch: Mapping[int, Waiting]) -> bool:
        """Look whether another process embedded any of these."""
        try:
            found = vectors.kept_of(list(batch))
        except RubatoError as error:
            self._lose(error)
            return False
        with self._changing:
            self._kept |= found
            here = [each for each, waiting in batch.items() if self._has(each, waiting)]
        return bool(here)

    def _make(self, vectors: Vectors, batch: Mapping[int, Waiting]) -> None:
        rows = self._embedder.embed([waiting.text for waiting in batch.values()])
        with self._changing:
            topics = [self._waiting.get(passage, each).topics for passage, each in batch.items()]
        marks = [waiting.mark for waiting in batch.values()]
        try:
            with self._writing:
                vectors.put(list(batch), rows, topics, marks)
        except RubatoError as error:
            self._lose(error)
            return
        with self._changing:
            # Meanwhile some may have been removed, or changed.
            gone = [passage for passage in batch if passage not in self._waiting]
            for (passage, waiting), of in zip(batch.items(), topics, strict=True):
                now = self._waiting.get(passage)
                if now is not None and (now.mark, now.topics) == (waiting.mark, of):
                    self._kept[passage] = (waiting.mark, of)
                    del self._waiting[passage]
        self._write(lambda vectors: vectors.remove(gone))

    def kick(self) -> None:
        """Try again what waits."""
        self._behind.kick()

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until all that can be is embedded."""
        return self._behind.settle(seconds)

    def stop(self) -> None:
        """Embed no more; what is under way is not waited for."""
        self._behind.stop()

    def close(self) -> None:
        """Stop embedding, and wait for that a while."""
        self._behind.close()


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
