"""Retrieval: the passages that may answer a question, from an index in memory kept in step.

The lexical leg answers as soon as passages are put; the second follows behind: the vectors of an
embedder, or, until nearly all passages have one, latent topics learnt from the passages themselves.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from server.core.retrieval.entry import Entry, Hit
from server.core.retrieval.fusion import LATENT
from server.core.retrieval.postings import Postings
from server.core.retrieval.probes import Probes
from server.core.retrieval.question import LONGEST
from server.core.retrieval.ranking import (
    AS_IS,
    Ways,
    first,
    ranked,
)
from server.core.retrieval.reranking import DEPTH, Proximity, reranked
from server.core.retrieval_ports import Embedder, OpenVectors, Stem, Texts
from server.services.asking import Asking
from server.services.latent_leg import LatentLeg
from server.services.vector_leg import VectorLeg
from server.services.vector_sharing import ALONE, Sharing, in_parts, in_step
from server.services.weighing import Weighing

WORDS = "words"
"""The name of the lexical leg."""
WORTH = LATENT.most / 2
"""Vectors of less weight than this are worth less than latent topics."""
LEARNING = 60.0
"""Seconds that latent topics may take before vectors go."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How retrieval stands."""

    passages: int
    second: str
    """The leg beside the words': an embedder's name, "latent topics", or "" for none yet."""
    weight: float
    """What the second leg's word counts, of 1."""
    embedded: int
    waiting: int
    """Passages that wait for a vector."""
    changing_to: str
    """The embedder that the index is being made anew for; "" for none."""
    changing_done: int
    problem: str
    """Why vectors are not made, and what would help; "" where all is well."""


