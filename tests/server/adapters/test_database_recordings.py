"""What recordings there are, on SQLite and on PostgreSQL alike."""

from dataclasses import replace

from sqlalchemy import Engine

from server.adapters.database import Database
from server.core.recordings import Announced, Recording


def recording(number: int, user_id: int, created: int = 5) -> Recording:
    """Make one of ten bytes."""
    told = Announced("session", f"Trial {number}", 10, f"{number:064x}")
    return Recording(f"{number:016x}", user_id, told, 0, created, None)


def test_recordings_are_kept(engine: Engine) -> None:
    """Who announces one twice has it once; another person has his own."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", "hash", 1)
    anna = store.add_user("anna", "user", None, 2)
    first = store.add_recording(recording(1, owner.id))
    again = store.add_recording(replace(recording(1, owner.id), id="f" * 16, created=9))
    hers = store.add_recording(replace(recording(1, anna.id), id="e" * 16))

    assert again == first
    assert hers.id == "e" * 16
    assert store.recordings(owner.id, None, 10, None) == [first]
    assert store.recordings(None, "session", 10, None) == [hers, first]


def test_progress_and_end(engine: Engine) -> None:
    """How far it came is stored; of one that was deleted that is told."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", "hash", 1)
    made = store.add_recording(recording(1, owner.id))
    whole = replace(made, offset=10, completed=7)

    assert store.mark_recording(whole)
    assert store.recording(made.id) == whole
    store.remove_recording(made.id)
    assert not store.mark_recording(whole)
    assert store.recording(made.id) is None


def test_pages_leave_none_out(engine: Engine) -> None:
    """The newest first; pages that begin after the last meet each once."""
    store = Database(engine)
    owner = store.add_user("owner", "admin", "hash", 1)
    for number in range(6):
        store.add_recording(recording(number, owner.id, created=number // 2))
    seen: list[int] = []
    last = None
    while page := store.recordings(owner.id, None, 4, last):
        seen += [int(one.id, 16) for one in page]
        last = page[-1].id

    assert seen == [5, 4, 3, 2, 1, 0]


def test_they_go_with_their_person(engine: Engine) -> None:
    """Who is removed takes them along."""
    store = Database(engine)
    anna = store.add_user("anna", "user", None, 2)
    store.add_recording(recording(1, anna.id))
    store.remove_user(anna.id)

    assert store.recordings(None, None, 10, None) == []
