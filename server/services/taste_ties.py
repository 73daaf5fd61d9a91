"""Orders what a search finds alike by taste; what the question says itself stays the stronger."""

from collections.abc import Callable, Sequence
from itertools import chain

from server.core.library_ports import DocumentStore
from server.core.retrieval.entry import Hit
from server.core.taste.ratings import Thing
from server.core.taste.ties import by_taste, tied
from server.core.users import User
from server.services.taste_passages import passage_of

Values = Callable[[User, Sequence[Thing]], Sequence[float] | None]


class TasteTies:
    """Orders hits whose scores are nearly the same."""

    def __init__(self, documents: DocumentStore, values: Values, band: float) -> None:
        """Take who says how things would be rated; `band`: scores so near are nearly the same."""
        self._documents, self._values, self._band = documents, values, band

    def __call__(self, user: User, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Order them; as they are where nothing is known of the taste."""
        stretches = tied([hit.score for hit in hits], self._band) if self._band else []
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
        known = {part.document: self._documents.document(part.document) for part in parts}
        held = [(known[part.document], part) for part in parts]
        found = [passage_of(one, part) for one, part in held if one is not None]
        return found if len(found) == len(hits) else []
