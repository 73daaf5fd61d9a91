"""Documents and topics over a real database: read once, changed only where they changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.library import Library
from server.core.errors import ConflictError, InvalidError, NotFoundError
from server.services.catalogue import Catalogue
from server.services.documents import Documents, Given, World
from server.services.topics import Topics
from tests.server.fake_index import FakeIndex
from tests.server.fakes import FakeClock, FakeLog
from tests.server.made_index import made_cards
from tests.server.made_library import FakeReader, made_recordings
from tests.server.migrated import migrated


@dataclass
class Made:
    """The services, over one database."""

    documents: Documents
    topics: Topics
    index: FakeIndex
    reader: FakeReader
    store: Library
    catalogue: Catalogue


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Compose them over an empty database."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    store, index, clock = Library(engine), FakeIndex(), FakeClock()
    reader = FakeReader()
    catalogue = Catalogue(made_cards, store)
    documents = Documents(
        store,
        World(
            index, reader, clock, FakeLog(), catalogue, made_recordings(engine, store, FakeLog())
        ),
        words=20,
    )
    topics = Topics(store, store, index, clock)
    yield Made(documents, topics, index, reader, store, catalogue)
    engine.dispose()


BOOK = b"# Fugue\n\nThe subject enters.\n\n# Canon\n\nThe second voice follows."


def test_a_document_is_read_cut_and_indexed(made: Made) -> None:
    """Its passages stand under its headings, and are found in the index with its title."""
    loaded = made.documents.load(Given("book.md", BOOK, "/music/book.md"))

    assert (loaded.outcome, loaded.document.source.title) == ("added", "Fugue")
    assert [(entry.heading, entry.title) for entry in made.index.held.values()] == [
        ("Fugue", "Fugue"),
        ("Canon", "Fugue"),
    ]
    assert made.documents.text(loaded.document.id).startswith("Fugue\n\nThe subject")
    assert made.documents.place(loaded.document.id, 10).line == 3


def test_the_same_bytes_are_not_read_again(made: Made) -> None:
    """Neither from the same address, nor without one."""
    for address in ("/music/book.md", ""):
        made.documents.load(Given("book.md", BOOK, address))
        before = made.reader.count, made.index.put_count

        again = made.documents.load(Given("book.md", BOOK, address))

        assert again.outcome == "unchanged"
        assert (made.reader.count, made.index.put_count) == before


def test_only_what_changed_is_indexed_again(made: Made) -> None:
    """One paragraph of many costs one passage."""
    parts = [f"# Part {at}\n\nText number {at}." for at in range(30)]
    first = made.documents.load(Given("a.md", "\n\n".join(parts).encode(), "/a.md"))
    before = set(made.index.held)
    parts[7] = "# Part 7\n\nAnother text."

    second = made.documents.load(Given("a.md", "\n\n".join(parts).encode(), "/a.md"))

    assert (second.outcome, second.document.id) == ("changed", first.document.id)
    assert len(set(made.index.held) - before) == 1
    assert len(before - set(made.index.held)) == 1
    assert len(made.index.held) == len(before)


def test_a_failure_is_set_aside_with_its_reason(made: Made) -> None:
    """It is kept, listed, and not tried again for the same bytes unless asked."""
    broken = Given("a.pdf", b"%PDF-1.7 nothing", "/a.pdf")
    loaded = made.documents.load(broken)

    assert (loaded.outcome, loaded.document.state) == ("failed", "failed")
    assert "broken" in loaded.document.reason
    assert made.index.held == {}
    assert made.documents.known({"/a.pdf": loaded.document.source.sha256}) == {"/a.pdf": "failed"}
    before = made.reader.count
    assert made.documents.load(broken).outcome == "failed"
    assert made.reader.count == before
    made.documents.load(broken._replace(again=True))
    assert made.reader.count == before + 1


def test_a_version_that_cannot_be_read_leaves_the_last_one(made: Made) -> None:
    """What was found before is still found."""
    made.documents.load(Given("a.txt", b"a good text", "/a"))

    loaded = made.documents.load(Given("a.pdf", b"%PDF-1.7 nothing", "/a"))

    assert loaded.outcome == "failed"
    assert "broken" in loaded.reason
    assert [entry.text for entry in made.index.held.values()] == ["a good text"]


def test_what_nobody_reads_is_refused(made: Made) -> None:
    """With what can be read."""
    with pytest.raises(InvalidError, match="Markdown"):
        made.documents.load(Given("a.exe", b"MZ\x90"))


def test_a_removed_document_is_nowhere(made: Made) -> None:
    """Not in the index, not in the list."""
    loaded = made.documents.load(Given("book.md", BOOK))

    made.documents.remove(loaded.document.id)

    assert made.index.held == {}
    assert made.documents.listed() == []
    with pytest.raises(NotFoundError):
        made.documents.text(loaded.document.id)


def test_the_index_is_made_from_the_database(made: Made) -> None:
    """As when the server starts: the same entries, topics included."""
    topic = made.topics.add("music")
    loaded = made.documents.load(Given("book.md", BOOK))
    made.topics.put(loaded.document.id, topic.id)
    before = dict(made.index.held)
    made.index.held.clear()

    assert made.documents.index_all() == len(before)
    assert made.index.held == before


def test_topics_of_documents_reach_the_index(made: Made) -> None:
    """Set, taken out, merged and removed."""
    one, two = made.topics.add("one"), made.topics.add("two")
    number = made.documents.load(Given("a.txt", b"text")).document.id

    def topics() -> list[frozenset[int]]:
        return [entry.topics for entry in made.index.held.values()]

    made.topics.put(number, one.id)
    assert topics() == [{one.id}]
    made.topics.merge(one.id, two.id)
    assert topics() == [{two.id}]
    made.topics.take(number, two.id)
    assert topics() == [frozenset()]
    made.topics.put(number, two.id)
    made.topics.remove(two.id)
    assert topics() == [frozenset()]


def test_names_that_read_the_same_are_one_topic(made: Made) -> None:
    """Case, width and blanks aside; any text is a name, and none is a path."""
    topic = made.topics.add("  Ｈarmony\u200b ../../etc ")

    assert topic.name == "Ｈarmony ../../etc"
    assert made.topics.named("harmony  ../../ETC") == topic
    with pytest.raises(ConflictError):
        made.topics.add("HARMONY ../../etc")


@pytest.mark.parametrize("name", ["", " \u200b ", "all", "ALL", "x" * 101])
def test_some_names_are_refused(made: Made, name: str) -> None:
    """Empty ones, endless ones, and the name of everything."""
    with pytest.raises(InvalidError):
        made.topics.add(name)


def test_an_unknown_topic_says_what_is_near(made: Made) -> None:
    """A typing error is told with the name that was meant."""
    made.topics.add("Harmony")

    with pytest.raises(NotFoundError, match="Near to it: Harmony"):
        made.topics.chosen(["harmny"])
    assert [one.name for one in made.topics.chosen(["ALL", "harmony", "HARMONY"])] == ["Harmony"]


def test_a_suggestion_waits_for_an_answer(made: Made) -> None:
    """Accepted it is set; refused it is not listed any more."""
    topic = made.topics.add("music")
    numbers = [
        made.documents.load(Given(name, name.encode())).document.id for name in ("a.txt", "b.txt")
    ]
    for number in numbers:
        made.store.set_topic(number, topic.id, "suggested", "it names Bach")

    made.topics.accept(numbers[0], topic.id)
    made.topics.refuse(numbers[1], topic.id)

    assert made.topics.suggestions() == []
    assert [one.id for one in made.documents.listed(topic.id)] == numbers[:1]
