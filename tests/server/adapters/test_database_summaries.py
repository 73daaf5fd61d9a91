"""What documents are about, in SQLite and PostgreSQL: kept with them, made anew, found by topic."""

from dataclasses import replace

from sqlalchemy import update

from server.adapters.database.engine import writing
from server.adapters.database.library import Library
from server.adapters.database.tables import DOCUMENTS
from server.core.library.documents import Source
from server.core.library.passages import change
from server.core.library.summary import Summary
from tests.server.adapters.test_database_library import NOW, add, content, library

__all__ = ["library"]  # a fixture, which pytest finds by name

SOURCE = Source("text", "A", "a.txt", "0" * 64)


def test_a_summary_is_kept_with_its_document(library: Library) -> None:
    """It changes with it, and what failed has none that is told."""
    told = content("alpha")._replace(summary=Summary("Alpha it is.", "a"))
    made = library.add_document(SOURCE, told, (), NOW).document
    failed = told._replace(state="failed", summary=Summary())
    library.add_document(replace(SOURCE, address="b.txt"), failed, (), NOW)

    assert (made.summary, library.numbered([made.id, 99])) == ("Alpha it is.", {made.id: made})
    assert [*library.summaries()] == [(made.id, "A", Summary("Alpha it is.", "a"))]
    now = told._replace(summary=Summary("Beta."))
    library.change_document(made.id, SOURCE, now, change((), ()), NOW)
    assert [*library.summaries()] == [(made.id, "A", Summary("Beta."))]


def test_what_has_none_yet_gets_one_once(library: Library) -> None:
    """One that came meanwhile is not written over."""
    made = add(library, "alpha")
    assert library.unsummed() == []
    with writing(library._engine) as connection:
        connection.execute(update(DOCUMENTS).values(summary=None))
    assert library.unsummed() == [made.id]
    library.sum_up(made.id, Summary("First.", "a"))
    library.sum_up(made.id, Summary("Second.", "b"))

    assert library.unsummed() == []
    assert [*library.summaries()] == [(made.id, "A", Summary("First.", "a"))]


def test_members_and_hashes(library: Library) -> None:
    """Of a topic those that are set in it; of bytes those that there is a document of."""
    made, other = add(library, "alpha"), add(library, "beta", address="b.txt")
    topic = library.add_topic("T", "t", "", NOW).id
    library.set_topic(made.id, topic, "set", "")
    library.set_topic(other.id, topic, "suggested", "")

    assert library.members(topic) == {made.id}
    assert library.hashed(["0" * 64, "f" * 64]) == {"0" * 64}
    assert library.hashed([]) == frozenset()
