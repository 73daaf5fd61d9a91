"""The manifest of an export: what lies in the archive, by which it is checked before it is used."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from server.core.errors import InvalidError
from server.core.export.kinds import BY_NAME, KIND_OF, LEFT_OUT, RECORDINGS, SETTINGS

FORMAT: Final = "rubato-export"
VERSION: Final = 1
PLACE: Final = "manifest.json"
SETTINGS_PLACE: Final = "settings/settings.json"
LARGEST_MANIFEST: Final = 1_000_000
"""Bytes."""
LONGEST_LINE: Final = 64_000_000
"""Bytes of one row: a document's text, at most."""
MOST_DENSE: Final = 300
"""Bytes that one byte of the archive may become; a bomb, a thousand."""
SLACK: Final = 1_000_000
"""Bytes below which it does not matter."""
SHA256: Final = re.compile(r"[0-9a-f]{64}")
RECORDING: Final = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one table."""

    table: str
    rows: int
    size: int
    """Bytes of its lines."""
    sha256: str
    """Of its lines."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in an archive."""

    made: int
    """Ms since 1970, UTC."""
    rubato: str
    """The version that made it."""
    revision: str
    """Of the database's schema."""
    kinds: Sequence[str]
    tables: Sequence[Listed]
    settings: Listed | None = None
    secrets: bool = False
    missing: Sequence[str] = ()
    """Recordings whose files were gone."""

    def of(self, table: str) -> Listed | None:
        """Give what is said of a table."""
        return next((one for one in self.tables if one.table == table), None)


def place_of(table: str) -> str:
    """Give where the rows of a table lie."""
    return f"{KIND_OF.get(table, 'people')}/{table}.jsonl"


def place_of_file(recording: str) -> str:
    """Give where the file of a recording lies."""
    return f"{RECORDINGS}/files/{recording}"


def recording_of(place: str) -> str | None:
    """Give whose file lies there; none where it is no such place."""
    name = place.removeprefix(f"{RECORDINGS}/files/")
    return name if name != place and RECORDING.fullmatch(name) else None


def written(contents: Contents) -> str:
    """Write it as JSON."""
    facts = {"format": FORMAT, "version": VERSION, **asdict(contents)}
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def read(text: str, revisions: Sequence[str]) -> Contents:
    """Read one; `revisions`: the schemas that this version knows.

    Raises `InvalidError` for what is none, is of a newer version, or names what it may not.
    """
    try:
        facts = json.loads(text)
        if not isinstance(facts, dict) or facts.pop("format") != FORMAT:
            raise InvalidError("This is no export of Rubato.")
        if facts.pop("version") != VERSION or str(facts["revision"]) not in revisions:
            raise InvalidError(
                "Another, newer Rubato made this export; install that version first."
            )
        return _read(facts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidError("The manifest of this export is damaged.") from error


def _read(facts: dict[str, Any]) -> Contents:
    kinds = tuple(facts["kinds"])
    settings = facts["settings"]
    contents = Contents(
        made=_whole(facts["made"]),
        rubato=_text(facts["rubato"])[:80],
        revision=_text(facts["revision"]),
        kinds=kinds,
        tables=tuple(_listed(one) for one in facts["tables"]),
        settings=None if settings is None else _listed(settings),
        secrets=bool(facts["secrets"]),
        missing=tuple(map(_text, facts["missing"])),
    )
    names = [one.table for one in contents.tables]
    known = {*KIND_OF, *(["tokens"] if contents.secrets else [])} - ({*LEFT_OUT} - {"tokens"})
    strange = {*names} - known or {*kinds} - {*BY_NAME, SETTINGS}
    if strange or len(names) != len({*names}) or len(kinds) != len({*kinds}):
        raise InvalidError("The manifest of this export names what it must not.")
    return contents


def _listed(facts: Mapping[str, Any]) -> Listed:
    listed = Listed(
        _text(facts["table"]), _whole(facts["rows"]), _whole(facts["size"]), _text(facts["sha256"])
    )
    if not SHA256.fullmatch(listed.sha256):
        raise InvalidError("The manifest of this export has a checksum that is none.")
    return listed


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidError("The manifest of this export counts wrongly.")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def check_places(contents: Contents, places: Mapping[str, tuple[int, int]]) -> None:
    """Refuse an archive with other files than its manifest names; raises `InvalidError`.

    `places`: each file's name with its bytes, and its bytes in the archive. Names are compared
    with those that are expected, and never used as a path.
    """
    wanted = {PLACE, *(place_of(one.table) for one in contents.tables)}
    if contents.settings is not None:
        wanted.add(SETTINGS_PLACE)
    if lost := wanted - {*places}:
        raise InvalidError(f"In this export {min(lost)} is missing.")
    files = RECORDINGS in contents.kinds
    for place, (size, packed) in places.items():
        if place not in wanted and not (files and recording_of(place)):
            raise InvalidError("In this export lies a file that does not belong to it.")
        if size > SLACK + MOST_DENSE * packed:
            raise InvalidError("A file of this export is far larger than it may be.")
    sizes = {place_of(one.table): one.size for one in contents.tables}
    for place, size in sizes.items():
        if places[place][0] != size:
            raise InvalidError(f"In this export {place} has another size than its manifest says.")
