"""How settings from several places are laid over each other.

Files, environment and flags are read elsewhere and come in as `Layer`s, weakest first.  A mistake
is a value (a line of text that says where it stands and what is allowed), so that all of them are
shown at once.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from server.core.setting import Setting, Value
from server.core.settings import BY_NAME, SETTINGS, Settings

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Given:
    """A raw value and where it stands, as a message would say it (`rubato.toml line 3`)."""

    raw: object
    place: str


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source sets, by setting name; names nobody knows are kept to be refused."""

    values: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Every setting's value and origin, and what was wrong on the way."""

    values: Mapping[str, Value]
    origins: Mapping[str, str]
    problems: tuple[str, ...]

    @property
    def settings(self) -> Settings:
        """Give the values with their types."""
        typed: dict[str, Any] = dict(self.values)
        return Settings(**typed)


def resolve(layers: Sequence[Layer]) -> Resolved:
    """Lay the layers over the defaults, weakest first; a refused value leaves the one below it."""
    values: dict[str, Value] = {setting.name: setting.default for setting in SETTINGS}
    origins = dict.fromkeys(values, "default")
    problems: list[str] = []
    for layer in layers:
        for name, given in layer.values.items():
            parsed = _parse(name, given)
            if isinstance(parsed, _Problem):
                problems.append(f"{given.place}: {parsed.text}")
            else:
                values[name], origins[name] = parsed, given.place
    return Resolved(values, origins, tuple(problems))


def nearest(name: str, known: Sequence[str]) -> str:
    """Say which known name an unknown one is nearest to, as the end of a sentence."""
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}."


@dataclass(frozen=True, slots=True)
class _Problem:
    text: str


def _parse(name: str, given: Given) -> Value | _Problem:
    setting = BY_NAME.get(name)
    if setting is None:
        return _Problem(f"there is no setting {name}; {nearest(name, list(BY_NAME))}")
    value = _of_kind(setting, given.raw)
    if value is None or not _in_range(setting, value):
        shown = "the value" if setting.secret else repr(given.raw)
        return _Problem(f"{name} must be {setting.allowed}, not {shown}.")
    problem = _entry_problem(setting, value)
    return _Problem(f"{name}: {problem}") if problem else value


def _entry_problem(setting: Setting, value: Value) -> str | None:
    """Say what is wrong with a text, or with the first bad entry of a list."""
    if setting.one is not None and isinstance(value, str):
        return setting.one(value)
    if setting.each is None or not isinstance(value, tuple):
        return None
    if "*" in value:
        return "takes no *: name each one, or any web page could get in."
    return next(filter(None, map(setting.each, value)), None)


def _of_kind(setting: Setting, raw: object) -> Value | None:
    match setting.kind:
        case "text":
            return raw if isinstance(raw, str) else None
        case "integer":
            return _integer(raw)
        case "switch":
            return _switch(raw)
        case "list":
            return _list(raw)


def _integer(raw: object) -> int | None:
    if isinstance(raw, str):
        return int(raw) if re.fullmatch(r"\s*-?[0-9]{1,9}\s*", raw) else None
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _switch(raw: object) -> bool | None:
    if isinstance(raw, str):
        word = raw.strip().lower()
        return True if word in TRUE else False if word in FALSE else None
    return raw if isinstance(raw, bool) else None


def _list(raw: object) -> tuple[str, ...] | None:
    if isinstance(raw, str):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    if isinstance(raw, list | tuple) and all(isinstance(part, str) for part in raw):
        return tuple(raw)
    return None


def _in_range(setting: Setting, value: Value) -> bool:
    if setting.choices:
        return value in setting.choices
    if isinstance(value, int) and setting.low is not None and setting.high is not None:
        return setting.low <= value <= setting.high
    return True
