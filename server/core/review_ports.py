"""What reviewing needs of a database."""

from collections.abc import Sequence
from typing import Protocol

from server.core.chat.inquiries import Inquiry
from server.core.chat.retention import Oldest, Round
from server.core.chat.reviews import DayCount, Review, TopicAsked


class ReviewStore(Protocol):
    """Keeps what people made of answers, how many were asked, and lets old ones go."""

    def review(self, inquiry_id: str, review: Review) -> Inquiry | None:
        """Store a review over the version before it; none where that is not the one kept."""
        ...

    def by_day(self, key: str, since: int) -> Sequence[DayCount]:
        """Count the inquiries of a topic (by its key) by day, from a day on."""
        ...

    def by_topic(self, since: int) -> Sequence[TopicAsked]:
        """Count the inquiries of each topic, from a day on and ever; the busiest first."""
        ...

    def last_round(self) -> Round | None:
        """Give when old inquiries were last let go."""
        ...

    def add_round(self, told: Round) -> None:
        """Say that old ones were let go."""
        ...

    def total(self) -> int:
        """Count all that there are."""
        ...

    def oldest(self, many: int) -> Oldest | None:
        """Tell about so many of the oldest; none where there are not so many."""
        ...

    def going(self, oldest: Oldest, limit: int) -> Sequence[Inquiry]:
        """List the first of those that would go, the oldest first."""
        ...

    def let_go(self, oldest: Oldest) -> int:
        """Delete some of them; tell how many, 0 when all are gone."""
        ...
