"""How long it takes to look through 1,000,000 inquiries of 1,000 topics: lists, words, counts.

They are of three years, of four users; the topics as busy as such things are (the n-th has 1/n of
the first's), the words too.  Each look is asked as the page asks it, and written as JSON.
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, text

from server.adapters.database import Database, migrate, open_engine
from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.reviews import ReviewDatabase
from server.adapters.database.tables import INQUIRIES, INQUIRY_DAYS, INQUIRY_TOPICS, REVIEW_ROUNDS
from server.api.inquiry_shown import shown
from server.core.chat.inquiries import Inquiry, details_json
from server.core.chat.reviews import DAY, Sought, marks_of
from server.core.library.topics import ALL, key_of
from server.services.inquiries import Inquiries
from server.services.reviewing import Reviewing, World

INQUIRIES_KEPT = int(os.environ.get("INQUIRIES", "1000000"))
TOPICS = 1000
DAYS = 1095
NOW = 1_790_000_000_000
AT_ONCE = 20_000
WORDS = 50_000
RUNS = 40
SEED = 1685


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        engine = open_engine(f"sqlite:///{Path(name) / 'rubato.db'}")
        migrate(engine)
        begun = time.perf_counter()
        _fill(engine, random.Random(SEED))
        took = time.perf_counter() - begun
        size = (Path(name) / "rubato.db").stat().st_size / 1e9
        print(f"{INQUIRIES_KEPT:,} inquiries kept in {took:.0f} s, {size:.2f} GB\n")
        print(f"{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'found':>8}")
        for what, look in _looks(engine):
            _print(what, look)
        engine.dispose()


def _words(chance: random.Random, many: int) -> list[str]:
    """Give words as busy as those of a language: the n-th has 1/n of the first's."""
    return [_word(min(WORDS, int(WORDS ** chance.random()))) for _ in range(many)]


def _word(number: int) -> str:
    """Give a word by its place among the busiest, from 1: busy ones begin differently."""
    syllables = []
    for _ in range(3):
        number, place = divmod(number, 80)
        syllables.append("bdfghjklmnprstvz"[place % 16] + "aeiou"[place // 16])
    return "".join(syllables)


def _words_of(*numbers: int) -> str:
    return " ".join(map(_word, numbers))


def _topics(chance: random.Random) -> tuple[str, ...]:
    many = chance.choice((0, 1, 1, 2))
    return tuple({f"Topic {int(TOPICS ** chance.random()) - 1}": None for _ in range(many)})


def _fill(engine: Engine, chance: random.Random) -> None:
    people = Database(engine)
    for name in ("owner", "ada", "ben", "cleo"):
        people.add_user(name, "admin", None, NOW)
    days: dict[tuple[int, str], int] = {}
    names: dict[str, str] = {}
    for begin in range(0, INQUIRIES_KEPT, AT_ONCE):
        rows = []
        for number in range(begin, min(begin + AT_ONCE, INQUIRIES_KEPT)):
            row, topics = _row(chance, number)
            rows.append(row)
            for name in (ALL, *topics):
                names[key_of(name)] = name
                at = (row["created"] // DAY, key_of(name))
                days[at] = days.get(at, 0) + 1
        with engine.begin() as connection:
            connection.execute(insert(INQUIRIES), rows)
    _count(engine, days, names)


def _row(chance: random.Random, number: int) -> tuple[dict[str, Any], tuple[str, ...]]:
    topics = _topics(chance)
    rating = chance.randint(0, 10) if chance.random() < 0.02 else None
    created = NOW - DAYS * DAY + number * DAYS * DAY // INQUIRIES_KEPT
    user = chance.choice((1, 2, 2, 3, 4))
    question = " ".join(_words(chance, 10))
    made = Inquiry(f"{number:016x}", user, f"{number:016x}", question, created, topics)
    row = {
        "id": made.id, "user_id": user, "conversation": made.id, "question": question,
        "answer": " ".join(_words(chance, 50)), "state": "answered", "model": "tiny:1b",
        "details": details_json(made), "created": created, "finished": created + 2000,
        "rating": rating, "version": int(rating is not None),
        "reviewed": created + 5000 if rating is not None else None,
        "marks": marks_of(user, topics, rating, corrected=False),
    }  # fmt: skip
    return row, topics


def _count(engine: Engine, days: dict[tuple[int, str], int], names: dict[str, str]) -> None:
    ever: dict[str, int] = {}
    for (_, key), many in days.items():
        ever[key] = ever.get(key, 0) + many
    with engine.begin() as connection:
        rows = [{"day": day, "topic": key, "count": n} for (day, key), n in days.items()]
        connection.execute(insert(INQUIRY_DAYS), rows)
        told = [{"topic": key, "name": name, "count": ever[key]} for key, name in names.items()]
        connection.execute(insert(INQUIRY_TOPICS), told)
        half = {"at": NOW - DAYS * DAY // 6, "user": "owner", "removed": 0}
        connection.execute(insert(REVIEW_ROUNDS), [half])
        connection.execute(text("ANALYZE"))


def _looks(engine: Engine) -> Sequence[tuple[str, Callable[[], int]]]:
    store = InquiryDatabase(engine)
    owner = Database(engine).user("owner")
    assert owner is not None
    inquiries = Inquiries(store)
    # What documents, topics, news and the log are to it is not looked at here.
    none: Any = None
    world = World(ReviewDatabase(engine), inquiries, none, none, none, lambda: NOW, none)
    reviewing = Reviewing(world)

    def listed(before: str | None = None, **sought: Any) -> Callable[[], int]:
        def look() -> int:
            found = inquiries.listed(owner, 50, before, Sought(**sought))
            json.dumps([shown(one) for one in found])
            return len(found)

        return look

    def counts() -> int:
        told = [asdict(one) for one in reviewing.topics(30)]
        json.dumps([told, [asdict(one) for one in reviewing.counts("Topic 3", 30)]])
        return len(told)

    def retention() -> int:
        found = reviewing.retention()
        json.dumps([shown(one) for one in reviewing.going(found)])
        return found.goes

    year = NOW - 365 * DAY
    return (
        ("the newest", listed()),
        ("a page in the middle", listed(f"{INQUIRIES_KEPT // 2:016x}")),
        ("a busy topic", listed(topic="Topic 0")),
        ("a rare topic", listed(topic="Topic 998")),
        ("a user, before a year", listed(user_id=1, until=year)),
        ("a busy word", listed(words=_word(1))),
        ("a rare word", listed(words=_word(49_000))),
        ("two busy words and a rare one", listed(words=_words_of(1, 2, 40_000))),
        ("a busy word in a rare topic", listed(words=_word(1), topic="Topic 998")),
        ("a word and three letters of a busy one", listed(words=_words_of(9, 1)[:-3])),
        ("four letters of a busy word", listed(words=_word(1)[:4])),
        ("one letter", listed(words="b")),
        ("rated 9 or 10 in a busy topic", listed(rated=(9, 10), topic="Topic 0")),
        ("a word that nobody said", listed(words=_words_of(1) + " nobody")),
        ("counts of 30 days", counts),
        ("what retention would let go", retention),
    )


def _print(what: str, look: Callable[[], int]) -> None:
    took, found = [], 0
    for _ in range(RUNS):
        begun = time.perf_counter()
        found = look()
        took.append(1000 * (time.perf_counter() - begun))
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{what:<44}{statistics.median(took):>9.1f}{p95:>9.1f}{found:>8,}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
