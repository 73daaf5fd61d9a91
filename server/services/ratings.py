"""Ratings: what people rate, those of answers among them, which are kept with their inquiries."""

from collections.abc import Callable, Mapping, Sequence

from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import LEAST, MOST, Sought
from server.core.errors import LateError
from server.core.ports import Clock
from server.core.taste.ratings import Past, Rating, Thing, value_of
from server.core.taste_ports import RatingStore
from server.core.users import User
from server.services.inquiries import MOST_LISTED, Inquiries
from server.services.reviewing import Change, Reviewing

MOST_ANSWERS = 2_000
"""Rated answers that are learnt from, the newest."""


class Ratings:
    """What people rated; each user's are his own."""

    def __init__(
        self, store: RatingStore, inquiries: Inquiries, reviewing: Reviewing, clock: Clock
    ) -> None:
        self._store, self._inquiries, self._reviewing = store, inquiries, reviewing
        self._clock = clock
        self._told: list[Callable[[User], None]] = []

    def listen(self, told: Callable[[User], None]) -> None:
        """Be told of everybody who rated something."""
        self._told.append(told)

    def rate(
        self, user: User, thing: Thing, value: int | None, version: int | None = None
    ) -> Rating:
        """Rate a thing, or take that back; an answer's rating is kept with its inquiry.

        Raises `InvalidError` for a rating out of range, `LateError` where `version` is given and it
        was rated since, `NotFoundError` for an answer that is gone.
        """
        checked = value_of(value)
        if thing.kind == "answer":
            rating = self._review(user, thing, checked, version)
        else:
            rating = self._rate(user, thing, checked, version)
        for tell in self._told:
            tell(user)
        return rating

    def _rate(self, user: User, thing: Thing, value: int | None, version: int | None) -> Rating:
        stored = self._store.rate(user.id, thing, value, self._clock(), version)
        if stored is None:
            raise LateError("It was rated meanwhile; look at it again.")
        return stored

    def _review(self, user: User, thing: Thing, value: int | None, version: int | None) -> Rating:
        before = self._inquiries.one(user, thing.key).review.version
        seen = before if version is None else version
        change = Change(seen, rating=value, unrated=value is None)
        return _rating(self._reviewing.review(user, thing.key, change))

    def value(self, user: User, thing: Thing) -> int | None:
        """Tell what somebody says of a thing now; none: nothing."""
        if thing.kind == "answer":
            return self._inquiries.one(user, thing.key).review.rating
        rating = self._store.rating(user.id, thing.id)
        return rating.value if rating else None

    def listed(self, user: User) -> Sequence[Rating]:
        """List all that stand, the last changed first."""
        both = [*self._store.ratings(user.id), *self._answers(user)]
        return sorted(both, key=lambda one: one.at, reverse=True)

    def history(self, user: User) -> Mapping[str, Sequence[Past]]:
        """Give all that somebody said of each thing, by its id; of answers only what stands."""
        return self._store.history(user.id)

    def forget(self, user: User) -> int:
        """Delete somebody's ratings; those of answers stay with their answers."""
        return self._store.forget(user.id)

    def _answers(self, user: User) -> list[Rating]:
        found: list[Rating] = []
        before = None
        while len(found) < MOST_ANSWERS:
            sought = Sought(rated=(LEAST, MOST))
            some = self._inquiries.listed(user, MOST_LISTED, before, sought)
            found += [_rating(one) for one in some if one.review.reviewer == user.name]
            if len(some) < MOST_LISTED:
                break
            before = some[-1].id
        return found


def answer_of(inquiry: Inquiry) -> Thing:
    """Give an answer as a thing to rate."""
    said = inquiry.review.correction or inquiry.answer
    return Thing("answer", inquiry.id, inquiry.question, said, made=inquiry.created)


def _rating(inquiry: Inquiry) -> Rating:
    review = inquiry.review
    return Rating(answer_of(inquiry), review.rating, review.at or inquiry.created, review.version)
