"""The words of inquiries, in an index that must outlive any number of deletions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, delete, insert, select, text

from server.adapters.database import inquiry_words, open_engine
from server.adapters.database.engine import writing
from server.adapters.database.migrate import config, migrate
from server.adapters.database.tables import INQUIRIES, USERS
from server.core.chat.reviews import Query
from tests.server.migrated import migrated

SMALL_PAGES = "INSERT INTO inquiry_words(inquiry_words, rank) VALUES ('pgsz', 64)"
"""So that a few rows make as many segments as many do."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Make a database of one user."""
    made = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(made)
    with writing(made) as connection:
        connection.execute(
            insert(USERS).values(name="owner", role="admin", password_hash="", created=0)
        )
        connection.execute(text(SMALL_PAGES))
    yield made
    made.dispose()


def ask(connection: Connection, number: int) -> None:
    """Ask what the number of it is."""
    asked = {
        "id": f"{number:016x}", "user_id": 1, "conversation": "c", "question": f"What is w{number}",
        "answer": "It is so.", "state": "answered", "reason": "", "model": "m", "prompt": "p",
        "own_prompt": False, "details": "{}", "created": number, "marks": "u1",
    }  # fmt: skip
    connection.execute(insert(INQUIRIES).values(asked))


def forget(connection: Connection, number: int) -> None:
    """Delete it, and its words."""
    connection.execute(delete(INQUIRIES).where(INQUIRIES.c.id == f"{number:016x}"))
    inquiry_words.forget(connection)


def found(connection: Connection, *words: str) -> list[int]:
    """Give the numbers of what has the words, the lowest first."""
    return sorted(inquiry_words.matching(connection, Query(words, ()), (0, 2**31), 9999))


def ask_and_forget(engine: Engine, many: int) -> list[int]:
    """Ask so many, and delete all but each tenth; give the numbers that those have."""
    for number in range(1, many + 1):
        with writing(engine) as connection:
            ask(connection, number)
            if number % 10:
                forget(connection, number)
    with engine.connect() as connection:
        return list(connection.scalars(select(INQUIRIES.c.number).order_by(INQUIRIES.c.number)))


def test_it_is_made_anew_before_it_has_too_many_levels(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it has few again, and finds what there is, and nothing that was deleted."""
    monkeypatch.setattr(inquiry_words, "MOST_LEVELS", 20)
    kept = ask_and_forget(engine, 600)

    with engine.connect() as connection:
        assert 1 <= inquiry_words.levels(connection) < 25
        assert found(connection, "what") == kept
        assert [found(connection, f"w{number}") for number in (1, 599)] == [[], []]
        assert len(found(connection, "w600")) == 1


@pytest.mark.long
def test_thousands_of_deletions(engine: Engine) -> None:
    """More than SQLite's levels would have lasted for are all taken."""
    kept = ask_and_forget(engine, 4000)

    with engine.connect() as connection:
        assert found(connection, "what") == kept


def test_a_database_that_took_no_more_is_mended(engine: Engine) -> None:
    """One whose index SQLite takes for malformed is as good as new once it is migrated."""
    with writing(engine) as connection:
        ask(connection, 1)
        connection.execute(text("UPDATE inquiry_words_data SET block = x'00' WHERE id = 10"))
    with engine.connect() as connection:
        command.stamp(config(connection), "0020")
        connection.commit()

    migrate(engine)

    with writing(engine) as connection:
        ask(connection, 2)
        forget(connection, 1)
        assert len(found(connection, "what")) == 1
