"""Reads settings from TOML files, `.env` and the environment into layers."""

import os
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from server.core.errors import InvalidError
from server.core.layers import Given, Layer
from server.core.settings import BY_VARIABLE, SETTINGS
from server.core.settings_text import with_text
from server.core.toml_text import toml

PREFIX = "RUBATO_"
NOT_SETTINGS = frozenset({"RUBATO_REQUIRE_ALL"})
"""What tests and tools set for themselves."""
LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")


def config_home(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Give the folder of the user's own rubato.toml."""
    if platform == "win32":
        return Path(environment.get("APPDATA") or Path.home() / "AppData/Roaming") / "rubato"
    if platform == "darwin":
        return Path.home() / "Library/Application Support/rubato"
    return Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "rubato"


def data_home(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Give the folder where data lies unless a setting says otherwise."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "rubato"
    if platform == "darwin":
        return Path.home() / "Library/Application Support/rubato"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "rubato"


def file_layer(path: Path, *, needed: bool = False) -> Layer:
    """Read a TOML file; a missing one is empty unless it was asked for."""
    try:
        text = path.read_text(encoding="utf-8")
        values = toml(text)
    except FileNotFoundError:
        if needed:
            raise InvalidError(f"There is no settings file {path}.") from None
        return Layer({})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidError(f"{path} cannot be read as TOML: {error}.") from error
    return Layer(
        {name: Given(raw, f"{path}{_line_of(name, text)}") for name, raw in values.items()}
    )


def keep_text(path: Path, name: str, value: str) -> None:
    """Write a setting that holds a text into a file, beside what stands there.

    Raises `InvalidError` where the file cannot be read or written, and leaves it as it was.
    """
    try:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        changed = with_text(old, name, value)
        if toml(changed) != {**toml(old), name: value}:
            raise InvalidError(f"{path} cannot be changed safely; write {name} = {value!r} there.")
        new = path.with_name(f"{path.name}.new")
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(changed, encoding="utf-8")
        if path.exists():
            new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidError(f"{path} cannot be changed: {error}.") from error


def _line_of(name: str, text: str) -> str:
    """Say on which line a key stands; a table's, where it was written as a table."""
    key = re.escape(name)
    pattern = re.compile(rf"\s*(?:\[\s*)?[\"']?{key}[\"']?\s*(?:=|\.|\])")
    lines = enumerate(text.splitlines(), start=1)
    return next((f" line {number}" for number, line in lines if pattern.match(line)), "")


def dotenv_layer(path: Path) -> Layer:
    """Read NAME=value lines of a `.env` file, if there is one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, IsADirectoryError):
        return Layer({})
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidError(f"{path} cannot be read: {error}.") from error
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line.strip())
        if match:
            found[match["name"]] = (_unquoted(match["value"]), f"{path} line {number}")
    return variables_layer(found)


def _unquoted(value: str) -> str:
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text.split(" #", 1)[0].rstrip()


def environment_layer(environment: Mapping[str, str] = os.environ) -> Layer:
    """Read the process's environment."""
    return variables_layer(
        {name: (value, f"environment {name}") for name, value in environment.items()}
    )


def variables_layer(found: Mapping[str, tuple[str, str]]) -> Layer:
    """Turn variables into a layer: RUBATO_<NAME> over HOST and PORT.

    One that only begins like ours is kept, to be refused with the nearest name.
    """
    values: dict[str, Given] = {}
    for setting in SETTINGS:
        for variable in reversed(setting.variables):
            if variable in found and found[variable][0] != "":
                raw, place = found[variable]
                values[setting.name] = Given(raw, place)
    for name, (raw, place) in found.items():
        if name.startswith(PREFIX) and name not in BY_VARIABLE.keys() | NOT_SETTINGS:
            values[name.removeprefix(PREFIX).lower()] = Given(raw, place)
    return Layer(values)
