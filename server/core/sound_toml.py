"""Sound TOML: reads the language file of role sounds, or says what is wrong.

Its JSON Schema is ``languages/sounds.schema.json``::

    name = "sounds"
    version = 1
    kind = "sounds"
    help = "…"

    [[sound]]
    role = "link"                # level = 1..5 besides, for a heading
    timbre = "viola"             # one of extension/sounds/samples.json
    note = 72                    # of the middle row; 60 is middle C
    strikes = [{at = 0, ms = 28}, {step = 1, at = 30, ms = 28}]    # gain = 0.7 besides
    dense = [{at = 0, ms = 20}]  # the strikes where there are many; else the same
"""

from collections.abc import Iterator, Mapping
from typing import Any

from server.core.language import Problem
from server.core.language_toml import heads_of, parsed
from server.core.role_sounds import RoleSound, RoleSounds, Strike
from server.core.sound_checks import Timbres, check_sounds
from server.core.spelling import likest

Table = Mapping[str, Any]

TOP: Mapping[str, tuple[type, ...]] = {
    "name": (str,), "version": (int,), "kind": (str,), "help": (str,), "sound": (list,),
}  # fmt: skip
SOUND: Mapping[str, tuple[type, ...]] = {
    "role": (str,), "level": (int,), "timbre": (str,), "note": (int,), "strikes": (list,),
    "dense": (list,),
}  # fmt: skip
STRIKE: Mapping[str, tuple[type, ...]] = {
    "step": (int,), "at": (int,), "ms": (int,), "gain": (float, int),
}  # fmt: skip
NEEDED = {"name", "kind", "sound", "role", "timbre", "note", "strikes", "at", "ms"}
TYPES: Mapping[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    list: "a list, as in [{at = 0, ms = 110}]",
}


def read_sounds(
    text: str, timbres: Timbres, file: str = ""
) -> tuple[RoleSounds | None, list[Problem]]:
    """Read the source; with any problem there are no sounds."""
    table, problems = parsed(text, file)
    if table is None:
        return None, problems
    found = list(_faults(table, TOP, "the file", file, 1))
    lines = heads_of(text, "sound")
    rows = [row for row in table.get("sound", ()) if isinstance(row, dict)] if not found else []
    numbered = [(row, next(lines, 0)) for row in rows]
    found += [fault for row, line in numbered for fault in _sound_faults(row, file, line)]
    if found:
        return None, found
    sounds = tuple(_sound(row, line) for row, line in numbered)
    found = check_sounds(sounds, timbres, file)
    if found:
        return None, found
    return RoleSounds(table["name"], table.get("version", 1), table.get("help", ""), sounds), []


def _sound_faults(row: Table, file: str, line: int) -> Iterator[Problem]:
    title = f"“{row.get('role', '?')}”"
    mine = list(_faults(row, SOUND, title, file, line))
    yield from mine
    if mine:
        return
    for strike in [*row["strikes"], *row.get("dense", ())]:
        if isinstance(strike, dict):
            yield from _faults(strike, STRIKE, f"a strike of {title}", file, line)
        else:
            yield Problem(
                "wrong-type",
                f"{title} has the strike {strike!r}",
                "write it as {at = 0, ms = 110}",
                "sounds",
                file=file,
                line=line,
            )


def _faults(
    row: Table, fields: Mapping[str, tuple[type, ...]], title: str, file: str, line: int
) -> Iterator[Problem]:
    """Find what is unknown, missing or of the wrong type."""

    def problem(code: str, message: str, fix: str) -> Problem:
        return Problem(code, message, fix, "sounds", file=file, line=line)

    for name in sorted(NEEDED & fields.keys() - row.keys()):
        yield problem("missing", f"{title} has no {name}", f"write {name} = …")
    for name, value in row.items():
        if name not in fields:
            fix = f"did you mean {likest(name, fields)}?"
            yield problem("unknown-field", f"{title} has {name}, which nothing reads", fix)
        elif isinstance(value, bool) or not isinstance(value, fields[name]):
            fix = f"write {TYPES[fields[name][0]]}"
            yield problem("wrong-type", f"{title} has {name} = {value!r}", fix)


def _sound(row: Table, line: int) -> RoleSound:
    return RoleSound(
        role=row["role"],
        timbre=row["timbre"],
        note=row["note"],
        strikes=_strikes(row["strikes"]),
        dense=_strikes(row.get("dense", ())),
        level=row.get("level"),
        line=line,
    )


def _strikes(rows: Any) -> tuple[Strike, ...]:
    return tuple(Strike(**row) for row in rows)
