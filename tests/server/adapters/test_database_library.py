"""Topics, documents and passages in SQLite and PostgreSQL: whole or not at all, and truly gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.library import Library
from server.core.errors import ConflictError
from server.core.library.blocks import Block
from server.core.library.cutting import cut
from server.core.library.documents import Document, Source
from server.core.library.passages import change
from server.core.library_ports import Content
from tests.server.migrated import migrated

NOW = 1_700_000_000_000


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """Open an empty library in each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    migrated(engine)
    yield Library(engine)
    engine.dispose()


def content(*texts: str) -> Content:
    """Give what a reader would make of these paragraphs, each under its own heading."""
    blocks = [Block(part, level) for text in texts for part, level in ((text[0], 1), (text, 0))]
    return Content(blocks, "en", "ready", "")


def add(library: Library, *texts: str, address: str = "a.txt") -> Document:
    """Add a document of these paragraphs."""
    made = content(*texts)
    source = Source("text", "A", address, "0" * 64)
    return library.add_document(source, made, cut(made.blocks), NOW).document


def test_a_document_is_kept_with_its_passages(library: Library) -> None:
    """What was found is read back, and passages in their order."""
    made = add(library, "alpha", "beta")

    assert library.document(made.id) == made
    assert (made.passages, made.characters) == (2, 11)
    assert [one.cut.text for one in library.passages(made.id)] == ["a\n\nalpha", "b\n\nbeta"]
    assert list(library.blocks(made.id)) == list(content("alpha", "beta").blocks)


def test_texts_are_read_as_a_search_does(library: Library) -> None:
    """Title, heading and text of each; none of what is gone."""
    made = add(library, "alpha", "beta")
    first, second = [one.id for one in library.passages(made.id)]

    assert library.texts([second, first, 999]) == {
        first: "A a a\n\nalpha",
        second: "A b b\n\nbeta",
    }


def test_another_version_keeps_what_reads_as_before(library: Library) -> None:
    """Only new passages are added, and only gone ones removed."""
    made = add(library, "alpha", "beta", "gamma")
    before = tuple(library.passages(made.id))
    after = content("new", "beta", "alpha")

    stored = library.change_document(
        made.id, made.source, after, change(before, cut(after.blocks)), NOW + 1
    )

    assert stored is not None
    assert [one.cut.text for one in stored.added] == ["n\n\nnew"]
    assert list(stored.removed) == [before[2].id]
    now = library.passages(made.id)
    assert [one.position for one in now] == [0, 1, 2]
    assert [one.id for one in now[1:]] == [before[1].id, before[0].id]


def test_a_removed_document_leaves_no_text_behind(library: Library, tmp_path: Path) -> None:
    """Not in tables, and where the database is a file of ours, not in its bytes."""
    made = add(library, "a secret melody that nobody else knows " * 40)
    kept = add(library, "kept", address="b.txt")

    gone = library.remove_document(made.id)

    assert len(gone) == made.passages
    assert library.document(made.id) is None
    assert library.passages_of(gone) == []
    assert library.document(kept.id) is not None
    for path in tmp_path.glob("rubato.db*"):
        assert b"secret melody" not in path.read_bytes()


def test_numbers_of_passages_are_never_used_again(library: Library) -> None:
    """An index that lags behind cannot take a new passage for an old one."""
    first = add(library, "alpha")
    gone = library.remove_document(first.id)
    second = add(library, "beta")

    assert library.passages(second.id)[0].id > max(gone)
    assert second.id > first.id


def test_topics_are_counted_renamed_and_refused_twice(library: Library) -> None:
    """A topic tells what is in it; two that read the same cannot be."""
    made = add(library, "alpha")
    topic = library.add_topic("Harmony", "harmony", "", NOW)
    library.set_topic(made.id, topic.id, "set", "")

    with pytest.raises(ConflictError, match="Harmony"):
        library.add_topic("Harmony", "harmony", "", NOW)
    assert library.change_topic(topic.id, "Chords", "chords", "be careful")

    (count,) = library.topics()
    assert (count.topic.name, count.topic.caution) == ("Chords", "be careful")
    assert (count.documents, count.passages, count.characters) == (1, 1, 6)
    assert library.topic_by_key("harmony") is None


def test_merged_topics_hold_what_both_held(library: Library) -> None:
    """What is set in either is set; the other topic is gone; nothing is in twice."""
    both, first, second = (add(library, word, address=word) for word in ("aa", "bb", "cc"))
    one, other = (library.add_topic(name, name, "", NOW) for name in ("one", "other"))
    for document, topic in ((both, one), (both, other), (first, one), (second, other)):
        library.set_topic(document.id, topic.id, "set", "")
    library.set_topic(first.id, other.id, "refused", "")

    moved = library.merge_topics(one.id, other.id)

    assert sorted(moved) == [both.id, first.id]
    assert [count.documents for count in library.topics()] == [3]
    assert library.topic(one.id) is None


def test_removing_a_topic_keeps_its_documents(library: Library) -> None:
    """They are in ALL still."""
    made = add(library, "alpha")
    topic = library.add_topic("t", "t", "", NOW)
    library.set_topic(made.id, topic.id, "set", "")

    assert library.remove_topic(topic.id) == [made.id]
    assert library.document(made.id) is not None
    assert [one.topics for one in library.documents(None, None, 10)] == [()]


def test_suggestions_wait_for_an_answer(library: Library) -> None:
    """A suggested topic counts for nothing until it is accepted."""
    made = add(library, "alpha")
    topic = library.add_topic("t", "t", "", NOW)
    library.set_topic(made.id, topic.id, "suggested", "it says “alpha”")

    assert [(one.document, one.reason) for one in library.suggestions()] == [
        (made.id, "it says “alpha”")
    ]
    assert [(one.documents, one.suggested) for one in library.topics()] == [(0, 1)]
    library.set_topic(made.id, topic.id, "set", "")
    assert library.suggestions() == []
    assert library.documents(topic.id, None, 10)[0].topics == (topic.id,)


def test_what_is_nowhere_cannot_be_set(library: Library) -> None:
    """A document or topic that was deleted meanwhile is told, not raised."""
    made = add(library, "alpha")

    assert library.set_topic(made.id, 99, "set", "") is False
    assert (
        library.change_document(
            99, made.source, content("x"), change((), cut(content("x").blocks)), NOW
        )
        is None
    )


def test_all_passages_come_document_by_document(library: Library) -> None:
    """Failed documents have none."""
    add(library, "alpha", "beta")
    source = Source("pdf", "B", "b.pdf", "1" * 64)
    library.add_document(source, Content((), "", "failed", "It is encrypted."), (), NOW)

    assert [len(held) for _, held in library.all_passages()] == [2]


def test_known_addresses_are_found_at_once(library: Library) -> None:
    """Also ten thousand of them."""
    add(library, "alpha", address="/music/a.txt")
    asked = [f"/music/{at}.txt" for at in range(10_000)] + ["/music/a.txt"]

    assert [one.source.address for one in library.known(asked)] == ["/music/a.txt"]


def test_what_lies_below_an_address_is_found(library: Library) -> None:
    """To the letter: marks of a pattern are letters like others, and so are capitals."""
    for address in ("/a_b/1.md", "/a_b/c/2.md", "/A_b/3.md", "/axb/4.md", "/a_bc/5.md", "/a%/6.md"):
        add(library, "text", address=address)

    assert list(library.below("/a_b/")) == ["/a_b/1.md", "/a_b/c/2.md"]
    assert list(library.below("/a%/")) == ["/a%/6.md"]
    assert library.document(library.below("/a_b/")["/a_b/1.md"]) is not None
