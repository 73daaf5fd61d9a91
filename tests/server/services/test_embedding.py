"""The embedder changed at run time: the old one serves meanwhile, over restarts and failures."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.library import Library
from server.core.errors import UnavailableError
from server.core.retrieval.embedder_choice import NO_EMBEDDER, EmbedderChoice
from server.services.embedding import EmbedderTold
from tests.server.migrated import migrated
from tests.server.services.embedding_machine import SOON, TEXTS, Machine


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Give one with a few documents."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    one = Machine(Library(engine))
    for text in TEXTS:
        one.add(text)
    yield one
    for each in one.models.values():
        each.goes.set()
    one.stop()
    engine.dispose()


def test_the_old_one_serves_until_the_new_one_is_ready(machine: Machine) -> None:
    """Progress is told, what is loaded meanwhile is embedded, too; old vectors go in the end."""
    embedding = machine.start()
    machine.settle()
    assert embedding.told() == EmbedderTold("old", None, 4, 4, "")
    new = machine.models["new"]
    new.goes.clear()
    told = embedding.change("new")

    assert (told.serving, told.changing_to, told.done, told.of) == ("old", "new", 0, 4)
    assert machine.made[-1].standing().second == "old"
    assert machine.found("auto") in TEXTS[:2]
    machine.add("Trees stand in the forest.")
    new.goes.set()
    machine.settle()
    assert embedding.told() == EmbedderTold("new", None, 5, 5, "")
    assert machine.made[-1].standing().second == "new"
    assert machine.found("auto") in TEXTS[:2]
    assert machine.vectors.kept.keys() == {("new", new.dimensions)}
    assert machine.choices.choice == EmbedderChoice("old", "new", "new")


def test_a_restart_in_the_middle_goes_on_where_it_was(machine: Machine) -> None:
    """The old one serves again at once; what was embedded is not embedded again."""
    for number in range(96):
        machine.add(f"Paragraph {number} of the law.")
    embedding = machine.start()
    machine.settle()
    new = machine.models["new"]
    new.limit = 70
    embedding.change("new")
    machine.settle()
    assert (embedding.told().done, embedding.told().of) == (64, 100)

    machine.store.remove_document(1)
    embedding = machine.start()
    assert embedding.told().serving == "old"
    assert machine.found("auto") == TEXTS[1]
    assert embedding.told().changing_to == "new"
    early, new.limit = set(new.embedded), None
    before = len(new.embedded)
    embedding.retry()
    machine.settle()
    assert embedding.told() == EmbedderTold("new", None, 99, 99, "")
    # Behind these come sentences of passages, by which it is measured.
    assert not early & set(new.embedded[before : before + 36])
    assert machine.start().told().serving == "new"


def test_one_that_cannot_embed_is_refused(machine: Machine) -> None:
    """With the reason; nothing is changed, now or at the next start."""
    embedding = machine.start()
    machine.settle()
    machine.models["new"].broken = "Ollama has no model 'new'."
    for name, reason in (("new", "has no model"), ("nowhere", "no folder")):
        with pytest.raises(UnavailableError, match=reason):
            embedding.change(name)

    machine.choices.full = True
    with pytest.raises(UnavailableError, match="no space"):
        embedding.change("third")
    assert embedding.told() == EmbedderTold("old", None, 4, 4, "")
    restarted = machine.start()
    machine.settle()
    assert restarted.told() == EmbedderTold("old", None, 4, 4, "")


async def test_one_that_fails_in_the_middle_leaves_the_old_one(machine: Machine) -> None:
    """It is said why, and it is tried again by itself."""
    embedding = machine.start()
    machine.settle()
    new = machine.models["new"]
    new.limit = 1
    embedding.change("new")
    machine.settle()
    told = embedding.told()
    assert (told.serving, told.changing_to, told.done) == ("old", "new", 0)
    assert told.problem == "Ollama does not answer."
    assert machine.found("auto") in TEXTS[:2]

    new.limit = None
    async with embedding, asyncio.timeout(SOON):
        while embedding.told().changing_to:
            await asyncio.sleep(0.005)
    assert embedding.told() == EmbedderTold("new", None, 4, 4, "")


def test_naming_the_one_that_serves_calls_it_off(machine: Machine) -> None:
    """Also over a restart."""
    embedding = machine.start()
    machine.settle()
    machine.models["new"].limit = 1
    embedding.change("new")
    machine.settle()
    embedding.change("old")

    assert embedding.told() == EmbedderTold("old", None, 4, 4, "")
    assert machine.start().told().changing_to is None


def test_one_choice_after_another(machine: Machine) -> None:
    """The last one counts; of the others nothing is left."""
    embedding = machine.start()
    machine.settle()
    machine.models["new"].limit = 1
    embedding.change("new")
    embedding.change("third")
    machine.settle()

    assert embedding.told().serving == "third"
    assert [name for name, _ in machine.vectors.kept] == ["third"]


def test_a_changed_setting_is_a_choice(machine: Machine) -> None:
    """At the next start the old one serves meanwhile; an unchanged one leaves the last choice."""
    machine.start("old")
    machine.settle()
    machine.models["new"].goes.clear()
    embedding = machine.start("new")
    assert (embedding.told().serving, embedding.told().changing_to) == ("old", "new")
    assert machine.made[-1].standing().second == "old"
    machine.models["new"].goes.set()
    machine.settle()
    assert embedding.told().serving == "new"

    embedding.change("third")
    machine.settle()
    assert machine.start("new").told().serving == "third"


def test_none_at_all(machine: Machine) -> None:
    """Topics are learnt from the documents themselves, and no vectors are left."""
    embedding = machine.start()
    machine.settle()
    told = embedding.change(NO_EMBEDDER)

    assert (told.serving, told.changing_to, machine.vectors.kept) == (NO_EMBEDDER, None, {})
    assert machine.found("forest") == TEXTS[2]
    embedding.change("new")
    machine.settle()
    assert embedding.told() == EmbedderTold("new", None, 4, 4, "")


def test_one_that_is_gone_at_start_stops_nothing(machine: Machine) -> None:
    """Words answer, it is said why, and it serves as soon as it is there."""
    gone = machine.models.pop("old")
    embedding = machine.start()

    assert machine.found("forest") == TEXTS[2]
    assert embedding.told().problem == "There is no folder old."
    machine.models["old"] = gone
    embedding.retry()
    machine.settle()
    assert embedding.told() == EmbedderTold("old", None, 4, 4, "")


def test_without_documents_it_serves_at_once(tmp_path: Path) -> None:
    """There is nothing to embed yet."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    machine = Machine(Library(engine))
    embedding = machine.start()
    told = embedding.change("new")

    assert told == EmbedderTold("new", None, 0, 0, "")
    assert machine.made == []
    machine.add(TEXTS[0])
    machine.settle()
    assert machine.made[-1].standing().second == "new"
    machine.stop()
    engine.dispose()
