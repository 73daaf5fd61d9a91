"""Hashes of rows that do not depend on the database in which they lie."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Sum:
    """A table's rows, counted and added up."""

    rows: int
    digest: str
    """Over the hashes of all rows; their order does not matter."""


def sum_of(rows: Iterable[Mapping[str, Any]]) -> Sum:
    """Count rows, and add their hashes up: databases sort texts each in its own way."""
    count, total = 0, 0
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        count += 1
        total += int.from_bytes(sha256(line.encode()).digest(), "big")
    return Sum(count, f"{total % (1 << 256):064x}")


def differing(one: Mapping[str, Sum], other: Mapping[str, Sum]) -> Sequence[str]:
    """Name the tables that are not the same in both."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
