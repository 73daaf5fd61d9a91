"""The log of a session: what was played, said, heard and done, as plain entries in order of time.

`extension/core/session_log.js` is the same table and says what each entry means;
`tests/vectors/sessions.json` holds both to it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.media_kinds import MEDIA_KINDS

Entry = dict[str, Any]
"""JSON-able. `at`: whole ms since the session began; `type`; `tab`: 1 for the first tab, none for
a marker; then the fields of its type, in the order of FIELDS."""

Check = Callable[[Any], bool]

FORMAT: Final = 1
"""The version of the format that is written here."""
LONGEST: Final = 100_000_000_000
"""Milliseconds: about three years, which no session lasts."""
MOST_TABS: Final = 4095
MOST_LETTERS: Final = 60
LARGEST: Final = 2**53 - 1
"""The largest whole number that JavaScript holds exactly."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as values."""

    header: dict[str, Any] | None
    """None: a plain recording. Else rubato, title, started, lowest, languages and made_by."""
    tracks: tuple[str, ...]
    """The names of its tabs' tracks, the first that of tab 1."""
    entries: tuple[Entry, ...]
    """In order of time."""

    @property
    def length(self) -> int:
        """Milliseconds up to the last entry."""
        return max((_end(entry) for entry in self.entries), default=0)


def _end(entry: Entry) -> int:
    lasted = max((to for _, to in entry.get("spans", ())), default=0)
    return max(int(entry["at"]) + int(entry.get("ms", 0)), lasted)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry."""

    name: str
    check: Check
    absent: bool = False
    """Whether it may be absent."""
    of: tuple[str, ...] = ()
    """The fields of what is an object."""


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _between(least: int, most: int) -> Check:
    return lambda value: _whole(value) and least <= value <= most


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _texts_in(*names: str) -> Check:
    return lambda value: isinstance(value, dict) and all(_text(value.get(name)) for name in names)


def _element(value: Any) -> bool:
    """Tell whether this may be an element that was meant; `near` tells its row from others."""
    return _texts_in("role", "name", "path")(value) and _text(value.get("near", ""))


def _answered(value: Any) -> bool:
    """Tell whether this may be an answer: a key of the locales, and what was put in."""
    return _texts_in("key")(value) and _list_of(_text)(value.get("args"))


def _plain(value: Any) -> bool:
    """Tell whether this may be the value of a command: flat."""
    if isinstance(value, dict):
        return all(map(_whole, value.values()))
    return _whole(value) or _text(value) or _list_of(_whole)(value)


SHA256: Final = re.compile("[0-9a-f]{64}")


def _sha256(value: Any) -> bool:
    return _text(value) and SHA256.fullmatch(value) is not None


def _spans(value: Any) -> bool:
    """Tell whether these are times from when to when, one after another."""
    if not _list_of(lambda one: _list_of(_between(0, LONGEST))(one) and len(one) == 2)(value):
        return False
    times = [at for span in value for at in span]
    return times == sorted(times)


DATA: Final = {8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 2}
"""Data bytes of each channel message, by the high four bits of its status."""


def _message(value: Any) -> bool:
    if not value or not _list_of(_between(0, 255))(value):
        return False
    status, *data = value
    return len(data) == DATA.get(status >> 4) and all(byte < 0x80 for byte in data)


FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "midi": (Field("bytes", _message),),
    "word": (Field("keys", _list_of(_between(0, 24))), Field("command", _text)),
    "speech": (Field("text", _text), Field("by", lambda value: value in ("ear", "typed"))),
    "command": (
        Field("command", _text),
        Field("value", _plain, absent=True),
        Field("ok", _truth),
        Field("ms", _between(0, LONGEST)),
        Field("target", _element, True, ("role", "name", "path", "near")),
        Field("page", _texts_in("url", "title"), True, ("url", "title")),
        Field("said", _answered, True, ("key", "args")),
    ),
    "page": (Field("url", _text), Field("title", _text)),
    "earcon": (Field("name", _text),),
    "text": (Field("text", _text), Field("kind", _text)),
    "media": (
        Field("kind", lambda value: _text(value) and value in MEDIA_KINDS),
        Field("name", _text),
        Field("mime", _text),
        Field("sha256", _sha256, absent=True),
        Field("size", _between(0, LARGEST), absent=True),
        Field("spans", _spans),
    ),
    "marker": (Field("name", _text),),
}
"""The fields of each type of entry, in the order they are written."""


def fields_of(kind: str, raw: Any) -> Entry | None:
    """Return the known fields of an entry but time and tab, in order; None where it is none."""
    fields = FIELDS.get(kind)
    if fields is None or not isinstance(raw, dict):
        return None
    if not all(each.check(raw[each.name]) if each.name in raw else each.absent for each in fields):
        return None
    there = [each for each in fields if each.name in raw]
    return {each.name: _picked(raw[each.name], each.of) for each in there}


def _picked(value: Any, names: tuple[str, ...]) -> Any:
    return {name: value[name] for name in names if name in value} if names else value


def entry_of(raw: Any) -> Entry | None:
    """Return what may be an entry, checked and with its fields in order."""
    if not isinstance(raw, dict) or not _between(0, LONGEST)(raw.get("at")):
        return None
    kind = raw.get("type")
    fields = fields_of(kind, raw) if isinstance(kind, str) else None
    if fields is None:
        return None
    if kind == "marker":
        return {"at": raw["at"], "type": kind, **fields}
    if not _between(1, MOST_TABS)(raw.get("tab")):
        return None
    return {"at": raw["at"], "type": kind, "tab": raw["tab"], **fields}


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by time; those of one ms by their tabs, markers first, else as they came."""
    return sorted(entries, key=lambda entry: (entry["at"], entry.get("tab", 0)))


HEADER: Final[Mapping[str, tuple[Check, Any]]] = {
    "rubato": (_between(1, 10**6), None),
    "title": (_text, ""),
    "started": (_text, ""),
    "lowest": (_between(0, 103), 48),
    "languages": (_list_of(lambda one: _texts_in("name")(one) and _whole(one.get("version"))), []),
    "made_by": (_text, ""),
}
"""What each field of a header must be, and what it is else."""


def header_of(raw: Any) -> tuple[dict[str, Any], list[str]] | None:
    """Return what may be a header, and the names of the fields that were replaced."""
    if not isinstance(raw, dict) or not HEADER["rubato"][0](raw.get("rubato")):
        return None
    wrong = [name for name, (check, _) in HEADER.items() if name not in raw or not check(raw[name])]
    header = {name: HEADER[name][1] if name in wrong else raw[name] for name in HEADER}
    languages = [{"name": one["name"], "version": one["version"]} for one in header["languages"]]
    return header | {"languages": languages}, wrong


def track_names(entries: Iterable[Entry]) -> list[str]:
    """Name each tab's track by the first title in it; the entries are in order."""
    names: dict[int, str] = {}
    for entry in entries:
        tab = entry.get("tab", 0)
        names.setdefault(tab, "")
        if entry["type"] == "page" and not names[tab]:
            names[tab] = plainly(entry["title"])
    last = max(names, default=0)
    return [names.get(tab) or f"Tab {tab}" for tab in range(1, last + 1)]


CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f{]")


def plainly(text: str) -> str:
    """Return a text as one short line without braces, for people and programs without JSON."""
    return CONTROLS.sub(" ", text[:MOST_LETTERS])
