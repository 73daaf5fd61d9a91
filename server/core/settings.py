"""Every setting in one table, and how its layers are laid over each other.

Files, environment and flags are read elsewhere and come in as `Layer`s, weakest first.  A mistake
is a value (a line of text that says where it stands and what is allowed), so that all of them are
shown at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | bool | tuple[str, ...]
Kind: TypeAlias = Literal["text", "integer", "switch", "list"]

EXTENSION_ID = "hnlbgfolioiiemfndacmjjapcggomejk"
"""What the fixed `key` of extension/manifest.json makes the extension's id, everywhere."""

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in files, what it may be, and the sentence that explains it."""

    name: str
    kind: Kind
    default: Value
    caption: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    env: tuple[str, ...] = ()
    """Further environment names, weaker than RUBATO_<NAME>."""
    secret: bool = False
    """Shown with its password hidden."""

    @property
    def variables(self) -> tuple[str, ...]:
        """Give the environment names that set it, strongest first."""
        return (f"RUBATO_{self.name.upper()}", *self.env)

    @property
    def allowed(self) -> str:
        """Say what it may be, for messages."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.kind == "integer":
            return f"a whole number from {self.low} to {self.high}"
        return {"switch": "true or false", "list": "a list of texts"}.get(self.kind, "a text")


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "host",
        "text",
        "127.0.0.1",
        "The address to listen on. Any but this machine's own (127.0.0.1, ::1, localhost) also "
        "needs allow_network.",
        env=("HOST",),
    ),
    Setting(
        "port",
        "integer",
        8000,
        "The port to listen on; 0 takes any free one.",
        low=0,
        high=65535,
        env=("PORT",),
    ),
    Setting(
        "allow_network",
        "switch",
        False,
        "Let other machines reach the server. Only behind a proxy that adds TLS.",
    ),
    Setting(
        "data_dir",
        "text",
        "",
        "Where the database and the recordings lie. Empty: the platform's own place "
        "(~/.local/share/rubato on Linux).",
    ),
    Setting(
        "database_url",
        "text",
        "",
        "The database. Empty: the SQLite file rubato.db in data_dir; "
        "else postgresql://user:password@host/name.",
        secret=True,
    ),
    Setting(
        "lowest_note",
        "integer",
        48,
        "The MIDI note of the keyboard's lowest key, a C on a 25-key keyboard.",
        low=0,
        high=103,
    ),
    Setting(
        "log_level",
        "text",
        "info",
        "What is logged.",
        choices=("debug", "info", "warning", "error"),
    ),
    Setting(
        "log_format",
        "text",
        "auto",
        "How it is logged: lines for people, or JSON for programs; auto chooses by whether a "
        "person's terminal reads it.",
        choices=("auto", "console", "json"),
    ),
    Setting(
        "extension_ids",
        "list",
        (EXTENSION_ID,),
        "The browser extensions that may talk to the server, by their 32-letter ids.",
    ),
    Setting(
        "allowed_origins",
        "list",
        (),
        "Further origins whose pages may talk to the server, each as https://name[:port]; never *.",
    ),
    Setting(
        "trusted_hosts",
        "list",
        (),
        "Further names under which the server may be addressed, without port; never *.",
    ),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}
BY_VARIABLE = {variable: setting for setting in SETTINGS for variable in setting.variables}


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
    if isinstance(value, tuple) and "*" in value:
        return _Problem(f"{name} takes no *: name each one, or any web page could get in.")
    return value


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
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().lstrip("-").isdigit():
        return int(raw)
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
