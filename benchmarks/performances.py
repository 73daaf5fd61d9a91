"""Performances of many words by erring hands, to be heard alike by both recognisers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from benchmarks.human_timing import CLUMSY, Hands, err, timed, zipf
from server.core.keys import FREE, is_c
from server.core.lexicon import Lexicon, LexiconWord

Event = dict[str, Any]

SPOKEN: tuple[tuple[str, Any], ...] = (
    ("number", 15),
    ("number", -3),
    ("step", 4),
    ("text", "Łódź “rain” \u2028"),
    ("text", {"choice": 2}),
    ("place", {"row": -1, "column": 5}),
    ("place", {"row": 9, "column": 5}),
    ("name", [1, 2, 3]),
    ("name", [1, 12]),
    ("label", [7]),
    ("label", [14, 3]),
    ("label", [12]),
    ("grid", [13, 1, 9]),
    ("grid", [13, 11, 9]),
)
LABELS: tuple[Any, ...] = (
    [[7], [14, 3], [14, 5]],
    [[key] for key in FREE[:-1]] + [[FREE[-1], key] for key in FREE],
    [[key, 2] for key in FREE],
    [],
    [[7], [7, 3]],
    [[0]],
)
"""Sets of labels, and what is none."""
WORDS_EACH = 4


def performances(
    lexicon: Lexicon, count: int, random: Random, hands: Hands = CLUMSY
) -> Iterator[list[Event]]:
    """Make performances of four words each, with values, at half to double tempo."""
    shares = zipf(len(lexicon.words))
    for _ in range(count):
        words = random.choices(lexicon.words, shares, k=WORDS_EACH)
        yield performance(lexicon, words, random, hands)


def performance(
    lexicon: Lexicon, words: Sequence[LexiconWord], random: Random, hands: Hands
) -> list[Event]:
    """Play words with their values; order alone is left of the times."""
    keys: list[int] = []
    together: list[bool] = []
    for word in words:
        played = err([*word.keys, *_value_keys(word.kind, random)], hands, random)
        keys += played
        together += [_chord(keys, at) for at in range(len(played))]
    notes = timed(keys, together, random.uniform(0.5, 2), random)
    events: list[Event] = [{"type": "key", "key": note.key} for note in notes]
    if any(word.kind == "label" for word in words):
        _told_labels(events, random)
    return _spoken_too(events, lexicon, random)


def _told_labels(events: list[Event], random: Random) -> None:
    """Tell which labels there are, now and then."""
    for at in sorted(random.sample(range(len(events) + 1), k=min(6, len(events))), reverse=True):
        events.insert(at, {"type": "labels", "labels": random.choice(LABELS)})


def _chord(keys: Sequence[int], at: int) -> bool:
    """Take a free key right after another for a chord now and then."""
    return at > 0 and not is_c(keys[at]) and at % 3 == 1


def _value_keys(kind: str, random: Random) -> list[int]:
    low, high = random.randint(1, 11), random.randint(13, 23)
    by_kind: Mapping[str, list[int]] = {
        "step": [random.choice(FREE)],
        "place": random.sample([low, high], 2),
        "number": [11] * (random.random() < 0.1) + [random.randint(1, 10), random.randint(13, 23)],
        "text": [random.randint(13, 23)],
        "name": [*random.choices(FREE, k=random.randint(2, 5)), 12],
        "label": random.choices(FREE, k=random.randint(1, 3)),
        "grid": random.choices(FREE, k=3),
    }
    return by_kind.get(kind, [])


def _spoken_too(events: list[Event], lexicon: Lexicon, random: Random) -> list[Event]:
    """Put a spoken word, a spoken value or the pedal among the keys of one in five."""
    if random.random() < 0.2:
        kind, value = random.choice(SPOKEN)
        command = random.choice(sorted(lexicon.kinds))
        extra = random.choice(
            (
                [{"type": "word", "command": command}],
                [{"type": "value", "kind": kind, "value": value}],
                [{"type": "labels", "labels": random.choice(LABELS)}],
                [{"type": "pedal", "down": True}],
                [{"type": "pedal", "down": True}, {"type": "pedal", "down": False}],
            )
        )
        at = random.randint(0, len(events))
        events[at:at] = extra
    return events


def line(events: Sequence[Event]) -> str:
    """Write a performance as a line of JSON, keys as bare numbers."""
    return json.dumps([e["key"] if e["type"] == "key" else e for e in events])
