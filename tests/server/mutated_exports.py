"""A whole export, changed at random, where its manifest tells the truth and where it does not.

Bytes that are wrong are found by their hashes; what is tried here is what passes them: rows that
are doubled, lost, moved to other tables or filled with anything, and tables that are not there.
"""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.server.forged_exports import archive

Sheets = dict[str, list[Any]]
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 2**31, 2**63, 10**40, 1.5, 1e308, float("nan"), float("inf"),
    "", "\0", "\ud800", "a" * 5_000, "../../x", "'; DROP TABLE users; --", "owner", "admin", "null",
    "{", '{"sources": [{}]}', '{"sources": 5}', "recording:1:2", "recording::99999999999999999999",
    [], [[]], {}, {"id": 1}, ["a"] * 50,
)  # fmt: skip
"""Values that are mostly not what a column takes."""


def unpacked(path: Path) -> tuple[Sheets, dict[str, bytes], dict[str, Any]]:
    """Read an honest archive: rows of each table, files, and the manifest."""
    with zipfile.ZipFile(path) as read:
        files = {name: read.read(name) for name in read.namelist()}
    told = json.loads(files.pop("manifest.json"))
    sheets = {
        name.removesuffix(".jsonl"): [json.loads(line) for line in content.splitlines()]
        for name, content in files.items()
        if name.endswith(".jsonl")
    }
    return sheets, {name: one for name, one in files.items() if "jsonl" not in name}, told


class Mutations:
    """Changes one archive after another, the same from the same seed."""

    def __init__(self, honest: Path, seed: int) -> None:
        self._chance = Random(seed)
        self._honest = unpacked(honest)

    def write(self, path: Path) -> list[str]:
        """Write the next one; tell what was done to it."""
        chance = self._chance
        sheets, files, told = self._honest
        sheets = {name: [dict(row) for row in rows] for name, rows in sheets.items()}
        files = dict(files)
        acts = chance.choices(ACTS, k=chance.choice((1, 1, 2, 5)))
        for act in acts:
            act(sheets, files, chance)
        more = {name: told[name] for name in ("kinds", "settings", "missing")}
        if chance.random() < 0.1:
            more[chance.choice([*told])] = chance.choice(ODD)
        try:
            archive(path, sheets, files, **more)
        except (UnicodeEncodeError, KeyError, TypeError):  # what no archive can say
            return self.write(path)
        return [act.__name__ for act in acts]


Act = Callable[[Sheets, dict[str, bytes], Random], None]


def _rows(sheets: Sheets, chance: Random) -> list[Any]:
    return sheets[chance.choice([name for name, rows in sheets.items() if rows])]


def change_a_value(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Put anything at one place of a row."""
    row = chance.choice(_rows(sheets, chance))
    if row:
        row[chance.choice([*row])] = chance.choice(ODD)


def swap_values(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Give a row a value of another one, perhaps of another table."""
    row, other = chance.choice(_rows(sheets, chance)), chance.choice(_rows(sheets, chance))
    if row and other:
        row[chance.choice([*row])] = other[chance.choice([*other])]


def drop_a_column(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Leave a value out."""
    row = chance.choice(_rows(sheets, chance))
    if row:
        del row[chance.choice([*row])]


def add_a_column(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Put a column in that its table does not have, or that no export has."""
    row = chance.choice(_rows(sheets, chance))
    row[chance.choice(("cake", "password_hash", "id", "number", "a" * 300))] = chance.choice(ODD)


def double_a_row(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Put a row in twice, or a thousand times."""
    rows = _rows(sheets, chance)
    rows += [dict(chance.choice(rows))] * chance.choice((1, 1, 1_000))


def drop_a_row(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Leave a row out that others may name."""
    rows = _rows(sheets, chance)
    del rows[chance.randrange(len(rows))]
    if not any(sheets.values()):
        rows.append({})


def mix_rows(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Put the rows of a table in another order."""
    chance.shuffle(_rows(sheets, chance))


def move_a_row(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Put a row into another table."""
    sheets[chance.choice([*sheets])].append(dict(chance.choice(_rows(sheets, chance))))


def empty_a_table(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Leave all rows of a table out."""
    if sum(map(bool, sheets.values())) > 1:
        _rows(sheets, chance).clear()


def rename_a_table(sheets: Sheets, _files: dict[str, bytes], chance: Random) -> None:
    """Give a table a name of another, or of none."""
    name = chance.choice([*sheets])
    kind, _, _ = name.partition("/")
    sheets[f"{kind}/{chance.choice(('tokens', 'leases', 'cake', 'users', 'topics'))}"] = sheets.pop(
        name
    )


def change_a_file(_sheets: Sheets, files: dict[str, bytes], chance: Random) -> None:
    """Cut, lengthen, lose or add a recording's file."""
    name = chance.choice([*files])
    content = files.pop(name)
    kept = chance.choice(({}, {name: content[:-1]}, {name: content + b"x"}))
    files |= kept | chance.choice(({}, {f"recordings/files/{'f' * 16}": content}))


ACTS: tuple[Act, ...] = (
    change_a_value, change_a_value, change_a_value, swap_values, swap_values, drop_a_column,
    add_a_column, double_a_row, drop_a_row, mix_rows, move_a_row, empty_a_table, rename_a_table,
    change_a_file,
)  # fmt: skip
