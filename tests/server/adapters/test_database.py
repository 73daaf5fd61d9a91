"""The database keeps its promises, on SQLite and on PostgreSQL alike."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError

from server.adapters.database import Database, migrate, open_engine
from server.adapters.database.engine import writing
from server.adapters.database.tables import AUDIT, PAIRINGS, TOKENS
from server.core.errors import ConflictError, InvalidError, UnavailableError


def add_token(store: Database, user_id: int, text_hash: str = "h") -> int:
    """Add an extension's token."""
    return store.add_token(
        user_id, kind="extension", token_hash=text_hash, label="Chrome", now=1, expires=None
    )


def test_people_are_kept(engine: Engine) -> None:
    """Who is added is found by name, in order, with the password's hash."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", "hash", 5)
    anna = store.add_user("anna", "user", None, 6)

    assert list(store.users()) == [owner, anna]
    assert store.user("anna") == anna
    assert store.user("nobody") is None
    assert (store.password_hash("owner"), store.password_hash("anna")) == ("hash", None)


def test_name_is_unique(engine: Engine) -> None:
    """The same name twice is a conflict, and the first stays."""
    store = Database(engine)
    store.add_user("anna", "user", None, 1)

    with pytest.raises(ConflictError):
        store.add_user("anna", "admin", None, 2)
    assert [user.role for user in store.users()] == ["user"]


def test_owner_is_made_once_by_many_starters(engine: Engine) -> None:
    """Servers that start at the same moment make one owner between them."""
    store, together = Database(engine), Barrier(4)
    made: list[object] = []

    def start() -> None:
        together.wait()
        made.append(store.add_owner("owner", "hash", 1))

    starters = [Thread(target=start) for _ in range(4)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()

    assert len(store.users()) == 1
    assert len([owner for owner in made if owner is not None]) == 1


def test_tokens_are_kept(engine: Engine) -> None:
    """A token is found by hash and number, and is off the list when revoked."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", None, 1)
    number = add_token(store, owner.id)
    store.touch_token(number, 7)
    found = store.token_by_hash("h")
    assert found is not None
    assert (found.id, found.user, found.label, found.last_used) == (number, owner, "Chrome", 7)
    assert store.token(number) == found
    assert list(store.tokens("extension")) == [found]
    store.revoke_token(number, 9)

    assert list(store.tokens("extension")) == []
    assert store.token_by_hash("unknown") is None


def test_tokens_go_with_their_user(engine: Engine) -> None:
    """Foreign keys hold: removing somebody removes tokens and codes, and keeps the audit."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", None, 1)
    store.add_user("anna", "admin", None, 1)
    add_token(store, owner.id)
    store.add_code(owner.id, "c", 1, 100)
    store.note(1, owner.id, "user.add", "")
    store.remove_user(owner.id)

    with engine.connect() as connection:
        assert connection.execute(select(TOKENS)).all() == []
        assert connection.execute(select(PAIRINGS)).all() == []
        assert connection.execute(select(AUDIT.c.user_id)).scalars().all() == [None]


def test_token_of_nobody_is_refused(engine: Engine) -> None:
    """A token needs a user."""
    with pytest.raises(IntegrityError):
        add_token(Database(engine), 99)


def test_one_taker_gets_the_code(engine: Engine) -> None:
    """Of many who bring the same code at once, one gets it."""
    store, together = Database(engine), Barrier(4)
    owner = store.add_user("owner", "admin", None, 1)
    store.add_code(owner.id, "c", 1, 100)
    taken: list[object] = []

    def take() -> None:
        together.wait()
        taken.append(store.take_code("c", 2, 5))

    takers = [Thread(target=take) for _ in range(4)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()

    assert sorted(map(str, taken)) == sorted(map(str, [owner, None, None, None]))


def test_failed_transaction_leaves_nothing(engine: Engine) -> None:
    """What fails half way is not there, DDL included."""

    def fail() -> None:
        with writing(engine) as connection:
            connection.execute(text("CREATE TABLE half (id INTEGER)"))
            connection.execute(text("INSERT INTO half VALUES (1)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with engine.connect() as connection:
        assert not engine.dialect.has_table(connection, "half")


def test_sqlite_file_is_private(tmp_path: Path) -> None:
    """The file, its journal and its folder are for their owner only."""
    folder = tmp_path / "data"
    engine = open_engine(f"sqlite:///{folder / 'rubato.db'}")
    migrate(engine)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    engine.dispose()

    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes["rubato.db"] == 0o600
    assert set(modes.values()) == {0o600}


def test_sqlite_is_set_up(tmp_path: Path) -> None:
    """Each connection writes ahead, checks foreign keys and waits for others."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    with engine.connect() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    engine.dispose()

    assert found == ["wal", 1, 5000]


@pytest.mark.parametrize("url", ["nonsense", "mysql://h/d", "sqlite://", "://", ""])
def test_bad_urls_are_refused(url: str) -> None:
    """A URL of no database that we know is an error that says what to write."""
    with pytest.raises(InvalidError, match="database_url"):
        open_engine(url)


def test_unwritable_place_is_told(tmp_path: Path) -> None:
    """Where no file can be made, the error names the place and the way out."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UnavailableError, match="--data-dir"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'rubato.db'}")


def test_lost_database_is_unavailable(tmp_path: Path) -> None:
    """A database that is no database is an error, not a traceback."""
    path = tmp_path / "rubato.db"
    path.write_bytes(b"no database at all, but long enough to be read as one" * 20)
    engine = open_engine(f"sqlite:///{path}")

    with pytest.raises(UnavailableError):
        migrate(engine)
    with pytest.raises(UnavailableError):
        Database(engine).ping()
    engine.dispose()
