"""What a setting is, and what is wrong with texts that settings hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

Value: TypeAlias = str | int | bool | tuple[str, ...]
Kind: TypeAlias = Literal["text", "integer", "switch", "list"]


def language_problem(language: str) -> str | None:
    """Say what is wrong with the name of a language."""
    if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        return None
    return f"{language!r} is no language; write it as en or de-AT."


def extension_problem(extension: str) -> str | None:
    """Say what is wrong with an extension's id."""
    if re.fullmatch("[a-p]{32}", extension):
        return None
    return f"{extension!r} is no extension id: 32 letters a-p, as chrome://extensions shows it."


def address_problem(address: str) -> str | None:
    """Say what is wrong with an address to get things from."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment):
        return None
    return f"{address!r} is no address; write it as https://name/path."


def folder_problem(path: str) -> str | None:
    """Say what is wrong with the path of a folder."""
    if re.match(r"/|[A-Za-z]:[\\/]", path) and path.isprintable():
        return None
    return f"{path!r} is no whole path; write it as /srv/notes."


def place_problem(address: str) -> str | None:
    """Say what is wrong with an address that may be left empty."""
    return address_problem(address) if address else None


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
    each: Callable[[str], str | None] | None = None
    """Says what is wrong with one entry of a list."""
    one: Callable[[str], str | None] | None = None
    """Says what is wrong with a text."""
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
