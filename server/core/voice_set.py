"""A set of clips to train a voice from, as LJ Speech has it, and the report of what is in it.

`metadata.csv` has a line `id|text|text as it is said` for each file `wavs/id.wav`
(https://keithito.com/LJ-Speech-Dataset/). Piper's trainer reads the first and the last column, and
takes a straight double quote at the beginning of a text for its own; so there are none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from server.core.clip_checks import Measures

RATE = 22_050
"""Samples a second, 16 bits, one channel: what Piper's medium quality takes."""
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a part of a recording."""

    recording: str
    line: int
    """Of its transcript."""
    start_ms: int
    end_ms: int
    text: str
    said: str
    """As it is spoken, with its numbers as words."""
    id: str
    """Empty where it was dropped."""
    dropped: str
    """Why; empty where it was kept."""
    measures: Measures | None

    @property
    def seconds(self) -> float:
        """Give how long it is."""
        return (self.end_ms - self.start_ms) / 1000


def unquoted(text: str) -> str:
    """Give a text with typographic quotation marks in place of straight double ones."""
    return re.sub(r'"(?=\w)', "“", text).replace('"', "”")


def key_of(said: str) -> str:
    """Give what two texts share that are the same words."""
    return " ".join(re.findall(r"\w+", said.casefold()))


def ids(names: Iterable[str]) -> Mapping[str, str]:
    """Give each recording the beginning of its clips' ids: plain letters, no two alike."""
    given: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:40] or "clip"
        number, found = 1, plain
        while found in given.values():
            number += 1
            found = f"{plain}-{number}"
        given[name] = found
    return given


def metadata(rows: Sequence[Row]) -> str:
    """Write metadata.csv."""
    return "".join(f"{row.id}|{row.text}|{row.said}\n" for row in rows if row.id)


def report(rows: Sequence[Row]) -> dict[str, Any]:
    """Give what was kept and dropped and why, and each part with its measures."""
    return {
        "format": 1,
        "rate": RATE,
        "summary": [
            {"outcome": outcome, "clips": clips, "seconds": seconds}
            for outcome, clips, seconds in summary(rows)
        ],
        "clips": [asdict(row) for row in rows],
    }


def summary(rows: Sequence[Row]) -> list[tuple[str, int, float]]:
    """Count by outcome: what it was, how many, how many seconds; the kept first."""
    counts: dict[str, tuple[int, float]] = {KEPT: (0, 0.0)}
    for row in rows:
        outcome = row.dropped.partition(":")[0] or KEPT
        clips, seconds = counts.get(outcome, (0, 0.0))
        counts[outcome] = clips + 1, round(seconds + row.seconds, 3)
    kept = counts.pop(KEPT)
    rest = sorted(counts.items(), key=lambda each: -each[1][0])
    return [(KEPT, *kept), *((outcome, *count) for outcome, count in rest)]