class Retrieval:
    """The index over all passages; safe to use from several threads."""

    def __init__(  # noqa: PLR0917  (its parts)
        self,
        stem: Stem,
        embedder: Embedder | None = None,
        open_vectors: OpenVectors | None = None,
        ways: Ways = AS_IS,
        texts: Texts | None = None,
        sharing: Sharing = ALONE,
    ) -> None:
        """Begin empty; with an embedder also what opens its vectors.

        `texts` gives those of the passages that were put: by them the first found are ranked anew.
        """
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._postings = Postings(stem)
        self._probes = Probes()
        self._ways = ways
        self._texts, self._sharing = texts, sharing
        self._reranker = Proximity(self._postings.terms)
        self._latent = LatentLeg(self._postings, self._reading, self._latent_settled)
        self._asking = Asking(self._postings, self._reading, self._latent, ways)
        self._weighing = Weighing(self._postings, self._probes, self._reading)
        self._loading = False
        self._next: VectorLeg | None = None
        self._leg: VectorLeg | None = None
        if embedder is not None and open_vectors is not None:
            self._leg = VectorLeg(embedder, open_vectors, self._vectors_settled, sharing)

    def __len__(self) -> int:
        """Tell how many passages there are."""
        return len(self._postings)

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or change passages: found by their words at once, by their vectors soon."""
        for some in in_parts(entries):
            prepared = self._postings.prepared(some)
            with self._writing:
                with self._reading:
                    self._postings.put(prepared)
                    self._probes.put(some)
                self._tidy()
            for leg in self._legs():
                leg.put(some)
        self._latent_behind()

    def _tidy(self) -> None:
        """Merge what should be one, while searches go on."""
        while pair := self._postings.mergeable():
            whole = self._postings.merged(pair)
            with self._reading:
                self._postings.replace(pair, whole)

    def _latent_behind(self) -> None:
        """Learn latent topics, unless vectors serve better: they cost memory."""
        if self._serving() is None and not self._loading:
            self._latent.put()

    def _serving(self) -> VectorLeg | None:
        """Give the leg of vectors if it can serve, and is worth it."""
        leg = self._leg
        return leg if leg is not None and leg.ready and leg.weight >= WORTH else None

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Put all that there is, as at start; anything else is removed, its vectors, too."""
        passages: set[int] = set()
        self._loading = True  # legs are weighed when all is there
        try:
            for some in in_parts(entries):
                passages.update(each.passage for each in some)
                self.put(some)
        finally:
            self._loading = False
        with self._reading:
            others = set(self._postings.places) - passages
        self.remove(others)
        for leg in self._legs():
            leg.keep_only(frozenset(passages))
            leg.kick()
        self._latent_behind()

    def remove(self, passages: Iterable[int]) -> None:
        """Remove passages; those that are not there are none."""
        gone = list(passages)
        with self._writing, self._reading:
            self._postings.remove(gone)
            self._probes.remove(gone)
        for leg in self._legs():
            leg.remove(gone)

    def retopic(self, document: int, topics: frozenset[int]) -> None:
        """Change the topics of a document."""
        with self._reading:
            changed = dict.fromkeys(self._postings.places.of_document(document), topics)
            self._postings.places.retopic(changed)
        for leg in self._legs():
            leg.retopic(changed)

    def _legs(self) -> Sequence[VectorLeg]:
        return [leg for leg in (self._leg, self._next) if leg is not None]

    def search(
        self, question: str, topics: frozenset[int] = frozenset(), limit: int = 10
    ) -> tuple[Hit, ...]:
        """Give the passages that may answer a question, of any of the topics (empty: of all)."""
        with self._asking.ask(question, topics, self._serving()) as found:
            words, second, allowed = found
            most = max(limit, DEPTH)
            hits = ranked(self._postings, words, second, allowed, most, ways=self._ways)
        return self._by_text(question, hits)[:limit]

    def read_from(self, texts: Texts) -> None:
        """Take who gives the texts of passages, where they are not known at the start."""
        self._texts = texts

    def _by_text(self, question: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Rank the first hits by their texts, once nobody waits for the index any more."""
        if self._texts is None or not self._ways.near or not hits:
            return hits
        wanted = [hit.passage for hit in hits[:DEPTH]]
        held = self._texts(wanted)
        texts = [held.get(each, "") for each in wanted]
        return reranked(hits, question[:LONGEST], texts, self._reranker, self._ways.near)

    def by_leg(
        self, question: str, topics: frozenset[int] = frozenset(), limit: int = 10
    ) -> dict[str, list[int]]:
        """Give the documents that each leg finds alone, a document for each passage."""
        with self._asking.ask(question, topics, self._serving()) as (words, second, allowed):
            orders = {WORDS: first(words.scores, allowed, limit)}
            if second is not None:
                orders[self.standing().second] = second.found[:limit]
            documents = self._postings.places.documents
            return {leg: documents[order].tolist() for leg, order in orders.items()}

    def standing(self) -> Standing:
        """Tell how it stands."""
        leg, other, serving = self._leg, self._next, self._serving()
        return Standing(
            passages=len(self._postings),
            second=serving.name if serving else "latent topics" if self._latent.ready else "",
            weight=serving.weight if serving else self._latent.weight,
            embedded=leg.kept if leg else 0,
            waiting=leg.waiting if leg else 0,
            changing_to=other.name if other else "",
            changing_done=other.kept if other else 0,
            problem=(other.problem if other else "") or (leg.problem if leg else ""),
        )

    def change_embedder(
        self,
        embedder: Embedder,
        open_vectors: OpenVectors,
        entries: Iterable[Entry],
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Make the vectors anew by another embedder, behind; the old ones serve meanwhile.

        `done` is called, behind, when the new ones serve.
        """
        self.cancel_change()
        coming = VectorLeg(
            embedder, open_vectors, lambda: self._take_over(coming, done), self._sharing
        )
        with self._reading:
            self._next = coming
        passages: set[int] = set()
        for some in in_parts(entries):
            passages.update(each.passage for each in some)
            if self._next is coming:
                coming.put(some)
        # What an earlier change left there may be of passages that are gone by now.
        coming.keep_only(frozenset(passages))
        coming.kick()

    def cancel_change(self) -> None:
        """Leave the embedder as it is; what was embedded for the other stays for another time."""
        with self._reading:
            coming, self._next = self._next, None
        if coming is not None:
            coming.stop()

    def drop_embedder(self) -> None:
        """Do without one: latent topics are learnt, and only then take over."""
        self.cancel_change()
        self._latent.put()
        self._latent.settle(LEARNING)
        with self._reading:
            old, self._leg = self._leg, None
        if old is not None:
            old.close()

    def _vectors_settled(self) -> None:
        if self._leg is not None and not self._loading:
            self._weighing.vectors(self._leg)
            self._latent_behind()

    def _latent_settled(self) -> None:
        if not self._loading:
            self._weighing.latent(self._latent)

    def _take_over(self, coming: VectorLeg, done: Callable[[], None]) -> None:
        self._weighing.vectors(coming)
        with self._reading:
            if self._next is not coming or coming.kept < len(self._postings):
                return
            old, self._leg, self._next = self._leg, coming, None
        if old is not None:
            old.close()
        done()

    def retry(self, entries: Iterable[Entry], *, anew: bool = False) -> None:
        """Try again to embed what waits, and to read what could not be; `anew`: look at all."""
        in_step(self._legs(), entries, anew=anew)
        self._latent_behind()

    def look(self) -> None:
        """Look whether vectors were made by another process."""
        for leg in self._legs():
            if leg.waiting:
                leg.kick()

    def replace(self, document: int, entries: Sequence[Entry]) -> None:
        """Take a document as it is now; empty: it is gone."""
        with self._reading:
            were = set(self._postings.places.of_document(document))
        self.remove(were - {each.passage for each in entries})
        self.put(entries)

    def settle(self, seconds: float | None = None) -> None:
        """Wait until what goes on behind is done."""
        for leg in self._legs():
            leg.settle(seconds)
        self._latent.settle(seconds)

    def close(self) -> None:
        """Stop what goes on behind."""
        for leg in self._legs():
            leg.close()
        self._latent.close()
