"""What is rated, and why: made ready once, and anew with each change."""

import math
from collections.abc import Sequence

import numpy as np

from server.adapters.bayesian_ridge import BayesianRidgeLearner
from server.core.taste.kept import Trained
from server.core.taste.learning import Examples, learn
from server.core.taste.ratings import Rating, Thing
from server.core.taste.words import HashedWords
from server.services.taste_rated import TasteRated
from server.services.taste_reasons import TasteReasons
from server.services.taste_rows import TasteRows

FUGUE, ENGINE = "a fugue answers its subject in counterpoint", "an engine burns petrol for a motor"


def ratings() -> list[Rating]:
    """Rate six pages."""
    told = [(at, text, value) for at in range(3) for text, value in ((FUGUE, 9), (ENGINE, 1))]
    return [
        Rating(Thing("page", f"{text} {at}", f"{text.split()[1]} {at}", text), value, at)
        for at, text, value in told
    ]


def test_the_same_ratings_are_the_same() -> None:
    """A change makes others of them; what was looked up for a tuple is at hand."""
    taste, rated = TasteRated(), ratings()
    first = taste.of(rated)
    assert taste.of(ratings()) is first
    things = (rated[1].thing, Thing("page", "new"), rated[0].thing)
    own = first.own(things)
    assert own.tolist()[::2] == [1, 9]
    assert math.isnan(own[1])
    assert first.own(things) is own
    changed = [*rated[1:], Rating(rated[0].thing, 4, 9, 2)]
    assert taste.of(changed) is not first
    assert taste.of(changed).own(things)[2] == 4
    taken_back = [Rating(rated[1].thing, None, 9, 2)]
    assert math.isnan(taste.of(taken_back).own(things)[0])


def test_what_changes_is_looked_up_again() -> None:
    """A list may have changed since, whatever it is asked for."""
    rated = TasteRated().of(ratings())
    things = [rated.ratings[0].thing]
    assert rated.own(things).tolist() == [9]
    things[0] = rated.ratings[1].thing
    assert rated.own(things).tolist() == [1]


class Read:
    """An embedder that counts what it read."""

    name, dimensions = "read", 2048

    def __init__(self) -> None:
        self._words, self.count = HashedWords(list), 0

    def embed(self, texts: Sequence[str]) -> "np.typing.NDArray[np.float32]":
        """Read."""
        self.count += len(texts)
        return self._words.embed(texts)


def test_reasons_follow_the_ratings() -> None:
    """Each thing has its own, however it is asked; another rating, another reason."""
    read, taste, reasons = Read(), TasteRated(), TasteReasons()
    rows = TasteRows(lambda: read)
    things = [one.thing for one in ratings()]
    values = np.array([one.value for one in ratings()], np.float32)
    examples = Examples(things, rows.of(things).rows, values)
    model, worth = learn(examples, examples.rows, "read", 0, BayesianRidgeLearner())
    trained = Trained(model, worth, None, 6, 0)

    asked = [
        Thing("passage", "1", "motors", f"{ENGINE} and oil"),
        Thing("passage", "2", "canons", f"{FUGUE} and canon"),
    ]
    motors, canons = reasons.of(rows, trained, taste.of(ratings()), asked)
    assert motors.startswith("like “engine 0”, rated 1")
    assert canons.startswith("like “fugue")
    again = reasons.of(rows, trained, taste.of(ratings()), asked[::-1])
    assert (list(again), read.count) == ([canons, motors], 8)

    more = [Rating(Thing("page", "oil", "oil", f"{ENGINE} and oil"), 0, 9), *ratings()]
    told = reasons.of(rows, trained, taste.of(more), asked)
    assert told[0].startswith("like “oil”, rated 0")


def test_what_was_read_is_known() -> None:
    """A tuple that was read is at hand, until something else reads; one that was not is unknown."""
    embedders = [Read()]
    rows = TasteRows(lambda: embedders[-1])
    things = tuple(one.thing for one in ratings())
    assert rows.known(things) is None
    rows.of(things[:5])
    assert rows.known(things) is None
    first = rows.of(things)
    for _ in range(2):
        known = rows.known(things)
        assert known is not None
        assert known.at.tolist() == first.at.tolist()
        rows.of([Thing("page", "later", text="more")])
    assert len(rows.of(things).table.rows) == 7
    embedders.append(Read())
    assert rows.known(things) is None
    rows.of(things)
    assert rows.known(things) is not None
