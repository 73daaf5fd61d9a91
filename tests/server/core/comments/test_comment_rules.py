"""The rules of comments: moments, questions, picks, dates and verdicts."""

from dataclasses import replace
from datetime import datetime

import pytest

from server.core.comments.comment import Author
from server.core.comments.moments import second_of
from server.core.comments.picking import latest, share_of, shared
from server.core.comments.plain import folded, storable
from server.core.comments.quota import day_of
from server.core.comments.schedule import DAY, chance, due, next_look
from server.core.comments.settling import lease_over, verdict
from server.core.comments.skipping import REASONS, is_question, told
from server.core.comments.turns import Rules, judged, same_text, spoken
from tests.server.made_comments import HOUR, OWNER, comment, kept, reply, video

BOB = Author("UCbob", "@bob")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("at 1:02 you slow down", 62),
        ("1:02:03!", 3723),
        ("see https://youtu.be/abc?t=75s", 75),
        ("around 2 min 5 sec", 125),
        ("1h 2m 3s", 3723),
        ("first 3:10, then 0:05", 190),
        ("bars 3/4 and 4:3, 12:345, 1:2:3:4", None),
        ("at 99:59", None),
        ("nothing", None),
        ("", None),
    ],
)
def test_the_second_that_is_meant(text: str, second: float | None) -> None:
    """The first time that the video has, in the forms that people write."""
    assert second_of(text, 4_000_000) == second


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("How do you play this", True),
        ("@pianist Could you show the left hand", True),
        ("Toll! Wie hast du das geübt", True),
        ("¿Qué piano es?", True),
        ("これは何ですか？", True),
        ("Lovely. I love what you do", False),
        ("Somehow great", False),
        ("", False),
    ],
)
def test_what_asks(text: str, asks: bool) -> None:
    """A question is told by its mark, or by how a sentence begins."""
    assert is_question(text) is asks


def test_each_reason_can_be_stored_and_told() -> None:
    """Reasons fit their column, and read as sentences; a strange one reads as itself."""
    assert all(len(name) <= 16 and one.told.endswith(".") for name, one in REASONS.items())
    assert told("own") == "It is your own."
    assert told("newer") == "newer"


def test_picks_are_the_latest_or_a_stable_share() -> None:
    """The share shrinks as more is kept, and who is in a small share is in each larger one."""
    some = [comment(f"c{number}", at=number) for number in range(1000)]
    assert [one.id for one in latest(some, 2).comments] == ["c999", "c998"]
    assert [share_of(kept) for kept in (0, 1000, 9000)] == [1, 0.5, 0.1]
    half = shared(some, 5000, 1000, "me")
    tenth = shared(some, 5000, 9000, "me")
    assert 420 < len(half.comments) < 580
    assert 70 < len(tenth.comments) < 130
    assert set(tenth.comments) < set(half.comments)
    assert len(half.comments) + len(half.left) == 1000
    assert "50 %" in half.why


def test_dates_are_drawn_once() -> None:
    """A video's delay is within its bound, the same each time, and another for each video."""
    dates = {due(video(f"v{number}"), 7, 7, "me") for number in range(50)}
    assert all(7 * DAY <= date < 14 * DAY for date in dates)
    assert len(dates) == 50
    assert due(video(), 7, 0, "me") == 7 * DAY
    assert chance("a", "bc") != chance("ab", "c")


def test_quiet_threads_wait_longer() -> None:
    """The longer nothing was written, the later the next turn; also where the clock is behind."""
    assert next_look(0, 80 * HOUR) == 90 * HOUR
    assert next_look(80 * HOUR, 80 * HOUR) == 81 * HOUR
    assert next_look(80 * HOUR, 0) == HOUR


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-03-08T07:59:59", "2026-03-07"),
        ("2026-03-08T08:00:00", "2026-03-08"),  # Pacific standard time ends that day
        ("2026-03-09T06:59:59", "2026-03-08"),
        ("2026-03-09T07:00:00", "2026-03-09"),
        ("2026-11-01T06:59:59", "2026-10-31"),
        ("2026-11-01T07:00:00", "2026-11-01"),  # and begins again that day
        ("2026-11-02T07:59:59", "2026-11-01"),
        ("2026-11-02T08:00:00", "2026-11-02"),
    ],
)
def test_quota_days_begin_at_midnight_pacific(at: str, day: str) -> None:
    """Also on the days on which the clocks change, one of 23 hours and one of 25."""
    assert day_of(int(datetime.fromisoformat(at + "+00:00").timestamp() * 1000)) == day


def test_verdicts() -> None:
    """Listed is sent, held back too; another text is unclear; what others became does not count."""
    row = reply(text="Like this.")
    mine = comment("r1", "like  THIS.\u200b", thread="c1", author=OWNER)
    other = replace(mine, id="r2", text="By hand")

    assert verdict(row, [other, mine], set(), []).sent_as == "r1"
    assert verdict(row, [], set(), [mine]).sent_as == "r1"
    assert verdict(row, [mine], {"r1"}, [mine]).became == "absent"
    assert verdict(row, [other], set(), []).became == "unclear"
    assert verdict(row, [], set(), []).became == "absent"


def test_a_lease_of_the_future_is_none() -> None:
    """A lease longer than any was given before the clock was set back."""
    row = replace(reply(), lease=1000)
    assert [lease_over(row, now, 100) for now in (999, 1000, 950, 800)] == [
        False,
        True,
        False,
        True,
    ]


def test_who_is_spoken_to() -> None:
    """Replies to another viewer are not ours, those that follow us or name us are."""
    first = kept(comment("c1", at=1))
    ours = kept(comment("o", "Thanks!", thread="c1", author=OWNER, at=2))
    cases = {
        "@Ada no": "talk",
        "@The pianist how?": "",
        "And how?": "",
    }
    for text, reason in cases.items():
        asked = kept(comment("c2", text, thread="c1", author=BOB, at=3))
        assert judged([first, ours, asked], {"o"}, Rules())["c2"] == reason, text
    alone = kept(comment("c2", "And how?", thread="c1", author=BOB, at=3))
    assert judged([first, alone], set(), Rules())["c2"] == "talk"


def test_what_was_judged_keeps_its_reason() -> None:
    """What the owner opened closes for a final reason only."""
    opened = kept(comment("c1", "Nice."))
    rules = Rules(questions_only=True)
    assert judged([opened], set(), rules)["c1"] == "question"
    assert judged([opened], set(), rules, fresh=())["c1"] == ""
    by_hand = kept(comment("o", "x", thread="c1", author=OWNER, at=2000))
    assert judged([opened, by_hand], set(), rules, fresh=())["c1"] == "answered"
    assert judged([opened], set(), rules, can_reply=False, fresh=())["c1"] == "closed"


def test_turns_count_what_waits() -> None:
    """What we wrote, what is about to be sent, and what was sent and is not listed yet."""
    sent = replace(kept(comment()), reply=replace(reply(state="sent"), sent_as="o1"))
    waits = replace(kept(comment("c2", thread="c1")), reply=reply("c2", "review"))
    ours = kept(comment("o1", thread="c1", author=OWNER))
    assert spoken([sent, waits]) == 2
    assert spoken([sent, ours, waits]) == 2


def test_texts_are_compared_as_people_see_them() -> None:
    """Blanks, case, width and what is unseen make no difference; letters do."""
    assert same_text("A  b\n", "\u200ba\u00a0b")
    assert not same_text("a b", "ab")
    assert (storable("a\x00\ud800"), folded(" Ｆür  Elise ")) == ("a�", "für elise")
