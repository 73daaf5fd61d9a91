"""Which conversations of the chat are worth an answer of the owner's own, in his next recording.

Those that the chat could not answer well, that were rated low, or that several people asked.
Questions that share most of their words are one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALIKE = 0.6
"""Of their words that two questions share to be one."""
UNSURE = 0.35
"""How much of an answer its sources carry, below which it was none."""
LOW = 4
"""A rating of 0..10 that says the answer was no good."""
LONG = 3
"""Turns of a conversation in which somebody wanted to know more."""
WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One inquiry, as far as it counts."""

    id: str
    conversation: str
    user: int
    question: str
    topics: tuple[str, ...]
    confidence: float
    """0..1."""
    rating: int | None
    corrected: bool
    failed: bool
    created: int
    """Ms since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question to answer, and why."""

    question: str
    topics: tuple[str, ...]
    reasons: tuple[str, ...]
    score: float
    asked: int
    """How often."""
    last: int
    """When it was last asked, ms since 1970, UTC."""


def proposals(asked: Iterable[Asked], most: int) -> Sequence[Proposal]:
    """Give those that are worth it most, the best first."""
    groups = _groups(sorted(asked, key=lambda one: (one.created, one.id)))
    turns: dict[str, int] = {}
    for group in groups:
        for one in group:
            turns[one.conversation] = turns.get(one.conversation, 0) + 1
    found = [_judged(group, turns) for group in groups]
    worth = [one for one in found if one.score > 0]
    return sorted(worth, key=lambda one: (-one.score, -one.last, one.question))[:most]


def _groups(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Gather questions that are alike, by the first of each kind."""
    groups: list[list[Asked]] = []
    words: list[frozenset[str]] = []
    at: dict[str, set[int]] = {}
    """Which groups hold a word: only those are looked at."""
    for one in asked:
        mine = frozenset(WORD.findall(one.question.casefold()))
        near = {number for word in mine for number in at.get(word, ())}
        alike = next((number for number in sorted(near) if _alike(mine, words[number])), None)
        if alike is not None:
            groups[alike].append(one)
            continue
        for word in mine:
            at.setdefault(word, set()).add(len(groups))
        groups.append([one])
        words.append(mine)
    return groups


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _judged(group: Sequence[Asked], turns: dict[str, int]) -> Proposal:
    last = group[-1]
    people = len({one.user for one in group})
    reasons: list[tuple[float, str]] = []
    if any(one.corrected for one in group):
        return Proposal(last.question, last.topics, (), 0.0, len(group), last.created)
    if any(one.rating is not None and one.rating <= LOW for one in group):
        reasons.append((3.0, "an answer was rated low"))
    if any(one.failed for one in group):
        reasons.append((1.0, "it was not answered"))
    elif min(one.confidence for one in group) < UNSURE:
        reasons.append((2.0, "your documents say little of it"))
    if len(group) > 1:
        by = f" by {people} people" if people > 1 else ""
        reasons.append((min(len(group), 10) * 0.5 + people - 1, f"asked {len(group)} times{by}"))
    longest = max(turns[one.conversation] for one in group)
    if longest >= LONG and reasons:
        reasons.append((0.5, f"a conversation of {longest} turns"))
    told = tuple(reason for _, reason in reasons)
    score = sum(weight for weight, _ in reasons)
    return Proposal(last.question, last.topics, told, score, len(group), last.created)
