"""Suggestions: by name and by likeness, with reasons, never set, never made again when refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.api.context import LibraryServices
from server.services.documents import Given
from tests.server.fakes import FakeClock, FakeEntropy, FakeLog
from tests.server.made_library import compose_library
from tests.server.migrated import migrated


@pytest.fixture
def library(tmp_path: Path) -> Iterator[LibraryServices]:
    """Compose a library with two documents about counterpoint, and one about dinner."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    made = compose_library(engine, FakeClock(), FakeEntropy(), FakeLog())
    music, food = made.topics.add("Music"), made.topics.add("Food")
    for name, text, topic in (
        ("one.txt", "The subject of the fugue enters in the alto voice.", music),
        ("two.txt", "A fugue has a subject and an answer in another voice.", music),
        ("soup.txt", "Boil the lentils with carrots and salt.", food),
    ):
        made.topics.put(made.documents.load(Given(name, text.encode())).document.id, topic.id)
    yield made
    engine.dispose()


def suggested(library: LibraryServices) -> list[tuple[str, str]]:
    """Give what is suggested: the topic's name, and why."""
    names = {one.topic.id: one.topic.name for one in library.topics.listed()}
    return [(names[one.topic], one.reason) for one in library.topics.suggestions()]


def load(library: LibraryServices, text: str) -> int:
    """Load a document and suggest its topics."""
    document = library.documents.load(Given("new.txt", text.encode())).document
    library.suggesting.suggest(document)
    return document.id


def test_a_document_that_is_like_others_is_suggested(library: LibraryServices) -> None:
    """With those that it is like; and it is not set."""
    number = load(library, "Where the subject of a fugue enters, each voice answers.")

    ((topic, reason),) = suggested(library)
    assert topic == "Music"
    assert "“one.txt”" in reason
    assert "“two.txt”" in reason
    assert library.documents.one(number).topics == ()


def test_a_document_that_names_a_topic_is_suggested(library: LibraryServices) -> None:
    """As a word of its own."""
    load(library, "About food and seafood in Vienna.")
    load(library, "Seafood.")

    assert suggested(library) == [("Food", "It names “Food”.")]


def test_what_was_answered_is_not_suggested_again(library: LibraryServices) -> None:
    """Refused for good, or set."""
    number = load(library, "Food and music.")
    topics = {one.topic.name: one.topic.id for one in library.topics.listed()}
    library.topics.refuse(number, topics["Food"])
    library.topics.accept(number, topics["Music"])
    again = library.suggesting.suggest(library.documents.one(number))

    assert (again, suggested(library)) == (0, [])
    assert library.documents.one(number).topics == (topics["Music"],)


def test_what_is_like_nothing_is_not_suggested(library: LibraryServices) -> None:
    """One document alone makes no topic, and one that failed has nothing to go by."""
    load(library, "Boil water.")
    failed = library.documents.load(Given("a.pdf", b"%PDF-1.4 music")).document

    assert library.suggesting.suggest(failed) == 0
    assert suggested(library) == []
