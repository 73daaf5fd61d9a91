"""Taste kept in step: with ratings, what learnt, the embedder and the library; each read once."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from server.adapters.bayesian_ridge import BayesianRidgeLearner
from server.adapters.taste_files import TasteFolder
from server.core.errors import InvalidError
from server.core.retrieval_ports import Rows
from server.core.taste.model import Fitted
from server.core.taste.ratings import Thing
from server.core.taste.words import HashedWords
from server.core.users import User
from server.services import taste as services_taste
from server.services.documents import Given
from server.services.taste import Taste
from server.services.taste_learning import World
from tests.server.conftest import Made

FUGUE, ENGINE = "a fugue answers its subject in counterpoint", "an engine burns petrol for a motor"


class Counting:
    """An embedder that remembers what it read."""

    dimensions = 2048

    def __init__(self, name: str = "first") -> None:
        self.name = name
        self.read: list[str] = []
        self._words = HashedWords(list)

    def embed(self, texts: Sequence[str]) -> Rows:
        """Read."""
        self.read += texts
        return self._words.embed(texts)


class Meanwhile(BayesianRidgeLearner):
    """A learner in whose first lesson something happens."""

    def __init__(self) -> None:
        super().__init__()
        self.happens: Callable[[], object] = lambda: None

    def fit(self, held: Rows, values: Rows) -> Fitted:
        """Learn; once something happens before."""
        happens, self.happens = self.happens, lambda: None
        happens()
        return super().fit(held, values)


class Stage:
    """A taste over a real server's ratings and library."""

    def __init__(self, made: Made, folder: Path) -> None:
        self.made, self.user, self.folder = made, made.users.owner(), folder
        self.embedder, self.learner = Counting(), Meanwhile()
        ratings, collections = made.tasting.ratings, made.tasting.collections
        files = TasteFolder(folder / "own")
        world = World(
            ratings, collections, lambda: self.embedder, self.learner, files, made.clock, made.log
        )
        self.taste = Taste(world)

    def rate(self, count: int = 3) -> None:
        """Rate pages of both kinds."""
        for at in range(count):
            for text, value in ((FUGUE, 9), (ENGINE, 1)):
                thing = Thing("page", f"{text} {at}", f"Page {at}", text)
                self.made.tasting.ratings.rate(self.user, thing, value)

    def learnt(self) -> None:
        """Learn from ratings."""
        self.taste.train(self.user)
        assert self.taste.settle(60)

    def titles(self, things: Sequence[Thing]) -> list[str]:
        """Order, and give the titles."""
        return [one.thing.title for one in self.taste.order(self.user, things, 100).said]


@pytest.fixture
def stage(made: Made, tmp_path: Path) -> Iterator[Stage]:
    """Open one, six things rated."""
    opened = Stage(made, tmp_path)
    opened.rate()
    yield opened
    opened.taste.close()
    made.tasting.taste().close()


THINGS = [
    Thing("passage", "1", "motors", f"{ENGINE} and oil"),
    Thing("passage", "2", "canons", f"{FUGUE} and canon"),
]


def test_each_thing_is_read_once_and_what_is_said_follows(stage: Stage) -> None:
    """Lists asked again read nothing; a rating or another lesson is in the next one."""
    stage.learnt()
    assert stage.titles(THINGS) == ["canons", "motors"]
    read = len(stage.embedder.read)
    assert stage.titles(THINGS[::-1]) == ["canons", "motors"]
    assert len(stage.embedder.read) == read

    stage.made.tasting.ratings.rate(stage.user, THINGS[0], 10)
    assert stage.titles(THINGS) == ["motors", "canons"]
    stage.made.tasting.ratings.rate(stage.user, THINGS[0], None)
    assert stage.titles(THINGS) == ["canons", "motors"]
    for text, value in ((FUGUE, 0), (ENGINE, 10)):
        for at in range(3):
            thing = Thing("page", f"{text} {at}", f"Page {at}", text)
            stage.made.tasting.ratings.rate(stage.user, thing, value)
    stage.learnt()
    assert stage.titles(THINGS) == ["motors", "canons"]
    assert len(stage.embedder.read) == read


