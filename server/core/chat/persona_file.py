"""Personas as a file: TOML, a table for each, named as the persona is.

    [personas."Clara"]
    manner = "Warm, and brief."
    sites = ["example.org/bach"]

Basic strings of TOML take every escape that JSON writes (https://toml.io/en/v1.0.0#string).
"""

import json
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from server.core.chat.personas import Persona, persona_of, persona_told
from server.core.errors import InvalidError
from server.core.toml_text import toml

LONGEST_FILE = 5_000_000
"""Characters."""


def personas_of(text: str) -> tuple[Persona, ...]:
    """Read a file; raises `InvalidError` with the persona and what is wrong with it."""
    if len(text) > LONGEST_FILE:
        raise InvalidError(f"A file of personas has at most {LONGEST_FILE} characters.")
    try:
        told = toml(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"The file is no TOML: {error}") from error
    tables = told.get("personas")
    if not isinstance(tables, dict) or set(told) != {"personas"}:
        raise InvalidError("A file of personas has a table [personas.NAME] for each, nothing else.")
    return tuple(_persona(name, fields) for name, fields in tables.items())


def _persona(name: str, fields: Any) -> Persona:
    if not isinstance(fields, dict):
        raise InvalidError(f"personas.{name[:60]} is a table.")
    try:
        return persona_of({"name": name, **fields})
    except InvalidError as error:
        raise InvalidError(f"personas.{name[:60]}: {error}") from error


def personas_text(personas: Iterable[Persona]) -> str:
    """Write a file that `personas_of` reads as the same personas."""
    return "\n".join("\n".join(_table(persona)) + "\n" for persona in personas)


def _table(persona: Persona) -> Iterator[str]:
    told = persona_told(persona)
    yield f"[personas.{_value(told.pop('name'))}]"
    sampling = told.pop("sampling", {})
    yield from (f"{name} = {_value(value)}" for name, value in told.items())
    yield from (f"sampling.{name} = {_value(value)}" for name, value in sampling.items())


def _value(value: Any) -> str:
    # DEL is a control character to TOML, and none to JSON.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
