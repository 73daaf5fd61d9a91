"""The value that a commit changes."""

from pathlib import Path

from sqlalchemy import create_engine, text

from server.adapters.database.engine import open_engine, writing
from server.adapters.database.stamp import SqliteStamp


async def test_every_commit_changes_it_and_nothing_else_does(tmp_path: Path) -> None:
    """Reading leaves it; what is begun and not yet committed does, too; a commit changes it."""
    engine = open_engine(f"sqlite:///{tmp_path}/it's 100%?.db")
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE kept (value INTEGER)"))
    async with SqliteStamp(engine) as stamp:
        first = stamp()
        with engine.connect() as reader:
            reader.execute(text("SELECT * FROM kept")).all()
        assert first is not None
        assert stamp() == first
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO kept VALUES (1)"))
            assert stamp() == first
        second = stamp()
        assert second != first
        elsewhere = open_engine(f"sqlite:///{tmp_path}/it's 100%?.db")
        with writing(elsewhere) as connection:
            connection.execute(text("INSERT INTO kept VALUES (2)"))
        assert stamp() not in {None, first, second}
        elsewhere.dispose()
    engine.dispose()


async def test_opened_again_it_is_another_value(tmp_path: Path) -> None:
    """What was committed while nobody looked is not taken for what was there before."""
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE kept (value INTEGER)"))
    stamp, told = SqliteStamp(engine), []
    for value in range(3):
        async with stamp:
            told.append(stamp())
        with writing(engine) as connection:
            connection.execute(text(f"INSERT INTO kept VALUES ({value})"))
    engine.dispose()
    assert len({None, *told}) == 4


async def test_nothing_is_known_before_and_after_and_where_it_cannot_be(tmp_path: Path) -> None:
    """Closed, in another kind of database, or where the file went: nothing, and no failure."""
    engine = open_engine(f"sqlite:///{tmp_path}/a.db")
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE kept (value INTEGER)"))
    stamp = SqliteStamp(engine)
    assert stamp() is None
    async with stamp:
        assert stamp() is not None
    assert stamp() is None
    engine.dispose()
    assert not list(tmp_path.glob("*-wal"))  # the last one to close put it into the database
    async with SqliteStamp(create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")) as other:
        assert other() is None
