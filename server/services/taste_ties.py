"""Orders what a search finds alike by taste; what the question says itself stays the stronger."""

from collections.abc import Callable, Sequence
from itertools import chain

from server.core.library_ports import DocumentStore
from server.core.retrieval.entry import Hit
from server.core.taste.ratings import Thing
from server.core.taste.ties import by_taste, tied
from server.core.users import User
from server.services.taste_passages import passage_of

Learnt = Callable[[User], bool]
Values = Callable[[User, Sequence[Thing]], Sequence[float] | None]


class TasteTies:
    """Orders hits whose scores are nearly the same."""

    def __init__(
        self, documents: DocumentStore, learnt: Learnt, values: Values, band: float
    ) -> None:
        """Take who says how things would be rated; `band`: scores so near are nearly the same."""
        self._documents, self._learnt, self._values = documents, learnt, values
        self._band = band

    def __call__(self, user: User, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Order them; as they are where nothing is known of the taste."""
        if not self._band or not self._learnt(user):
            return hits
        stretches = tied([hit.score for hit in hits], self._band)
        things = self._things([hits[at] for at in chain(*stretches)])
        values = self._values(user, things) if things else None
        if values is None:
            return hits
        ordered, rest = list(hits), list(values)
        for stretch in stretches:
            own, rest = rest[: len(stretch)], rest[len(stretch) :]
            ordered[stretch.start : stretch.stop] = [hits[at] for at in by_taste(stretch, own)]
        return ordered

    def _things(self, hits: Sequence[Hit]) -> Sequence[Thing]:
        """Give them as things; none where one of them is gone meanwhile."""
        parts = self._documents.passages_of([hit.passage for hit in hits])
        known = self._documents.numbered(list({part.document for part in parts}))
        found = [passage_of(known[part.document], part) for part in parts if part.document in known]
        return found if len(found) == len(hits) else []
