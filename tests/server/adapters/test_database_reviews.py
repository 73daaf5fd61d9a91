"""Inquiries found by words and marks, counted, reviewed and let go; in SQLite and PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from server.adapters.database import Database, open_engine
from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.reviews import ReviewDatabase
from server.core.chat.inquiries import Inquiry
from server.core.chat.retention import Round
from server.core.chat.reviews import DAY, Review, Sought
from server.core.errors import InvalidError
from tests.server.migrated import migrated

NOW = 1_700_000_000_000


@dataclass(frozen=True)
class Kept:
    """Inquiries and their reviews in one database, with two users."""

    inquiries: InquiryDatabase
    reviews: ReviewDatabase
    engine: Engine

    def ask(self, key: str, question: str, *topics: str, user: int = 1, at: int = 0) -> Inquiry:
        """Keep an inquiry."""
        made = Inquiry(key, user, key, question, NOW + at, topics, answer=f"About {key}.")
        self.inquiries.add_inquiry(made)
        return made

    def found(self, **sought: object) -> str:
        """Give the ids of what is found, the newest first."""
        return " ".join(one.id for one in self.inquiries.inquiries(Sought(**sought), 50))  # type: ignore[arg-type]

    def rate(self, key: str, **review: object) -> Inquiry | None:
        """Review one for the first time."""
        return self.reviews.review(key, Review(version=1, reviewer="owner", at=NOW, **review))  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """Open each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    migrated(engine)
    people = Database(engine)
    for name in ("owner", "guest"):
        people.add_user(name, "admin", None, NOW)
    yield Kept(InquiryDatabase(engine), ReviewDatabase(engine), engine)
    engine.dispose()


def test_inquiries_are_found_by_what_they_hold(kept: Kept) -> None:
    """By words, the beginning of the last, topic, user and time; all that is given must be so."""
    kept.ask("a", "When was Bach born?", "Music")
    kept.ask("b", "Who wrote the fugue?", "Music", "Bach's works", at=1000)
    kept.ask("c", "Où est né Bach_fils?", user=2, at=2000)

    assert kept.found() == "c b a"
    assert kept.found(words="bach") == "c a"
    assert kept.found(words="BACH bor") == "a"
    assert kept.found(words="fug") == "b"
    assert kept.found(words="born bach nobody") == ""
    assert kept.found(topic="  music ") == "b a"
    assert kept.found(topic="Bach’s works") == ""
    assert kept.found(topic="bach's works", words="fugue") == "b"
    assert kept.found(user_id=2) == "c"
    assert kept.found(since=NOW + 1) == "c b"
    assert kept.found(since=NOW + 5000) == ""
    assert kept.found(until=NOW + 1000, user_id=1) == "b a"
    assert kept.found(until=NOW - 1) == ""
    assert kept.found(words="""!?"'*():-^ NEAR OR AND""") == ""
    assert kept.found(words="""!?"'*() ^""") == "c b a"


def test_pages_follow_one_another(kept: Kept) -> None:
    """Each begins after the last that was seen, also where words are sought."""
    for key in "abcde":
        kept.ask(key, "fugue" if key in "ace" else "chorale")

    first = kept.inquiries.inquiries(Sought(), 2)
    second = kept.inquiries.inquiries(Sought(), 2, first[-1].id)
    fugues = kept.inquiries.inquiries(Sought("fugue"), 2, "e")

    assert [one.id for one in (*first, *second)] == ["e", "d", "c", "b"]
    assert [one.id for one in fugues] == ["c", "a"]


def test_what_is_answered_corrected_or_rated_is_found_by_it(kept: Kept) -> None:
    """And by what it was before no more."""
    made = kept.ask("a", "When?")
    kept.ask("b", "Where?")
    kept.inquiries.change_inquiry(replace(made, answer="In 1685.", state="answered"))
    before = kept.found(words="1685"), kept.found(words="about"), kept.found(rated=(0, 10))
    reviewed = kept.rate("a", rating=10, correction="On 31 March 1685.")
    kept.rate("b", rating=1)

    assert before == ("a", "b", "")
    assert reviewed is not None
    assert (reviewed.review.rating, reviewed.review.correction) == (10, "On 31 March 1685.")
    assert kept.found(words="march") == "a"
    assert kept.found(rated=(0, 10)) == "b a"
    assert kept.found(rated=(10, 10)) == "a"
    assert kept.found(rated=(0, 1)) == "b"
    assert kept.found(corrected=True) == "a"
    assert kept.found(corrected=True, words="nothing") == ""


