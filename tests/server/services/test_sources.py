"""Sources: a hit brings what stands about it, where there is room, in the document's own text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from server.adapters.database import open_engine
from server.adapters.database.library import Library
from server.core.chat.citations import claims
from server.core.chat.context import tokens
from server.services.catalogue import Catalogue
from server.services.documents import Documents, Given, World
from server.services.sources import Sources
from tests.server.fake_index import FakeIndex, WordSearch
from tests.server.fakes import FakeClock, FakeLog
from tests.server.made_index import made_cards
from tests.server.made_library import FakeReader, made_recordings
from tests.server.migrated import migrated

VOICES = "# Fugue\n\n" + "\n\n".join(
    f"Voice number {at} enters here. " + "It goes on for a while. " * 20 for at in range(6)
)
OTHER = "# Canon\n\nThe canon is strict."


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Give an empty database."""
    opened = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def made(engine: Engine) -> tuple[Documents, Sources]:
    """Load two documents into an empty library."""
    library, index = Library(engine), FakeIndex()
    world = World(
        index,
        FakeReader(),
        FakeClock(),
        FakeLog(),
        Catalogue(made_cards, library),
        made_recordings(engine, library, FakeLog()),
    )
    documents = Documents(library, world)
    for name, text in (("fugue.md", VOICES), ("canon.md", OTHER)):
        documents.load(Given(name, text.encode()))
    return documents, Sources(WordSearch(index), library)


def test_a_hit_brings_its_section(made: tuple[Documents, Sources]) -> None:
    """What stands about a passage is read with it, as one source, and quoted to the character."""
    documents, sources = made
    (source,) = sources.read("Where does voice number 3 enter?", (), 3000)
    ((quoted,), _) = sources.cited(
        [source], claims("Voice number 4 enters here [1].", {1: source.text})
    )

    text = documents.text(source.document)
    assert text[source.start : source.start + len(source.text)] == source.text == text
    (quote,) = quoted.quotes
    assert text[quote.start : quote.end] == quote.text
    assert quote.text.startswith("Voice number 4 enters here.")


@pytest.mark.parametrize("budget", [0, 50, 400, 900])
def test_no_more_is_read_than_there_is_room_for(
    made: tuple[Documents, Sources], budget: int
) -> None:
    """What was found last is what goes without."""
    _, sources = made
    found = sources.read("voice number strict canon", (), budget)

    assert sum(tokens(source.text) for source in found) <= budget + len(found)
    assert [source.number for source in found] == [*range(1, len(found) + 1)]


def test_a_search_gives_passages_alone(made: tuple[Documents, Sources]) -> None:
    """As they were cut."""
    _, sources = made
    found = sources.found("voice number", (), 2)

    assert [len(source.text.split()) <= 160 for source in found] == [True, True]


def test_many_documents_are_read_at_once(made: tuple[Documents, Sources], engine: Engine) -> None:
    """A question that ten documents answer asks the database no more often than one of two."""
    documents, sources = made
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    few = sources.read("voice strict", (), 3000)
    of_few = len(asked)
    for at in range(9):
        documents.load(Given(f"{at}.md", f"# Canon {at}\n\nThe canon {at} is strict.".encode()))
    asked.clear()
    many = sources.read("voice strict", (), 3000)

    assert len({source.document for source in few}) == 2
    assert len({source.document for source in many}) > 8
    assert len(asked) <= of_few