def test_many_new_things_are_read_behind(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not read yet comes last, is counted, and has its place the next time."""
    monkeypatch.setattr(services_taste, "MOST_READ", 1)
    stage.learnt()
    first = stage.taste.order(stage.user, THINGS, 100)
    assert [one.value is None for one in first.said] == [False, True]
    assert first.why.startswith("1 more are being read")
    assert stage.taste.settle(60)
    again = stage.taste.order(stage.user, THINGS, 100)
    assert ([one.thing.title for one in again.said], again.why) == (["canons", "motors"], "")


def test_another_embedder_while_it_learns(stage: Stage) -> None:
    """What was learnt by the one before does not serve; it says so, learns anew, and serves."""
    stage.learner.happens = lambda: setattr(stage, "embedder", Counting("second"))
    stage.learnt()
    state = stage.taste.state(stage.user)
    assert state.trained is not None
    assert state.trained.model.embedder == "first"
    assert "second reads now" in state.outdated
    told = stage.taste.order(stage.user, THINGS, 100)
    assert [one.value for one in told.said] == [None, None]
    assert "learn anew" in told.why
    assert stage.taste.settle(60)
    assert stage.titles(THINGS) == ["canons", "motors"]
    assert stage.taste.state(stage.user).outdated == ""


def test_forgotten_while_it_learns(stage: Stage) -> None:
    """What it learns of ratings that are gone is thrown away, here and on the disk."""
    stage.learner.happens = lambda: stage.taste.forget(stage.user)
    stage.learnt()
    state = stage.taste.state(stage.user)
    assert (state.trained, state.count, state.training) == (None, 0, None)
    with pytest.raises(InvalidError, match="Rate 5 more"):
        stage.taste.explain(stage.user, THINGS[0])
    again = Stage(stage.made, stage.folder)
    assert again.taste.state(stage.user).trained is None


def test_contradictions_are_told_and_believed_little(stage: Stage) -> None:
    """The same text rated 0 and 10 is thought to be in the middle, and less sure than others."""
    for at in range(4):
        thing = Thing("page", f"same {at}", "Same", "the very same words of nothing else")
        stage.made.tasting.ratings.rate(stage.user, thing, 10 * (at % 2))
    stage.learnt()
    (told,) = stage.taste.state(stage.user).contradictions
    assert (told.first.value, told.second.value) == (0, 10)
    same = Thing("page", "new", "Same", "the very same words of nothing else")
    (said,) = stage.taste.order(stage.user, [same], 1).said
    assert said.value == pytest.approx(5, abs=1.5)
    assert (said.unsure or 0) > 2


def test_passages_follow_the_library(stage: Stage) -> None:
    """A document that is new, has another topic, is changed or gone: the next list knows."""
    library, user = stage.made.library, stage.user
    collections = stage.made.tasting.collections

    def texts(topic: str = "") -> set[str]:
        return {one.text for one in collections.things(user, "passages", topic)}

    assert texts() == set()
    loaded = library.documents.load(Given("a.md", FUGUE.encode(), "", "a", "text/markdown"))
    assert texts() == {FUGUE}
    music = library.topics.add("music")
    assert texts("music") == set()
    library.topics.put(loaded.document.id, music.id)
    assert texts("music") == {FUGUE}
    library.documents.remove(loaded.document.id)
    assert texts() == set()


def test_two_learn_and_are_asked_at_once(stage: Stage) -> None:
    """Everybody's taste is his own, also while others are asked."""
    guest, _ = stage.made.users.add("guest", "user", "a long password")
    for at in range(3):
        for text, value in ((FUGUE, 1), (ENGINE, 9)):
            thing = Thing("page", f"{text} {at}", f"Page {at}", text)
            stage.made.tasting.ratings.rate(guest, thing, value)
    stage.learnt()
    stage.taste.train(guest)
    assert stage.taste.settle(60)
    found: dict[str, list[list[str]]] = {"owner": [], "guest": []}

    def ask(user: User, name: str) -> None:
        for _ in range(10):
            said = stage.taste.order(user, THINGS, 100).said
            found[name].append([one.thing.title for one in said])

    threads = [
        threading.Thread(target=ask, args=(user, name))
        for user, name in ((stage.user, "owner"), (guest, "guest"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found["owner"] == [["canons", "motors"]] * 10
    assert found["guest"] == [["motors", "canons"]] * 10
