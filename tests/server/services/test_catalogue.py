"""The catalogue over a real database: documents found as wholes, in step with what is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import update

from server.adapters.database import open_engine
from server.adapters.database.engine import writing
from server.adapters.database.library import Library
from server.adapters.database.tables import DOCUMENTS
from server.core.errors import InvalidError
from server.services.catalogue import Catalogue
from server.services.documents import Documents, Given, World
from server.services.topics import Topics
from tests.server.fake_index import FakeIndex
from tests.server.fakes import FakeClock, FakeLog
from tests.server.made_index import made_cards
from tests.server.made_library import FakeReader, made_recordings
from tests.server.migrated import migrated

FUGUE = b"# The fugue\n\nA subject is taken up by each voice in turn, and answered at the fifth.\n"
CANON = b"# The canon\n\nThe second voice follows the first one strictly, some bars later.\n"


@dataclass
class Made:
    """The services, over one database."""

    documents: Documents
    topics: Topics
    catalogue: Catalogue
    store: Library
    file: Path

    def load(self, name: str, content: bytes) -> int:
        """Load a document; give its number."""
        return self.documents.load(Given(name, content, f"/music/{name}")).document.id

    def found(self, words: str, topic: int | None = None) -> list[int]:
        """Find documents by words."""
        return [one.id for one in self.catalogue.search(words, topic)]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Compose them over an empty database."""
    file = tmp_path / "rubato.db"
    engine = open_engine(f"sqlite:///{file}")
    migrated(engine)
    store, clock = Library(engine), FakeClock()
    index, catalogue = FakeIndex(), Catalogue(made_cards, store)
    documents = Documents(
        store,
        World(
            index,
            FakeReader(),
            clock,
            FakeLog(),
            catalogue,
            made_recordings(engine, store, FakeLog()),
        ),
    )
    yield Made(documents, Topics(store, store, index, clock), catalogue, store, file)
    engine.dispose()


def test_documents_are_found_by_title_heading_and_summary(made: Made) -> None:
    """In every form of a word, and while the last one is still being typed."""
    fugue, canon = made.load("fugue.md", FUGUE), made.load("canon.md", CANON)

    assert made.found("fugues") == [fugue]
    assert made.found("the strict") == [canon]
    assert made.found("subj") == [fugue]
    assert sorted(made.found("voices")) == [fugue, canon]
    assert made.found("subj ") == []
    assert made.found("zebra") == []


def test_a_topic_narrows_what_is_found(made: Made) -> None:
    """Only documents that are set in it are given."""
    fugue, canon = made.load("fugue.md", FUGUE), made.load("canon.md", CANON)
    topic = made.topics.add("Strict").id
    made.topics.put(canon, topic)

    assert made.found("voice", topic) == [canon]
    assert set(made.found("voice")) == {fugue, canon}


def test_it_follows_what_is_loaded_changed_and_removed(made: Made) -> None:
    """A new version is found by what it says now, and one that is gone by nothing."""
    number = made.load("a.md", FUGUE)
    assert made.found("subject") == [number]

    assert made.load("a.md", CANON) == number
    other = made.load("b.md", FUGUE)
    assert made.found("subject") == [other]
    assert made.found("strictly") == [number]

    made.documents.remove(number)
    assert made.found("strictly") == []


def test_no_summary_is_left_behind(made: Made) -> None:
    """What a document said is in no byte of the database once it is gone, or says otherwise."""
    number = made.load("a.md", b"# Secret\n\nThe password of the safe is xylophone forever.\n")
    made.found("xylophone")
    made.load("a.md", CANON)

    assert all(b"xylophone" not in one.read_bytes() for one in made.file.parent.iterdir())
    made.documents.remove(number)
    assert all(b"strictly" not in one.read_bytes() for one in made.file.parent.iterdir())


def test_what_was_loaded_before_is_summed_up(made: Made) -> None:
    """A document of an earlier version of Rubato gets its summary behind, and is found by it."""
    number = made.load("fugue.md", FUGUE)
    with writing(made.store._engine) as connection:
        connection.execute(update(DOCUMENTS).values(summary=None, headings=""))

    assert made.found("fugue") == [number]
    assert made.found("answered") == []
    made.catalogue.sum_up()
    assert made.found("answered") == [number]
    assert made.documents.one(number).summary.startswith("A subject is taken up")


def test_out_of_range_is_refused(made: Made) -> None:
    """Too many words or documents are not looked for; the reason is told."""
    with pytest.raises(InvalidError, match="1,000 characters"):
        made.catalogue.search("a" * 1_001)
    with pytest.raises(InvalidError, match="1 to 500"):
        made.catalogue.search("a", limit=501)


def test_a_document_that_failed_is_not_found(made: Made) -> None:
    """What cannot be read says nothing."""
    made.load("broken.pdf", b"%PDF-1.4 nothing")

    assert made.found("broken") == []
