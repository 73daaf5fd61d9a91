"""Sessions recorded on sites of ours, and replayed where the sites have changed: their table."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.harness_sites import Alteration, Edit, Moved, Slow

TABLE = Path(__file__).with_name("replayed_sessions.toml")


@dataclass(frozen=True)
class Change:
    """What is changed on the site, and whether a replay has to tell of it."""

    what: str
    altered: tuple[Alteration, ...]
    matters: bool


@dataclass(frozen=True)
class Recorded:
    """What is done on which page."""

    name: str
    page: str
    acts: tuple[str, ...]
    changes: tuple[Change, ...]
    secret: int
    """How many of its commands no replay can do: what went into a password field."""


def _alterations(row: dict[str, Any]) -> Iterator[Alteration]:
    if "old" in row:
        yield Edit(row["page"], row["old"], row["new"])
    if "moved" in row:
        yield Moved(row["page"], row["moved"])
    if "late" in row:
        yield Slow(**row["late"])


def _change(row: dict[str, Any]) -> Change:
    return Change(row["what"], tuple(_alterations(row)), row.get("matters", True))


def _recorded(row: dict[str, Any]) -> Recorded:
    changes = tuple(map(_change, row["change"]))
    return Recorded(row["name"], row["page"], tuple(row["acts"]), changes, row.get("secret", 0))


SESSIONS = tuple(map(_recorded, tomllib.loads(TABLE.read_text(encoding="utf-8"))["session"]))
"""Twenty sessions."""
