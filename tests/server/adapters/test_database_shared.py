"""Leases, changes and locks of several processes, in SQLite and PostgreSQL."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from server.adapters.database import open_engine
from server.adapters.database.changes import ChangeDatabase, NamedLock
from server.adapters.database.leases import LeaseDatabase
from server.adapters.database.library import Library
from server.core.errors import UnavailableError
from server.core.lease import TERM, Lease
from server.core.library.documents import Source
from server.core.library_ports import Content
from server.services.following import KEPT, TIDIED, Following
from server.services.holding import Holding
from tests.server.fakes import FakeClock, FakeLog
from tests.server.migrated import migrated


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rubato.db'}"
    found: str = request.getfixturevalue("postgresql_url")
    return found


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Open it."""
    opened = open_engine(url)
    migrated(opened)
    yield opened
    opened.dispose()


def test_a_lease_is_changed_only_as_it_was_seen(engine: Engine) -> None:
    """Of two who saw the same one gets it, from the first time on."""
    leases = LeaseDatabase(engine)
    free = leases.lease("behind")
    assert leases.turn("behind", free, "a", 5)
    assert not leases.turn("behind", free, "b", 5)
    assert leases.lease("behind") == Lease("a", 1)
    assert leases.turn("behind", Lease("a", 1), "a", 6)
    assert not leases.turn("behind", Lease("a", 1), "b", 7)
    assert leases.turn("behind", Lease("a", 2), "", 7)
    assert leases.lease("behind") == Lease("", 3)
    assert leases.lease("other") == free


