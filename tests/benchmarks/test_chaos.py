"""The rules of the chaos run find what they must, and a few runs of it hold."""

import pytest

from benchmarks.chaos import Chaos
from benchmarks.chaos_rules import KINDS, Kind, Ledger, Seen, Write, judged


def seen(**kinds: dict[str, list[str]]) -> Seen:
    """Give what is read back."""
    return Seen({kind: kinds.get(kind, {}) for kind in KINDS})


def ledger(kind: Kind = "topic", *, told: str = "", sent: tuple[str, ...] = ()) -> Ledger:
    """Give a ledger of one key."""
    made = Ledger()
    if told:
        made.send(Write(kind, "a", told))
        made.tell(Write(kind, "a", told))
    for content in sent:
        made.send(Write(kind, "a", content))
    return made


@pytest.mark.parametrize(
    ("written", "read", "lost", "unexplained"),
    [
        (ledger(told="x"), seen(topic={"a": ["x"]}), 0, 0),
        (ledger(told="x"), seen(), 1, 0),
        (ledger(told="x"), seen(topic={"a": ["y"]}), 1, 1),
        (ledger(told="x", sent=("y",)), seen(topic={"a": ["y"]}), 0, 0),
        (ledger(sent=("x",)), seen(), 0, 0),
        (ledger(sent=("x",)), seen(topic={"a": ["x"]}), 0, 0),
        (ledger(told="x"), seen(topic={"a": ["x", "x"]}), 0, 1),
        (ledger(told="x"), seen(topic={"a": ["x"], "b": ["z"]}), 0, 1),
    ],
)
def test_rules_find_what_is_wrong(written: Ledger, read: Seen, lost: int, unexplained: int) -> None:
    """What was acknowledged is there; what was sent is there whole or not; nothing else is."""
    found = judged(written, read)

    assert (len(found.lost), len(found.unexplained)) == (lost, unexplained)


def test_what_is_half_or_an_orphan_is_unexplained() -> None:
    """Whatever the reader found is told."""
    read = Seen({kind: {} for kind in KINDS}, ("half",), ("orphan",), ("unfound",), ("strange",))

    assert judged(Ledger(), read).unexplained == ["half", "orphan", "unfound", "strange"]


@pytest.mark.e2e
def test_a_kill_loses_nothing() -> None:
    """A real server, killed while clients write: all that it acknowledged is there."""
    outcome = Chaos(1, "kill -9").go(1)

    assert (outcome.lost, outcome.unexplained) == ([], [])
    assert outcome.told
    assert outcome.carried == 1
