"""Taste: says how somebody would rate things, by what was learnt of him, and why.

It only orders: what is liked less comes later and is still there, unless the owner draws a line.
"""

from collections.abc import Sequence

import numpy as np

from server.core.errors import InvalidError
from server.core.taste.best import best
from server.core.taste.choosing import rate_next
from server.core.taste.kept import Trained
from server.core.taste.learning import unlearnt
from server.core.taste.model import Predicted, parts, predicted
from server.core.taste.ratings import Thing, contradictions, missing
from server.core.users import User
from server.services.taste_learning import TasteLearning, World
from server.services.taste_rated import Rated
from server.services.taste_told import Ordered, Said, State, said, still_reading, unknown

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

    def reload(self, user_id: int) -> None:
        """Read anew what another process learnt of somebody."""
        self._learning.reload(user_id)

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
            known = [unknown(thing, rated.of(thing)) for thing in things]
            return Ordered(known[:limit], 0, max(0, len(known) - limit), why)
        read = self._rows.known(things)
        new = [] if read else self._rows.unread(things)[MOST_READ:]
        if not new:
            with self._world.learner.alone():
                return self._ordered(user, trained, things, rated, limit, least)
        self._learning.read(new)
        later = set(new)
        now = [thing for thing in things if thing not in later]
        with self._world.learner.alone():
            found = self._ordered(user, trained, now, rated, limit, least)
        last = [unknown(thing, rated.of(thing)) for thing in new]
        shown = [*found.said, *last][:limit]
        more = len(things) - found.below - len(shown)
        return Ordered(shown, found.below, more, still_reading(len(new)))

    def _ordered(  # noqa: PLR0917  (as it was asked)
        self,
        user: User,
        trained: Trained,
        things: Sequence[Thing],
        rated: Rated,
        limit: int,
        least: float | None,
    ) -> Ordered:
        found = self._values(user, trained, things, rated)
        values, unsure = found.values, found.unsure
        above = len(values) if least is None else int(np.count_nonzero(values >= least))
        shown = best(values, min(limit, above)).tolist()
        chosen = [things[at] for at in shown]
        told = self._reasons(user, trained, rated, chosen)
        ordered = [
            said(thing, float(values[at]), float(unsure[at]), rated.of(thing), why)
            for at, thing, why in zip(shown, chosen, told, strict=True)
        ]
        return Ordered(ordered, len(things) - above, above - len(shown), "")

    def learnt(self, user: User) -> bool:
        """Tell at once whether anything was learnt of somebody's taste."""
        return self._learning.own(user).trained is not None

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
        free = [one for one in things if rated.of(one) is None and one.whole]
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

    def _rated(self, user: User) -> Rated:
        return self._learning.own(user).rated.of(self._world.ratings.listed(user))

    def _values(
        self, user: User, trained: Trained, things: Sequence[Thing], rated: Rated
    ) -> Predicted:
        read = self._rows.known(things) or self._rows.of(things)
        found = self._learning.own(user).predictions.of(trained, read)
        own = rated.own(things)
        free = np.isnan(own)
        return Predicted(
            np.where(free, found.values, own), np.where(free, found.unsure, np.float32(0))
        )

    def _reasons(
        self, user: User, trained: Trained, rated: Rated, things: Sequence[Thing]
    ) -> Sequence[str]:
        """Say why of each; of what its owner rated it is known."""
        free = [thing for thing in things if rated.of(thing) is None]
        if not free:
            return [""] * len(things)
        told = iter(self._learning.own(user).reasons.of(self._rows, trained, rated, free))
        return [next(told) if rated.of(thing) is None else "" for thing in things]


def _check(things: Sequence[Thing], limit: int) -> None:
    if len(things) > MOST_THINGS:
        raise InvalidError(f"At most {MOST_THINGS:,} things are ordered at once.")
    if not 1 <= limit <= MOST_SHOWN:
        raise InvalidError(f"limit is 1 to {MOST_SHOWN}.")