def test_many_ask_and_one_gets_it(engine: Engine) -> None:
    """At once, each on a connection of its own."""
    begin, got = threading.Barrier(6), []

    def ask(name: str) -> None:
        leases = LeaseDatabase(engine)
        seen = leases.lease("behind")
        begin.wait()
        got.append(leases.turn("behind", seen, name, 0))

    asking = [threading.Thread(target=ask, args=(f"p{at}",)) for at in range(6)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()

    assert sorted(got) == [False] * 5 + [True]


class Leasing:
    """Two processes by fake clocks: of the day, which jumps, and one that goes on."""

    def __init__(self, engine: Engine) -> None:
        self.day, self.steady = FakeClock(), FakeClock()
        self.done: list[str] = []
        self.a, self.b = (self._made(engine, name) for name in "ab")

    def _made(self, engine: Engine, name: str) -> Holding:
        made = Holding(LeaseDatabase(engine), name, self.day, self.steady, FakeLog())
        made.when_gained(lambda: self.done.append(name))
        return made

    def held(self) -> str:
        """Tell who trusts that it is his."""
        return "".join(name for name, one in (("a", self.a), ("b", self.b)) if one())


def test_one_holds_and_another_takes_over(engine: Engine) -> None:
    """When the first is silent for a term, however the clock of the day is set meanwhile."""
    two = Leasing(engine)
    assert two.a.look()
    assert not two.b.look()
    assert two.held() == "a"
    for jump in (TERM * 100, -TERM * 200):
        two.day.now += jump
        two.steady.now += 2_000
        assert not two.a.look()
        assert not two.b.look()
        assert two.held() == "a"
    two.steady.now += TERM - 1
    assert not two.b.look()
    assert two.held() == ""
    two.steady.now += 1
    assert two.b.look()
    assert not two.a.look()
    assert two.held() == "b"


async def test_given_back_it_is_anothers_at_once(engine: Engine) -> None:
    """When its holder ends; and what is done once is done by who gained it."""
    two = Leasing(engine)
    two.a.look()
    two.a.work()
    await two.a.__aexit__()
    assert two.b.look()
    two.b.work()
    assert (two.held(), two.done) == ("b", ["a", "b"])


@pytest.mark.postgresql
def test_two_real_processes(postgresql_url: str) -> None:
    """The second has it a term after the first was killed, and never before."""
    engine = open_engine(postgresql_url)
    migrated(engine)
    engine.dispose()
    first, second = (_held(postgresql_url, name) for name in ("first", "second"))
    try:
        assert first.stdout is not None
        assert second.stdout is not None
        assert first.stdout.readline() == "mine\n"
        assert second.stdout.readline() == "another's\n"
        first.kill()
        killed = time.monotonic()
        while second.stdout.readline() == "another's\n":
            assert time.monotonic() - killed < TERM / 1000 + 60
        # From when it saw the last renewal, which may be some looks before the kill.
        assert time.monotonic() - killed > TERM / 2000
    finally:
        for each in (first, second):
            each.kill()
            each.wait()
            each.stdout.close()  # type: ignore[union-attr]


def _held(url: str, name: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.server.killed_holder", url, name]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if name == "first":
        assert started.stdout is not None
        assert started.stdout.readline() == "mine\n"
    return started


def test_changes_are_seen_in_their_order(engine: Engine) -> None:
    """Who reads up to a number has seen all before it, whoever is how slow."""
    told = [ChangeDatabase(engine, f"p{at}", FakeClock()) for at in range(4)]
    over, seen = threading.Event(), [0]
    missed: list[int] = []

    def read() -> None:
        while not over.is_set() or told[0].after(seen[-1], 1):
            seen.extend(one.number for one in told[0].after(seen[-1], 100))

    def write(changes: ChangeDatabase) -> None:
        for _ in range(25):
            changes.say("inquiries")

    reading = threading.Thread(target=read)
    reading.start()
    writing = [threading.Thread(target=write, args=(one,)) for one in told]
    for each in writing:
        each.start()
    for each in writing:
        each.join()
    over.set()
    reading.join()

    assert missed == []
    assert len(seen) == 101
    assert seen == sorted(set(seen))


def test_a_library_tells_of_what_it_changes(engine: Engine) -> None:
    """In the same transaction; and what was taken back is not told."""
    changes = ChangeDatabase(engine, "me", FakeClock())
    library = Library(engine, changes)
    source, content = Source("text", "A", "a", "0" * 64), Content((), "", "ready", "")
    number = library.add_document(source, content, (), 0).document.id
    topic = library.add_topic("Bach", "bach", "", 0).id
    library.set_topic(number, topic, "set", "")
    assert not library.set_topic(99, topic, "set", "")
    library.remove_topic(topic)
    library.remove_document(number)

    told = [(one.kind, one.subject, one.by) for one in changes.after(0, 10)]
    topics = ("topics", number, "me")
    document = ("document", number, "me")
    assert told == [document, topics, topics, document]


def test_followed_once_each_and_again_after_a_failure(engine: Engine) -> None:
    """One's own are not; what failed with the database is when it answers; missed ones are all."""
    clock, log = FakeClock(), FakeLog()
    mine, other = (ChangeDatabase(engine, name, clock) for name in ("me", "other"))
    took: list[str] = []
    broken = [True]

    def document(number: int) -> None:
        if broken:
            raise UnavailableError("away")
        took.append(f"document {number}")

    following = Following(mine, "me", clock, log)
    following.follow({"document": lambda one: document(one.subject)}, lambda: took.append("all"))
    other.say("document", 1)
    mine.say("document", 2)
    other.say("document", 1)
    other.say("topics", 5)
    with pytest.raises(UnavailableError):
        following.look()
    broken.clear()
    assert following.look() == 4
    assert took == ["document 1"]
    clock.now += KEPT + TIDIED
    other.say("document", 3)
    following._tidy()
    assert [one.subject for one in mine.after(0, 9)] == [3]
    late = Following(mine, "late", clock, log)
    late._seen = 2
    late.follow({}, lambda: took.append("all"))
    late.look()
    assert took == ["document 1", "all"]


@pytest.mark.postgresql
def test_a_named_lock_is_one_for_all(postgresql_url: str) -> None:
    """Two engines, as two processes have; another name is another lock."""
    first, second = open_engine(postgresql_url), open_engine(postgresql_url)
    inside, most, done = [0], [0], []

    def work(engine: Engine) -> None:
        lock = NamedLock(engine, "documents")
        for _ in range(20):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1
        done.append(engine)

    working = [threading.Thread(target=work, args=(one,)) for one in (first, second)]
    with NamedLock(first, "documents"), NamedLock(second, "personas"):
        for each in working:
            each.start()
        assert done == []
    for each in working:
        each.join()
    assert (most[0], len(done)) == (1, 2)
    first.dispose()
    second.dispose()
