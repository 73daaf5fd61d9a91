"""Taste: says how somebody would rate things, by what was learnt of him, and why.

It only orders: what is liked less comes later and is still there, unless the owner draws a line.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from server.core.errors import InvalidError
from server.core.taste import reasons
from server.core.taste.choosing import rate_next
from server.core.taste.kept import Trained
from server.core.taste.learning import unlearnt
from server.core.taste.model import Predicted, parts, predicted
from server.core.taste.ratings import Rating, Thing, contradictions, missing
from server.core.users import User
from server.services.taste_learning import MOST_LEARNT, TasteLearning, World
from server.services.taste_told import Ordered, Said, State, said, still_reading, unknown

Key: TypeAlias = tuple[str, str]
"""The kind and key of a thing."""

MOST_THINGS = 10_000
MOST_SHOWN = 1_000
MOST_READ = 2_000
"""New things that are read while somebody waits; the others are, behind."""


class Taste:
    """Everybody's taste; safe between threads."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._learning = TasteLearning(world)
        self._rows = self._learning.rows

    def noticed(self, user: User) -> None:
        """Be told that somebody rated."""
        self._learning.noticed(user)

    def train(self, user: User) -> State:
        """Learn anew, behind; raises `InvalidError` where there are too few ratings."""
        self._learning.train(user)
        return self.state(user)

    def state(self, user: User) -> State:
        """Tell how it stands."""
        own, ratings = self._learning.own(user), self._world.ratings.listed(user)
        return State(
            len(ratings),
            missing(len(ratings)),
            own.training,
            own.trained,
            self._learning.outdated(own),
            own.problem,
            contradictions(ratings),
        )

    def order(
        self, user: User, things: Sequence[Thing], limit: int, least: float | None = None
    ) -> Ordered:
        """Order things by how they would be rated; what is rated counts as the owner rated it.

        `least`: the owner's line, below which nothing is shown.
        """
        _check(things, limit)
        rated = self._rated(user)
        trained, why = self._learning.serving(user)
        if trained is None:
            known = [unknown(thing, rated.get((thing.kind, thing.key))) for thing in things]
            return Ordered(known[:limit], 0, max(0, len(known) - limit), why)
        new = self._rows.unread(things)[MOST_READ:]
        if not new:
            with self._world.learner.alone():
                return self._ordered(user, trained, things, rated, limit, least)
        self._learning.read(new)
        later = set(new)
        now = [thing for thing in things if thing not in later]
        with self._world.learner.alone():
            found = self._ordered(user, trained, now, rated, limit, least)
        last = [unknown(thing, rated.get((thing.kind, thing.key))) for thing in new]
        shown = [*found.said, *last][:limit]
        more = len(things) - found.below - len(shown)
        return Ordered(shown, found.below, more, still_reading(len(new)))

    def _ordered(  # noqa: PLR0917  (as it was asked)
        self,
        user: User,
        trained: Trained,
        things: Sequence[Thing],
        rated: Mapping[Key, Rating],
        limit: int,
        least: float | None,
    ) -> Ordered:
        found = self._values(user, trained, things, rated)
        values, unsure = found.values, found.unsure
        order = np.argsort(-values, kind="stable")
        if least is not None:
            order = order[values[order] >= least]
        shown = [int(one) for one in order[:limit]]
        chosen = [things[one] for one in shown]
        told = self._reasons(trained, chosen, list(rated.values()))
        ordered = [
            said(
                thing, float(values[at]), float(unsure[at]), rated.get((thing.kind, thing.key)), why
            )
            for at, thing, why in zip(shown, chosen, told, strict=True)
        ]
        return Ordered(ordered, len(things) - len(order), max(0, len(order) - limit), "")

    def values(self, user: User, things: Sequence[Thing]) -> Sequence[float] | None:
        """Say how each would be rated, or was; none where nothing is known."""
        trained, _ = self._learning.serving(user)
        if trained is None or not things:
            return None
        rated = self._rated(user)
        with self._world.learner.alone():
            found: list[float] = self._values(user, trained, things, rated).values.tolist()
        return found

    def known(self, user: User, things: Sequence[Thing]) -> Sequence[float] | None:
        """Say the same without keeping anybody waiting: none until all of them are read, behind."""
        new = self._rows.unread(things)
        if new and self._learning.serving(user)[0] is not None:
            self._learning.read(new)
        return None if new else self.values(user, things)

    def next(self, user: User, things: Sequence[Thing], count: int) -> Sequence[Said]:
        """Choose what to rate next: where a rating would teach most about all of these."""
        _check(things, count)
        rated = self._rated(user)
        free = [one for one in things if (one.kind, one.key) not in rated and one.whole]
        if not free:
            return []
        with self._world.learner.alone():
            return self._next(user, free, count)

    def _next(self, user: User, free: Sequence[Thing], count: int) -> Sequence[Said]:
        trained, _ = self._learning.serving(user)
        read = self._rows.of(free)
        model = trained.model if trained else None
        if model is None:
            model = unlearnt(read.rows, read.facts, self._rows.name, self._world.clock())
        held = model.columns(read.rows, read.facts)
        chosen = rate_next(held, model.fitted.unsure, model.fitted.noise, count)
        told = predicted(model, held[chosen])
        return [
            Said(free[at], float(value), float(unsure), None, "it would teach most")
            if trained
            else Said(free[at], None, None, None, "nothing like it is rated yet")
            for at, value, unsure in zip(chosen, told.values, told.unsure, strict=True)
        ]

    def explain(self, user: User, thing: Thing) -> tuple[Said, dict[str, float]]:
        """Say how a thing would be rated, and what of that comes from where.

        Raises `InvalidError` where nothing is learnt yet.
        """
        trained, why = self._learning.serving(user)
        if trained is None:
            raise InvalidError(why)
        (told,) = self.order(user, [thing], 1).said
        read = self._rows.of([thing])
        held = trained.model.columns(read.rows, read.facts)
        shares = parts(trained.model, held)
        return told, {name: round(float(share[0]), 3) for name, share in shares.items()}

    def forget(self, user: User) -> int:
        """Delete somebody's ratings and what was learnt of them; tell how many there were."""
        return self._learning.forget(user)

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until nothing is being learnt."""
        return self._learning.settle(seconds)

    def close(self) -> None:
        """Stop learning."""
        self._learning.close()

    def _rated(self, user: User) -> Mapping[Key, Rating]:
        ratings = self._world.ratings.listed(user)
        return {(one.thing.kind, one.thing.key): one for one in ratings}

    def _values(
        self, user: User, trained: Trained, things: Sequence[Thing], rated: Mapping[Key, Rating]
    ) -> Predicted:
        found = self._learning.own(user).predictions.of(trained, self._rows.of(things))
        values, unsure = found.values, found.unsure
        for at, thing in enumerate(things):
            own = rated.get((thing.kind, thing.key))
            if own is not None and own.value is not None:
                values[at], unsure[at] = own.value, 0
        return found

    def _reasons(
        self, trained: Trained, things: Sequence[Thing], ratings: Sequence[Rating]
    ) -> list[str]:
        if not things:
            return []
        known = list(ratings)[:MOST_LEARNT]
        values = np.array([one.value for one in known], np.float32)
        rated, read = self._rows.of([one.thing for one in known]), self._rows.of(things)
        model, rows = trained.model, read.rows
        held = model.columns(rows, read.facts)
        would = predicted(model, held).values
        like = reasons.likest(rated.rows, values, model.fitted.mean, rows, would)
        shares = parts(model, held)
        return [
            reasons.reason(
                "" if near is None else _name(known[near].thing),
                None if near is None else known[near].value,
                {name: float(share[at]) for name, share in shares.items()},
            )
            for at, near in enumerate(like)
        ]


def _check(things: Sequence[Thing], limit: int) -> None:
    if len(things) > MOST_THINGS:
        raise InvalidError(f"At most {MOST_THINGS:,} things are ordered at once.")
    if not 1 <= limit <= MOST_SHOWN:
        raise InvalidError(f"limit is 1 to {MOST_SHOWN}.")


def _name(thing: Thing) -> str:
    return (thing.title or thing.text or thing.key)[:80]
