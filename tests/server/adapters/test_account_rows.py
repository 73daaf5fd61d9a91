"""Accounts, sign-ins under way and sessions in the database, on SQLite and PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import Engine

from server.adapters.database import Database
from server.core.accounts import Begun, Vouched
from server.core.sessions import SessionFacts

BEGUN = Begun("s", "b", "n", "v", "http://127.0.0.1/back", "/", None, False, 100)
ANNA = Vouched("https://i.example", "1", "anna@x.example", True)
FACTS = SessionFacts(0, 5, "own", "c")


def test_sign_in_is_taken_once_by_many(engine: Engine) -> None:
    """However many come back with the same state at once, one of them has it."""
    store = Database(engine)
    assert store.begin_sign_in(BEGUN, 10, 1)
    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(lambda _: store.take_sign_in("s", 2), range(6)))

    assert [each for each in taken if each] == [BEGUN]


def test_sign_ins_end_and_are_few(engine: Engine) -> None:
    """An old one is not given, and makes room; at most so many are kept."""
    store = Database(engine)
    for number in range(3):
        assert store.begin_sign_in(replace(BEGUN, state=str(number)), 3, 1)
    assert not store.begin_sign_in(BEGUN, 3, 99)
    assert store.take_sign_in("1", 100) is None

    assert store.begin_sign_in(replace(BEGUN, family=7, links=True, expires=300), 3, 100)
    assert store.take_sign_in("s", 299) == replace(BEGUN, family=7, links=True, expires=300)


def test_account_is_one_persons(engine: Engine) -> None:
    """One account, one person, one name; all go with the person."""
    store = Database(engine)
    anna = store.welcome("anna", ANNA, 1)
    ben = store.add_user("ben", "user", None, 2)
    assert anna is not None
    assert store.welcome("other", ANNA, 3) is None
    assert store.welcome("anna", replace(ANNA, subject="2"), 3) is None
    assert not store.link(ben.id, ANNA, 3)
    assert not store.link(anna.id, replace(ANNA, subject="2"), 3)
    assert [user.name for user in store.users()] == ["anna", "ben"]
    assert store.linked("https://i.example", "1") == anna
    assert store.linked("https://other.example", "1") is None
    store.remove_user(anna.id)

    assert store.linked("https://i.example", "1") is None
    assert store.link(ben.id, ANNA, 4)
    assert store.account_mail(ben.id) == "anna@x.example"
    assert store.unlink(ben.id)
    assert not store.unlink(ben.id)


def test_same_newcomer_twice_at_once(engine: Engine) -> None:
    """Of two first sign-ins at the same moment one makes the user."""
    store = Database(engine)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: store.welcome(f"anna{n}", ANNA, 1), range(4)))

    assert len([each for each in made if each]) == 1
    assert len(store.users()) == 1


def test_session_rows(engine: Engine) -> None:
    """A session's tokens are one session: listed once, renewed by one, ended together."""
    store = Database(engine)
    user = store.add_user("anna", "user", "hash", 1)
    first = store.begin_session(user.id, "h1", FACTS, label="Chrome", now=5, expires=500)
    facts = replace(FACTS, family=first)
    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(lambda _: store.claim_renewal(first, 50, 10), range(6)))
    second = store.begin_session(user.id, "h2", facts, label="Chrome", now=50, expires=600)
    (listed,) = store.open_sessions(user.id, 60)
    store.first_use(second, first, 60, 120)
    old, new = store.token_by_hash("h1"), store.token_by_hash("h2")

    assert claimed.count(True) == 1
    assert (listed.id, listed.began, listed.expires) == (first, 5, 600)
    assert old is not None
    assert new is not None
    assert (old.expires, old.session) == (120, replace(facts, renewed=50))
    assert (new.last_used, new.expires) == (60, 600)
    assert store.family_user(first, 130) == user
    assert store.end_session(first, 130) == 2
    assert store.family_user(first, 131) is None
    assert list(store.open_sessions(user.id, 131)) == []


def test_session_from_before(engine: Engine) -> None:
    """One that was opened before sessions renewed themselves is listed and ended, too."""
    store = Database(engine)
    user = store.add_user("anna", "user", "hash", 1)
    number = store.add_token(
        user.id, kind="session", token_hash="h", label="page", now=5, expires=500
    )
    (listed,) = store.open_sessions(user.id, 6)

    assert (listed.id, listed.way, listed.began) == (number, "own", 5)
    assert store.end_session(number, 7) == 1


def test_proof_ends_what_the_other_opened(engine: Engine) -> None:
    """Another shared password ends the sessions of the one before, and no others."""
    store = Database(engine)
    guest = store.add_shared_name("guest", 1, 1)
    assert guest is not None
    assert store.add_shared_name("guest", 1, 2) == guest
    assert store.add_shared_name("more", 1, 2) is None
    shared = replace(FACTS, way="shared")
    store.begin_session(guest.id, "h1", shared, label="x", now=1, expires=500)
    store.begin_session(guest.id, "h2", FACTS, label="x", now=1, expires=500)
    store.keep_proof("shared", "proof", 10)
    token, other = store.token_by_hash("h1"), store.token_by_hash("h2")

    assert store.proof("shared") == "proof"
    assert token is not None
    assert other is not None
    assert (token.revoked, other.revoked) == (10, None)
    store.set_password(guest.id, "hash", 11)
    assert not store.shared_name(guest.id)
