"""Rows that were read just now."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from server.adapters.database import migrate, open_engine
from server.adapters.database.library import Library
from server.adapters.database.remembered import MOST, Remembered
from server.adapters.database.stamp import SqliteStamp
from tests.server.adapters.test_database_library import add


class Table:
    """Rows that are counted as they are read, under a stamp."""

    def __init__(self) -> None:
        self.rows, self.stamp, self.reads = {1: "one", 2: "two"}, 1, list[tuple[int, ...]]()
        self.remembered = Remembered(self.read)
        self.remembered.stamp = lambda: self.stamp

    def read(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """Give those that are there."""
        self.reads.append(tuple(numbers))
        return {one: self.rows[one] for one in numbers if one in self.rows}

    def commit(self) -> None:
        """Change the stamp as a commit does."""
        self.stamp += 1


def test_only_what_is_not_known_is_read() -> None:
    """Rows come from memory, the missing ones together from the table; absent ones each time."""
    table = Table()
    assert table.remembered.of([1]) == {1: "one"}
    assert table.remembered.of([1, 2, 3]) == {1: "one", 2: "two"}
    assert table.remembered.of([2, 1]) == {1: "one", 2: "two"}
    assert table.reads == [(1,), (2, 3)]


def test_commit_ends_what_is_remembered() -> None:
    """What was changed or deleted is not told any more."""
    table = Table()
    table.remembered.of([1, 2])
    table.rows = {1: "other"}
    table.commit()
    assert table.remembered.of([1, 2]) == {1: "other"}


def test_commit_while_it_was_read() -> None:
    """What was read before a commit and told after it is not remembered as being after it."""
    table = Table()
    inner = table.read

    def read(numbers: Sequence[int]) -> Mapping[int, str]:
        found = inner(numbers)
        table.rows, table.stamp = {1: "other"}, table.stamp + 1
        table.remembered.of([])  # somebody else, who sees the commit first
        return found

    table.remembered = Remembered(read)
    table.remembered.stamp = lambda: table.stamp
    assert table.remembered.of([1]) == {1: "one"}
    assert table.remembered.of([1]) == {1: "other"}


def test_without_a_stamp_each_is_read_each_time() -> None:
    """A database that cannot say is read."""
    table = Table()
    table.remembered = Remembered(table.read)
    assert [table.remembered.of([1]) for _ in range(2)] == [{1: "one"}] * 2
    assert table.reads == [(1,)] * 2


def test_memory_is_bounded() -> None:
    """No more rows than that are remembered."""
    table = Table()
    table.rows = {at: str(at) for at in range(2 * MOST)}
    for at in table.rows:
        table.remembered.of([at])
    del table.reads[:]
    table.remembered.of(list(table.rows))
    (missing,) = table.reads
    assert len(missing) == MOST


async def test_library_tells_what_another_process_wrote(tmp_path: Path) -> None:
    """Passages, their texts and documents are those of the database, whoever changed them."""
    url = f"sqlite:///{tmp_path}/rubato.db"
    ours, theirs = open_engine(url), open_engine(url)
    migrate(ours)
    library, other = Library(ours), Library(theirs)
    async with SqliteStamp(ours) as stamp:
        library.remember(stamp)
        document = add(library, "Bach wrote preludes.").id
        (passage,) = library.passages(document)
        assert library.passages_of([passage.id]) == [passage]
        assert "preludes" in library.texts([passage.id])[passage.id]
        assert library.numbered([document])[document].passages == 1
        other.remove_document(document)
        assert library.passages_of([passage.id]) == []
        assert library.texts([passage.id]) == {}
        assert library.numbered([document]) == {}
    ours.dispose()
    theirs.dispose()


@pytest.mark.parametrize("order", [[1, 2], [2, 1]])
async def test_passages_come_in_the_order_asked_for(order: list[int], tmp_path: Path) -> None:
    """Known or not, the order is the caller's."""
    engine = open_engine(f"sqlite:///{tmp_path}/rubato.db")
    migrate(engine)
    library = Library(engine)
    async with SqliteStamp(engine) as stamp:
        library.remember(stamp)
        add(library, "One.", "Two.", "Three.")
        library.passages_of([2])
        assert [one.id for one in library.passages_of(order)] == order
    engine.dispose()
