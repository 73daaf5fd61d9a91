"""Taste: says how somebody would rate things, by what was learnt of him, and why.

It only orders: what is liked less comes later and is still there, unless the owner draws a line.
"""

from collections.abc import Sequence

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
from server.services.taste_told import Ordered, Said, State, said, unknown

MOST_THINGS = 10_000
MOST_SHOWN = 1_000


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
        rated = {one.thing.id: one for one in self._world.ratings.listed(user)}
        trained, why = self._learning.serving(user)
        if trained is None:
            known = [unknown(thing, rated.get(thing.id)) for thing in things]
            return Ordered(known[:limit], 0, max(0, len(known) - limit), why)
        found = self._values(trained, things, rated)
        values, unsure = found.values, found.unsure
        order = np.argsort(-values, kind="stable")
        if least is not None:
            order = order[values[order] >= least]
        shown = [int(one) for one in order[:limit]]
        chosen = [things[one] for one in shown]
        told = self._reasons(trained, chosen, list(rated.values()))
        ordered = [
            said(thing, float(values[at]), float(unsure[at]), rated.get(thing.id), why)
            for at, thing, why in zip(shown, chosen, told, strict=True)
        ]
        return Ordered(ordered, len(things) - len(order), max(0, len(order) - limit), "")

    def values(self, user: User, things: Sequence[Thing]) -> Sequence[float] | None:
        """Say how each would be rated, or was; none where nothing is known."""
        trained, _ = self._learning.serving(user)
        if trained is None or not things:
            return None
        rated = {one.thing.id: one for one in self._world.ratings.listed(user)}
        found: list[float] = self._values(trained, things, rated).values.tolist()
        return found

    def next(self, user: User, things: Sequence[Thing], count: int) -> Sequence[Said]:
        """Choose what to rate next: where a rating would teach most about all of these."""
        _check(things, count)
        rated = {one.thing.id for one in self._world.ratings.listed(user)}
        free = [thing for thing in things if thing.id not in rated and thing.whole]
        if not free:
            return []
        trained, _ = self._learning.serving(user)
        rows = self._rows.of(free)
        model = trained.model if trained else None
        if model is None:
            model = unlearnt(rows, free, self._rows.name, self._world.clock())
        held = model.columns(rows, free)
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
        held = trained.model.columns(self._rows.of([thing]), [thing])
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

    def _values(
        self, trained: Trained, things: Sequence[Thing], rated: dict[str, Rating]
    ) -> Predicted:
        model = trained.model
        found = predicted(model, model.columns(self._rows.of(things), things))
        values, unsure = found.values, found.unsure
        for at, thing in enumerate(things):
            own = rated.get(thing.id)
            if own is not None and own.value is not None:
                values[at], unsure[at] = own.value, 0
        return found

    def _reasons(
        self, trained: Trained, things: Sequence[Thing], ratings: Sequence[Rating]
    ) -> list[str]:
        if not things:
            return []
        model, rows = trained.model, self._rows.of(things)
        known = list(ratings)[:MOST_LEARNT]
        values = np.array([one.value for one in known], np.float32)
        held = model.columns(rows, things)
        would = predicted(model, held).values
        like = reasons.likest(
            self._rows.of([one.thing for one in known]), values, model.fitted.mean, rows, would
        )
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
