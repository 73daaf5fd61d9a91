"""A database whose disk is full: what it has stays and is read, and nothing longer is taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect, text

ROOM = 3_000
"""Bytes of a row that PostgreSQL still finds room for, in pages that it has."""
REFUSE = f"""
CREATE FUNCTION refuse_long() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF octet_length(NEW::text) > {ROOM} THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END IF;
    RETURN NEW;
END $$"""


@contextmanager
def full_disk(engine: Engine) -> Iterator[None]:
    """Leave the database no room beyond what it has."""
    with _full_sqlite(engine) if engine.dialect.name == "sqlite" else _full_postgresql(engine):
        yield


@contextmanager
def _full_sqlite(engine: Engine) -> Iterator[None]:
    def limit(connection: Any, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    engine.dispose()
    event.listen(engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


@contextmanager
def _full_postgresql(engine: Engine) -> Iterator[None]:
    """Let the server refuse as it does then: a disk of one's own takes rights that tests lack."""
    with engine.begin() as connection:
        connection.execute(text(REFUSE))
        for table in _tables(connection):
            connection.execute(
                text(
                    f"CREATE TRIGGER refuse_long BEFORE INSERT OR UPDATE ON {table}"
                    " FOR EACH ROW EXECUTE FUNCTION refuse_long()"
                )
            )
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP FUNCTION refuse_long() CASCADE"))


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()
