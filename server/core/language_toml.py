"""Language TOML: reads the source of a language, and the table of commands, or says what is wrong.

A language file (its JSON Schema is ``languages/schema.json``)::

    name = "swift"
    version = 1
    kind = "commands"            # or "numbers" (with base), or "vocabulary"
    help = "…"
    derive = "swift"             # take framed words from another language's bare ones
    about = "tennis"             # whose words it speaks about, in a vocabulary

    [[word]]
    keys = "9 9"
    fast = "9"                   # keys in the fast profile
    command = "scroll.down"      # or means = ["a", "b"], or meaning = "…" in a vocabulary,
                                 # or meanings = ["(noun) …", "(verb) …"] where it has several
    unordered = true             # a chord
    says = ["a bit on"]
    founder = true

    [[reserved]]
    keys = "0 4 7 0"
    for = "microphone on"
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from server.core.keys import parse as parse_keys
from server.core.language import (
    KINDS,
    Command,
    Language,
    Problem,
    Reserved,
    Word,
    command_from_json,
)
from server.core.spelling import likest
from server.core.toml_text import toml

Table = Mapping[str, Any]

LANGUAGE_FIELDS: Mapping[str, type] = {
    "name": str, "version": int, "kind": str, "help": str, "base": str, "derive": str,
    "about": str, "word": dict, "reserved": dict,
}  # fmt: skip
WORD_FIELDS: Mapping[str, type] = {
    "keys": str, "fast": str, "command": str, "means": list, "meaning": str,
    "meanings": list, "unordered": bool, "says": list, "founder": bool,
}  # fmt: skip
RESERVED_FIELDS: Mapping[str, type] = {"keys": str, "for": str}
COMMAND_FIELDS: Mapping[str, type] = {
    "name": str, "phrases": list, "misheard": list, "help": str, "value": str, "earcon": str,
    "undo": str, "final": str, "page": bool, "destructive": bool, "repeat": bool, "group": str,
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": ("commands", "numbers", "vocabulary"),
    "base": ("decimal", "binary"),
    "value": KINDS,
}
NEEDED = {"name", "kind", "keys", "for", "phrases"}
TYPES = {
    str: "text in quotes",
    int: "a number",
    bool: "true or false",
    list: "a list of texts",
    dict: "[[…]] tables",
}


def read_language(text: str, file: str = "") -> tuple[Language | None, list[Problem]]:
    """Read a language's source; with any problem there is no language."""
    table, problems = parsed(text, file)
    if table is None:
        return None, problems
    name = str(table.get("name", ""))
    tops = _faults(table, LANGUAGE_FIELDS, file, _line(text, "name"), name)
    words = _rows(table, text, file, "word", WORD_FIELDS)
    reserved = _rows(table, text, file, "reserved", RESERVED_FIELDS)
    problems = [*tops, *(problem for _, _, found in words + reserved for problem in found)]
    if problems:
        return None, problems
    plain = {key: table[key] for key in LANGUAGE_FIELDS.keys() & table.keys()}
    plain["words"] = tuple(_word(row, line) for row, line, _ in words)
    plain["reserved"] = tuple(Reserved(parse_keys(r["keys"]), r["for"], n) for r, n, _ in reserved)
    plain.pop("word", None)
    return Language(**plain, file=file), []


def read_commands(text: str, file: str = "") -> tuple[list[Command], list[Problem]]:
    """Read the table of commands, in its order; problems leave out the commands they are in."""
    table, problems = parsed(text, file)
    if table is None:
        return [], problems
    rows = _rows(table, text, file, "command", COMMAND_FIELDS)
    problems = [problem for _, _, found in rows for problem in found]
    sound = [row for row, _, found in rows if not found]
    return [command_from_json(row) for row in sound], problems


def parsed(text: str, file: str) -> tuple[Table | None, list[Problem]]:
    """Give the TOML's table, or where it is none."""
    try:
        return toml(text), []
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        problem = Problem("toml", f"not TOML: {error}", "mend that line", file=file, line=line)
        return None, [problem]


def heads_of(text: str, name: str) -> Iterator[int]:
    """Give the lines on which ``[[name]]`` stands."""
    return (n for n, line in enumerate(text.split("\n"), 1) if line.strip() == f"[[{name}]]")


def _rows(
    table: Table, text: str, file: str, name: str, fields: Mapping[str, type]
) -> list[tuple[Table, int, list[Problem]]]:
    """Give each row of ``[[name]]`` with its line and its problems."""
    heads = heads_of(text, name)
    rows = table.get(name, [])
    rows = rows if isinstance(rows, list) else []
    numbered = [(row, next(heads, 0)) for row in rows if isinstance(row, dict)]
    language = str(table.get("name", ""))
    return [(row, n, list(_faults(row, fields, file, n, language))) for row, n in numbered]


def _faults(
    row: Table, fields: Mapping[str, type], file: str, line: int, language: str
) -> Iterator[Problem]:
    """Find what is unknown, missing or of the wrong type in a row."""

    def problem(code: str, message: str, fix: str) -> Problem:
        return Problem(code, message, fix, language, file=file, line=line)

    for name in NEEDED & fields.keys() - row.keys():
        yield problem("missing", f"{name} is missing", f"write {name} = …")
    for name, value in row.items():
        if name not in fields:
            fix = f"did you mean {likest(name, fields)}?"
            yield problem("unknown-field", f"{name} is nothing that stands here", fix)
        elif not _is_a(value, fields[name]):
            fix = f"write {TYPES[fields[name]]}"
            yield problem("wrong-type", f"{name} = {value!r} is of the wrong type", fix)
        elif name in CHOICES and value not in CHOICES[name]:
            fix = f"choose one of {', '.join(CHOICES[name])}"
            yield problem("wrong-choice", f"{name} = “{value}” is none of those known", fix)
        elif name in ("keys", "fast"):
            yield from _key_faults(value, problem)


def _key_faults(text: str, problem: Any) -> Iterator[Problem]:
    try:
        parse_keys(text)
    except ValueError as error:
        message, _, fix = str(error).partition(": ")
        yield problem("no-key", message, fix)


def _is_a(value: object, kind: type) -> bool:
    if kind in (list, dict):
        part = str if kind is list else dict
        return isinstance(value, list) and all(isinstance(item, part) for item in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _word(row: Table, line: int) -> Word:
    means = (row["command"],) if "command" in row else tuple(row.get("means", ()))
    return Word(
        keys=parse_keys(row["keys"]),
        means=means,
        fast=parse_keys(row.get("fast", "")),
        unordered=row.get("unordered", False),
        says=tuple(row.get("says", ())),
        meaning=row.get("meaning", ""),
        meanings=tuple(row.get("meanings", ())),
        founder=row.get("founder", False),
        line=line,
    )


def _line(text: str, name: str) -> int:
    lines = enumerate(text.split("\n"), 1)
    return next((n for n, line in lines if line.startswith(name)), 1)
