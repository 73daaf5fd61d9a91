"""Migrations: up, down, the same schema as the tables, one at a time, never backwards unasked."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from server.adapters.database import migrate, open_engine
from server.adapters.database.engine import writing
from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.migrate import HEAD, REVISIONS, config, revision
from server.adapters.database.performances import PerformanceDatabase
from server.adapters.database.tables import METADATA
from server.core.chat.reviews import Sought
from server.core.errors import ConflictError
from server.core.performance_ports import Sought as Wanted


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


def test_migrated_schema_is_the_tables(engine: Engine) -> None:
    """After all migrations nothing differs from the tables in the code."""
    assert migrate(engine) is True
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_ours}
        )

        assert compare_metadata(context, METADATA) == []


def is_ours(_object: object, name: str, *_: object) -> bool:
    """Leave out what a database keeps to search words by: each has its own, and no table of it."""
    return not name.startswith("inquiry_words") and name != "ix_inquiries_words"


def test_constraints_are_the_tables(engine: Engine) -> None:
    """Names of keys, uniques, checks and indices agree too, which the comparison passes over."""
    migrate(engine)
    found = inspect(engine)
    for table in METADATA.sorted_tables:
        names = {item["name"] for item in found.get_unique_constraints(table.name)}
        names |= {item["name"] for item in found.get_check_constraints(table.name)}
        names |= {item["name"] for item in found.get_foreign_keys(table.name)}
        names |= {found.get_pk_constraint(table.name)["name"]}
        wanted = {constraint.name for constraint in table.constraints}
        if engine.name == "sqlite" and table.dialect_options["sqlite"]["autoincrement"]:
            # SQLite takes AUTOINCREMENT beside a column only, where a key has no name.
            wanted = (wanted - {table.primary_key.name}) | {None}

        assert names == wanted


def test_up_and_down_again(engine: Engine) -> None:
    """All the way down leaves nothing, and up again works."""
    migrate(engine)
    with writing(engine) as connection:
        command.downgrade(config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)

    with engine.connect() as connection:
        assert revision(connection) == HEAD


def test_nothing_to_do_is_said(engine: Engine) -> None:
    """A database at the newest schema is left alone."""
    migrate(engine)

    assert migrate(engine) is False


def test_newer_database_is_refused(engine: Engine) -> None:
    """A schema that this version does not know is not touched."""
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(ConflictError, match="newer Rubato \\(schema 9999"):
        migrate(engine)


def test_starters_migrate_one_at_a_time(engine: Engine) -> None:
    """Of several that start at once, one migrates and none fails."""
    together, done = Barrier(3), list[bool]()

    def start() -> None:
        together.wait()
        done.append(migrate(engine))

    starters = [Thread(target=start) for _ in range(3)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()

    assert sorted(done) == [False, False, True]


def test_revisions_are_the_files_in_line(tmp_path: Path) -> None:
    """The revisions that a start looks for are Alembic's own, in one line."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config(connection))
        walked = [script.revision for script in scripts.walk_revisions()]
    engine.dispose()

    assert walked[::-1] == REVISIONS
    assert scripts.get_heads() == [HEAD]


def test_inquiries_of_before_are_found_by_their_words(engine: Engine) -> None:
    """They come through the change of their table, up and down."""
    with writing(engine) as connection:
        command.upgrade(config(connection), "0005")
        connection.execute(
            text("INSERT INTO users (id, name, role, created) VALUES (7, 'ada', 'admin', 1)")
        )
        connection.execute(
            text(
                "INSERT INTO inquiries (id, user_id, conversation, question, state, details, "
                "created) VALUES ('a1', 7, 'a1', 'Who was Bach?', 'asked', :details, 5)"
            ),
            {"details": '{"topics": [], "sources": [], "claims": [], "length": "short"}'},
        )
    migrate(engine)
    found = InquiryDatabase(engine).inquiries(Sought("bach", user_id=7), 10)
    with writing(engine) as connection:
        command.downgrade(config(connection), "0005")
        question = connection.scalar(text("SELECT question FROM inquiries WHERE id = 'a1'"))

    assert [(one.id, one.created) for one in found] == [("a1", 5)]
    assert question == "Who was Bach?"


BEFORE = """
INSERT INTO users (id, name, role, created) VALUES (7, 'ada', 'admin', 1);
INSERT INTO performances (id, user_id, name, shared, in_library, recorded, created, version)
VALUES ('p', 7, 'Trial', false, false, 1, 1, 1);
INSERT INTO recordings (id, user_id, kind, name, size, sha256, created)
VALUES ('f1', 7, 'midi', 'x', 1, 'f1', 1), ('f2', 7, 'midi', 'x', 1, 'f2', 1);
INSERT INTO performance_tracks
(id, performance_id, user_id, recording_id, name, offset_ms, feedback, version)
VALUES (1, 'p', 7, 'f1', 'x', 250, false, 1), (2, 'p', 7, 'f2', 'x', 0, false, 1);
INSERT INTO performance_remarks (performance_id, user_id, at_ms, text, made, version)
VALUES ('p', 7, 900, 'ÜBER den Daumen', 1, 1)"""
ANALYSIS = """INSERT INTO performance_analyses (track_id, performance_id, key, made, content)
VALUES (:track, 'p', 'k', 1, :content)"""


def test_what_was_found_and_noted_before_is_sought(engine: Engine) -> None:
    """Words of analyses are examples, and a recording is found by the notes on its moments."""
    word = {"language": "base", "keys": [0, 7, 0], "voice": "all", "from_ms": 1500, "to_ms": 1900}
    contents = [{"offset_ms": 1000, "words": [word]}, {"refused": "The file is gone."}]
    with writing(engine) as connection:
        command.upgrade(config(connection), "0013")
        for line in BEFORE.split(";"):
            connection.execute(text(line))
        for track, content in enumerate(contents, 1):
            values = {"track": track, "content": json.dumps(content)}
            connection.execute(text(ANALYSIS), values)
    migrate(engine)
    store = PerformanceDatabase(engine)
    found, count = store.played(7, False, ("base", "0 7 0"), 10)
    (listed,) = store.performances(7, False, Wanted(("über", "daumen")), 10, None)

    assert [(one.name, one.from_ms, one.to_ms) for one in found] == [("Trial", 750, 1150)]
    assert count == 1
    assert [(one.at_ms, one.text) for one in listed.found] == [(900, "ÜBER den Daumen")]


def test_notes_of_before_name_who_it_was(engine: Engine) -> None:
    """But those of changed people, which named whom it was done to."""
    with writing(engine) as connection:
        command.upgrade(config(connection), "0016")
        connection.execute(
            text("INSERT INTO users (id, name, role, created) VALUES (7, 'ada', 'admin', 1)")
        )
        for action in ("session.open", "user.add"):
            noted = "INSERT INTO audit (at, user_id, action, detail) VALUES (1, 7, :action, '')"
            connection.execute(text(noted), {"action": action})
    migrate(engine)
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT who FROM audit ORDER BY id")).all()

    assert names == ["ada", ""]
