"""Learns tastes: one after the other, behind, and keeps what was learnt for the next start."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from server.core.errors import InvalidError, RubatoError
from server.core.ports import Clock, Log
from server.core.retrieval_ports import Embedder
from server.core.taste.kept import Trained, arrays_of, trained_of
from server.core.taste.learning import STEPS, Examples, learn
from server.core.taste.ratings import FEWEST, Thing, missing
from server.core.taste_ports import Learner, ModelFiles
from server.core.users import User
from server.services.background import Background
from server.services.jobs import Jobs
from server.services.ratings import Ratings
from server.services.taste_collections import Collections
from server.services.taste_predictions import TastePredictions
from server.services.taste_rated import TasteRated
from server.services.taste_reasons import TasteReasons
from server.services.taste_rows import TasteRows
from server.services.taste_told import Training

MOST_LEARNT = 2_000
"""Ratings that are learnt from, the last."""
MOST_OTHERS = 1_000
"""Passages that nobody rated from which it learns which words go together."""
READ_AT_ONCE = 64
"""Things that are read while others wait for the embedder."""
SOON = 3
"""Ratings after which it learns anew, at least; of many, a tenth."""


@dataclass(frozen=True, slots=True)
class World:
    """What taste uses."""

    ratings: Ratings
    collections: Collections
    embedder: Callable[[], Embedder]
    learner: Learner
    files: ModelFiles
    clock: Clock
    log: Log


@dataclass(slots=True)
class Own:
    """What is known of one user's taste."""

    user: User
    trained: Trained | None = None
    training: Training | None = None
    problem: str = ""
    changes: int = 0
    """Ratings since it was learnt."""
    wanted: bool = False
    predictions: TastePredictions = field(default_factory=TastePredictions)
    rated: TasteRated = field(default_factory=TasteRated)
    reasons: TasteReasons = field(default_factory=TasteReasons)


class TasteLearning:
    """What was learnt of everybody; safe between threads."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.rows = TasteRows(world.embedder)
        self._by_user: dict[int, Own] = {}
        self._lock = threading.Lock()
        self._behind = Background("taste", self._work)
        self._unread: Sequence[Thing] = ()
        self._reading = Background("taste-reading", self._read)

    def noticed(self, user: User) -> None:
        """Be told that somebody rated; learn anew, behind, where enough is new."""
        own = self.own(user)
        own.changes += 1
        count = len(self._world.ratings.listed(user))
        known = own.trained.count if own.trained else 0
        if count >= FEWEST and (not known or own.changes >= max(SOON, known // 10)):
            self._want(own)

    def train(self, user: User) -> None:
        """Learn anew, behind; raises `InvalidError` where there are too few ratings."""
        why = missing(len(self._world.ratings.listed(user)))
        if why:
            raise InvalidError(why)
        self._want(self.own(user))

    def own(self, user: User) -> Own:
        """Give what is known of somebody's taste."""
        with self._lock:
            own = self._by_user.get(user.id)
            if own is None:
                arrays = self._world.files.load(user.id)
                trained = None if arrays is None else trained_of(arrays)
                own = self._by_user[user.id] = Own(user, trained)
            return own

    def reload(self, user_id: int) -> None:
        """Read anew what another process learnt of somebody, or that it was forgotten."""
        with self._lock:
            if (own := self._by_user.get(user_id)) is not None:
                arrays = self._world.files.load(user_id)
                own.trained = None if arrays is None else trained_of(arrays)
                own.changes, own.predictions = 0, TastePredictions()

    def outdated(self, own: Own) -> str:
        """Say why what was learnt does not serve; empty: it does."""
        if own.trained is None or own.trained.model.embedder == self.rows.name:
            return ""
        return (
            f"It was learnt with {own.trained.model.embedder}, and {self.rows.name} reads now: it "
            "has to learn anew."
        )

    def serving(self, user: User) -> tuple[Trained | None, str]:
        """Give what serves, or say why nothing does; what is outdated is learnt anew."""
        own = self.own(user)
        outdated = self.outdated(own)
        if own.trained is not None and not outdated:
            return own.trained, ""
        count = len(self._world.ratings.listed(user))
        if count >= FEWEST and not own.problem and own.training is None:
            self._want(own)
        return None, own.problem or missing(count) or outdated or "It is learning; ask again soon."

    def forget(self, user: User) -> int:
        """Delete somebody's ratings and what was learnt of them; tell how many there were."""
        gone = self._world.ratings.forget(user)
        with self._lock:
            self._by_user[user.id] = Own(user)
            self._world.files.remove(user.id)
        return gone

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until nothing is being learnt."""
        return self._behind.settle(seconds) and self._reading.settle(seconds)

    def close(self) -> None:
        """Stop learning."""
        self._reading.stop()
        self._behind.close()
        self._reading.close()

    def read(self, things: Sequence[Thing]) -> None:
        """Read things behind, those of the last call."""
        self._unread = things
        self._reading.kick()

    def _read(self, stop: threading.Event) -> None:
        while self._unread and not stop.is_set():
            some, self._unread = self._unread[:READ_AT_ONCE], self._unread[READ_AT_ONCE:]
            try:
                self.rows.of(some)
            except RubatoError as error:
                self._world.log.warning("taste.unread", problem=str(error))
                return

    def _want(self, own: Own) -> None:
        own.wanted = True
        own.training = own.training or Training(0, STEPS + 1)
        self._behind.kick()

    def _work(self, stop: threading.Event) -> None:
        for own in list(self._by_user.values()):
            if own.wanted and not stop.is_set():
                own.wanted, own.changes, own.problem = False, 0, ""
                try:
                    with Jobs(self._world.log, self._world.clock).job("learning taste"):
                        self._learn(own)
                except RubatoError as error:
                    own.problem = str(error)
                finally:
                    own.training = None

    def _learn(self, own: Own) -> None:
        own.training = Training(0, STEPS + 1)
        ratings = self._world.ratings.listed(own.user)[:MOST_LEARNT]
        if len(ratings) < FEWEST:
            return
        things = [one.thing for one in ratings]
        values = np.array([one.value for one in ratings], np.float32)
        others = self._world.collections.things(own.user, "passages")
        examples = Examples(things, self.rows.of(things).rows, values)
        apart = self.rows.of(others[:: 1 + len(others) // MOST_OTHERS]).rows
        self.read(others)  # they are listed first, mostly
        _step(own)
        now = self._world.clock()
        model, worth = learn(
            examples, apart, self.rows.name, now, self._world.learner, told=lambda: _step(own)
        )
        before = own.trained.worth if own.trained else None
        trained = Trained(model, worth, before, len(things), now)
        predictions = TastePredictions()
        predictions.of(trained, self.rows.of([]))  # so that nobody waits for it
        with self._lock:
            if self._by_user.get(own.user.id) is not own:
                return  # forgotten meanwhile
            self._world.files.save(own.user.id, arrays_of(trained))
            own.trained, own.predictions = trained, predictions
        self._world.log.info("taste.learnt", ratings=len(things), rank=worth.rank)


def _step(own: Own) -> None:
    if own.training is not None:
        own.training = Training(own.training.done + 1, own.training.total)
