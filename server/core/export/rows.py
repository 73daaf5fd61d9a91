"""Rows as JSON lines, checked against their columns when they come back."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from server.core.errors import InvalidError
from server.core.export.kinds import THINGS

Form: TypeAlias = Literal["number", "text", "float", "switch"]
HIGHEST_ID: Final = 1_000_000_000
"""Of an archive: so that numbers after it are left to give."""
SHORT: Final = 100_000
"""Bytes of a line that costs little, whatever it holds."""
MOST_BESIDE: Final = 10_000
"""Bytes of a row beside its texts: names are texts, too, so it is numbers and punctuation."""
LONGEST_DETAILS: Final = 2_000_000
"""Characters of an answer's details, which are JSON inside a text."""
TEXT: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
Numbered: TypeAlias = Callable[[str, Any], Any]
"""Gives the number here of a table's row there."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a row may hold at one place."""

    name: str
    form: Form
    bits: int = 31
    """Of a number."""
    longest: int | None = None
    """Characters of a text."""
    may_lack: bool = False
    """It may be empty (null)."""
    defaults: bool = False
    """Left out, it has a value of its own, or is empty."""

    def checked(self, value: Any) -> Any:
        """Give a value that fits; raises `InvalidError`."""
        if value is None and self.may_lack:
            return None
        if self.form == "switch":
            fits = isinstance(value, bool)
        elif self.form == "number":
            fits = isinstance(value, int) and not isinstance(value, bool)
            fits = fits and -(2**self.bits) <= value < 2**self.bits
        elif self.form == "float":
            fits = isinstance(value, int | float) and not isinstance(value, bool)
            fits = fits and math.isfinite(value)
        else:
            fits = isinstance(value, str) and "\0" not in value and _encodes(value)
            fits = fits and (self.longest is None or len(value) <= self.longest)
        if not fits:
            raise InvalidError(f"{self.name} is not what it must be.")
        return value


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def line_of(row: Mapping[str, Any]) -> bytes:
    """Write a row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes, columns: Sequence[Column]) -> dict[str, Any]:
    """Read a row; raises `InvalidError` where it does not fit the columns."""
    if len(line) > SHORT and _beside(line) > MOST_BESIDE:
        # A list of empty objects would take 25 times its room.
        raise InvalidError("it is no row.")
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidError("it is no JSON.") from error
    if not isinstance(told, dict):
        raise InvalidError("it is no row.")
    known = {column.name for column in columns}
    if strange := set(told) - known:
        raise InvalidError(f"it has a column {min(strange)!r:.60} that is not known.")
    lacking = [one.name for one in columns if one.name not in told and not one.defaults]
    if lacking:
        raise InvalidError(f"{lacking[0]} is missing.")
    return {one.name: one.checked(told[one.name]) for one in columns if one.name in told}


def _beside(line: bytes) -> int:
    """Count the bytes that are in no text."""
    return len(line) - sum(found.end() - found.start() for found in TEXT.finditer(line))


def renumbered(table: str, row: dict[str, Any], numbered: Numbered) -> dict[str, Any]:
    """Give a row whose texts name other rows by the numbers that those have here.

    Sources of an answer are told by their numbers inside its details, the text of a take by the
    take's in its address, a change of a performance by what it changed.
    """
    if table == "inquiries":
        return row | {"details": _details(row["details"], numbered)}
    if table == "documents":
        return row | {"address": _address(row["address"], numbered)}
    if table == "performance_edits" and row["thing"] in THINGS and row["thing_id"]:
        return row | {"thing_id": numbered(THINGS[row["thing"]], row["thing_id"])}
    return row


def _details(text: str, numbered: Numbered) -> str:
    if len(text) > LONGEST_DETAILS:
        raise InvalidError("its details are longer than they may be.")
    try:
        told = json.loads(text)
        for source in told["sources"]:
            source["passage"] = numbered("passages", source["passage"])
            source["document"] = numbered("documents", source["document"])
            source["address"] = _address(source["address"], numbered)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidError("its details are not what they must be.") from error
    return json.dumps(told, ensure_ascii=False)


def _address(address: str, numbered: Numbered) -> str:
    parts = address.split(":")
    if len(parts) != 3 or parts[0] != "recording" or not parts[2].isdecimal():
        return address
    return f"recording:{parts[1]}:{numbered('takes', int(parts[2]))}"


HELD: Final = "It came by an import; look under the video whether it was sent, then decide."
OPEN: Final = frozenset({"planned", "sending"})


def calmed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Give a row that starts nothing here which may have been done there.

    A reply that was on its way is its owner's to decide on: two installations that both send it
    would answer a viewer twice. An inquiry under way ended where it was asked.
    """
    if table == "replies" and row["state"] in OPEN:
        return row | {"state": "held", "reason": HELD, "lease": 0}
    return row


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows of a kind."""

    kind: str
    new: int = 0
    there: int = 0
    conflicts: int = 0
    files: int = 0
    failed: str = ""
    """Why nothing of it came; empty: it did."""
    told: tuple[str, ...] = ()
    """The first conflicts."""

    def conflicting(self, said: str) -> "Tally":
        """Count one more; the first are told."""
        told = (*self.told, said) if len(self.told) < MOST_TOLD else self.told
        return replace(self, conflicts=self.conflicts + 1, told=told)


MOST_TOLD: Final = 5
