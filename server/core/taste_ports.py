"""What taste needs of the world: ratings kept, a learner, and models kept."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from server.core.taste.ratings import Past, Rating, Thing

if TYPE_CHECKING:
    import numpy as np

    from server.core.retrieval_ports import Rows
    from server.core.taste.model import Fitted

    Arrays: TypeAlias = Mapping[str, np.ndarray]
else:
    Arrays = Any  # numpy waits until something is learnt


class RatingStore(Protocol):
    """Keeps ratings; each user's are his own."""

    def rate(
        self, user_id: int, thing: Thing, value: int | None, now: int, version: int | None
    ) -> Rating | None:
        """Store what somebody says of a thing now; what he said before is kept as history.

        None where `version` is not the one that is kept (0: not rated yet); none given: any is.
        """
        ...

    def ratings(self, user_id: int) -> Sequence[Rating]:
        """List somebody's ratings that stand, the last changed first."""
        ...

    def rating(self, user_id: int, thing_id: str) -> Rating | None:
        """Find somebody's rating of a thing, also one that was taken back."""
        ...

    def history(self, user_id: int) -> Mapping[str, Sequence[Past]]:
        """Give all that somebody said of each thing (by its id), the oldest first."""
        ...

    def forget(self, user_id: int) -> int:
        """Delete somebody's ratings with their history; tell how many there were."""
        ...


class Learner(Protocol):
    """Learns weights from examples."""

    def alone(self) -> AbstractContextManager[object]:
        """Keep to one core meanwhile: for so little, several would mostly wait for each other."""
        ...

    def fit(self, held: "Rows", values: "Rows") -> "Fitted":
        """Learn from columns [n, columns] and ratings [n]."""
        ...


class ModelFiles(Protocol):
    """Keeps models."""

    def load(self, user_id: int) -> Arrays | None:
        """Give somebody's; none where there is none, or it cannot be read."""
        ...

    def save(self, user_id: int, arrays: Arrays) -> None:
        """Keep somebody's, whole or not at all; raises `UnavailableError` without room."""
        ...

    def remove(self, user_id: int) -> None:
        """Delete somebody's."""
        ...