def test_what_was_reviewed_since_is_found_by_when(kept: Kept) -> None:
    """However long ago it was asked; with whose it is, and with what was said, but no words."""
    for key in "abc":
        kept.ask(key, "When?", user=2 if key == "c" else 1)
    kept.rate("a", rating=10, correction="Then.")
    kept.rate("c", rating=1)
    assert kept.found(reviewed=NOW) == "c a"
    assert kept.found(reviewed=NOW + 1) == ""
    assert kept.found(reviewed=NOW, user_id=2) == "c"
    assert kept.found(reviewed=NOW, rated=(0, 1)) == "c"
    assert kept.found(reviewed=NOW, corrected=True) == "a"
    with pytest.raises(InvalidError, match="no words"):
        kept.found(reviewed=NOW, words="when")


def test_of_two_who_review_at_once_one_is_late(kept: Kept) -> None:
    """And what the first said stays."""
    kept.ask("a", "When?")
    first, second = kept.rate("a", rating=3), kept.rate("a", rating=9)

    assert first is not None
    assert second is None
    assert kept.found(rated=(3, 3)) == "a"
    assert kept.reviews.review("nobody", Review(version=1)) is None


def test_what_is_deleted_is_found_no_more(kept: Kept, tmp_path: Path) -> None:
    """Also what goes with its user; and in SQLite no word of it is left in the file."""
    kept.ask("a", "When was Xylophagos born?")
    kept.ask("b", "Where was Bach?", user=2)
    kept.inquiries.remove_inquiry("a")
    Database(kept.engine).remove_user(2)

    assert (kept.found(), kept.found(words="bach")) == ("", "")
    if kept.engine.name == "sqlite":
        with kept.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        assert b"xylophagos" not in (tmp_path / "rubato.db").read_bytes().lower()


def test_questions_are_counted_by_day_and_topic_and_stay_so(kept: Kept) -> None:
    """When they are deleted, too."""
    kept.ask("a", "1", "Music")
    kept.ask("b", "2", "music", "Art", at=DAY)
    kept.ask("c", "3", at=DAY)
    kept.inquiries.remove_inquiry("b")
    today = NOW // DAY

    assert [(one.day - today, one.count) for one in kept.reviews.by_day("all", 0)] == [
        (0, 1),
        (1, 2),
    ]
    assert [one.count for one in kept.reviews.by_day("music", today + 1)] == [1]
    topics = [(one.name, one.lately, one.ever) for one in kept.reviews.by_topic(today + 1)]
    assert topics == [("ALL", 2, 3), ("Music", 1, 2), ("Art", 1, 1)]


def test_the_oldest_go_but_for_the_reviewed(kept: Kept) -> None:
    """So many of the oldest as are told; what was rated or corrected stays."""
    for number, key in enumerate("abcdef"):
        kept.ask(key, f"Question {key}", at=number)
    kept.rate("b", rating=0)
    kept.rate("c", correction="No.")
    kept.rate("d", rating=5)
    kept.reviews.review("d", Review(version=2))
    oldest = kept.reviews.oldest(4)
    assert oldest is not None
    going = [one.id for one in kept.reviews.going(oldest, 10)]
    gone = kept.reviews.let_go(oldest)

    assert (kept.reviews.oldest(0), kept.reviews.oldest(7)) == (None, None)
    assert (oldest.created, oldest.spared) == (NOW + 3, 2)
    assert (going, gone, kept.reviews.let_go(oldest)) == (["a", "d"], 2, 0)
    assert (kept.found(), kept.reviews.total()) == ("f e c b", 4)
    assert kept.found(words="question d") == ""


def test_a_round_is_remembered(kept: Kept) -> None:
    """The last one."""
    assert kept.reviews.last_round() is None
    for at in (1, 2):
        kept.reviews.add_round(Round(at, "owner", at))

    assert kept.reviews.last_round() == Round(2, "owner", 2)
