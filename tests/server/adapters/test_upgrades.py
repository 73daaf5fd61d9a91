"""From every schema that ever was, filled with rows of its time, to the newest: nothing lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, MetaData, select, text

from server.adapters.database import migrate, open_engine
from server.adapters.database.engine import writing
from server.adapters.database.migrate import HEAD, REVISIONS, config, pending, revision
from server.core.errors import ConflictError
from tests.server.filled import fill

pytestmark = pytest.mark.program

ROWS = 7
Rows = dict[str, dict[str, tuple[Any, ...]]]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Open an empty database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    opened = open_engine(url)
    yield opened
    opened.dispose()


def build(engine: Engine, schema: str) -> None:
    """Make a database as a Rubato of that schema had it, with rows of its time."""
    with writing(engine) as connection:
        command.upgrade(config(connection), schema)
        fill(connection, ROWS)


def held(connection: Connection) -> dict[str, dict[str, list[Any]]]:
    """Give the values of every column of every table, in the order of the table's key."""
    schema = MetaData()
    schema.reflect(connection, only=lambda name, _: not name.startswith("inquiry_words"))
    found = {}
    for name, table in schema.tables.items():
        if name != "alembic_version":
            rows = connection.execute(select(table)).mappings().all()
            found[name] = {
                column.name: sorted((row[column.name] for row in rows), key=repr)
                for column in table.columns
            }
    return found


CHANGED = {("performances", "words")}
"""What a migration completes: words of notes are added to those by which one is found."""


@pytest.mark.parametrize("schema", REVISIONS)
def test_upgrade_loses_nothing(engine: Engine, schema: str) -> None:
    """Each row and each value that was there before is there after, whatever was added."""
    build(engine, schema)
    with engine.connect() as connection:
        before = held(connection)
    migrate(engine)
    with engine.connect() as connection:
        after = held(connection)
        assert revision(connection) == HEAD

    for table, columns in before.items():
        for column, values in columns.items():
            if (table, column) in CHANGED:
                assert len(after[table][column]) == len(values)
            elif table in FOUND_ANEW:
                assert len(after[table][column]) >= len(values)
            else:
                assert after[table][column] == values, f"{table}.{column}"


FOUND_ANEW = {"performance_words"}
"""Tables that a migration fills from others."""


@pytest.mark.parametrize("schema", REVISIONS[::4])
def test_down_keeps_what_that_schema_has(engine: Engine, schema: str) -> None:
    """From the newest down to a schema, what its tables hold stays."""
    build(engine, HEAD)
    with engine.connect() as connection:
        before = held(connection)
    with writing(engine) as connection:
        command.downgrade(config(connection), schema)
    with engine.connect() as connection:
        after = held(connection)

    for table, columns in after.items():
        for column, values in columns.items():
            assert before[table][column] == values, f"{table}.{column}"


@pytest.mark.parametrize("schema", ["0001", "0005", HEAD])
def test_what_would_be_done_is_told(engine: Engine, schema: str) -> None:
    """The schema that is there, and a line for each migration that it lacks; nothing changes."""
    build(engine, schema)
    found = pending(engine)

    assert found.schema == schema
    assert [line[:4] for line in found.steps] == [each for each in REVISIONS if each > schema]
    with engine.connect() as connection:
        assert revision(connection) == schema


def test_older_program_touches_nothing(engine: Engine) -> None:
    """A newer database is told of, and neither looked into further nor changed."""
    build(engine, HEAD)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = held(connection)
    for act in (pending, migrate):
        with pytest.raises(ConflictError, match="newer Rubato"):
            act(engine)

    with engine.connect() as connection:
        assert held(connection) == before


KILLED = """
import os, signal, sys
from alembic import op
from sqlalchemy import event
from server.adapters.database import migrate, open_engine
left = [int(sys.argv[2])]
engine = open_engine(sys.argv[1])
def count(*_):
    left[0] -= 1
    if left[0] <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(engine, "before_cursor_execute", count)
migrate(engine)
"""


@pytest.mark.parametrize("statements", [20, 50, 80])
def test_killed_in_the_middle_leaves_it_whole(engine: Engine, statements: int) -> None:
    """After SIGKILL at any statement it is the schema of before with its rows, and goes on."""
    build(engine, "0004")
    url = engine.url.render_as_string(hide_password=False)
    with engine.connect() as connection:
        before = held(connection)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, url, str(statements)],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with engine.connect() as connection:
        assert revision(connection) == "0004"
        assert held(connection) == before
    migrate(engine)
    with engine.connect() as connection:
        assert revision(connection) == HEAD
        assert held(connection)["documents"]["title"] == before["documents"]["title"]
