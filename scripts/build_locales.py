"""Build the texts of the extension: English from its parts, each other language from its one file.

extension/_locales/en holds parts/*.json in Chrome's format, one for each area; the command strings
come from languages/commands.toml, so a command is named in one place. What is said and answered in
another language stands in languages/people; `rubato languages people` writes the same of it.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from server.adapters.language_texts import LanguageFolder
from server.core.language_toml import read_commands
from server.services.people import load_people, people_files

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "extension" / "_locales"
COMMANDS = ROOT / "languages" / "commands.toml"
PEOPLE = ROOT / "languages" / "people"
DEFAULT = "en"

# Chrome takes a message for the key only if the key is made of these.
KEY = re.compile(r"[a-z][a-z0-9_]*")


class Message(TypedDict, total=False):
    """One text in Chrome's format; $1 to $9 in it stand for what is put in."""

    message: str
    description: str


Messages = dict[str, Message]


def main(arguments: list[str] | None = None) -> int:
    """Write all locales, or with --check only say which are stale; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where stale")
    check = parser.parse_args(arguments).check
    try:
        files = [*built(LOCALES.parent, COMMANDS, PEOPLE)]
        stale = [(path, text) for path, text in files if _read(path) != text]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for path, text in stale:
        if not check:
            _write(path, text)
        print(path.relative_to(ROOT), "is stale: run this script" if check else "written")
    return 1 if check and stale else 0


def built(extension: Path, commands: Path, people: Path) -> Iterator[tuple[Path, str]]:
    """Give each file that is made of texts, and what should stand in it.

    Raise ValueError where a part is broken, two give the same key, or a language is not whole.
    """
    folder = extension / "_locales" / DEFAULT
    table = commands.read_text(encoding="utf-8")
    sources = {path: read_part(path) for path in sorted(folder.glob("parts/*.json"))}
    english = merge({**sources, commands: command_messages(table)})
    yield folder / "messages.json", f"{_text(english)}\n"
    texts = {key: message["message"] for key, message in merge(sources).items()}
    found, problems = load_people(LanguageFolder(people), read_commands(table)[0], texts)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    for name, text in people_files(found).items():
        yield extension / name, text


def _text(messages: Messages) -> str:
    return json.dumps(messages, indent=2, sort_keys=True, ensure_ascii=False)


def command_messages(table: str) -> Messages:
    """Make the texts of each command of a table in TOML: its name, its help and its undo."""
    messages: Messages = {}
    for command in tomllib.loads(table)["command"]:
        key = "cmd_" + re.sub("[.-]", "_", command["name"])
        messages[f"{key}_name"] = {"message": command["phrases"][0]}
        messages[f"{key}_help"] = {"message": command["help"]}
        for way in ("undo", "final"):
            if command.get(way):
                messages[f"{key}_{way}"] = {"message": command[way]}
    return messages


def merge(sources: dict[Path, Messages]) -> Messages:
    """Put the sources together; raise ValueError, naming both, where two give the same key."""
    merged: Messages = {}
    origin: dict[str, Path] = {}
    for path, messages in sources.items():
        for key, message in messages.items():
            if key in origin:
                raise ValueError(
                    f"{key} stands in {_short(origin[key])} and in {_short(path)}: keep one"
                )
            merged[key], origin[key] = message, path
    return merged


def read_part(path: Path) -> Messages:
    """Read one part; raise ValueError that names the file and the mistake."""
    try:
        messages = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except ValueError as error:
        raise ValueError(f"{_short(path)}: {error}") from error
    for key, message in messages.items():
        if not KEY.fullmatch(key):
            raise ValueError(f"{_short(path)}: {key!r} should be made of a-z, 0-9 and _")
        if not isinstance(message, dict) or not message.get("message"):
            raise ValueError(f'{_short(path)}: {key} should be {{"message": "..."}}')
    return dict(messages)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key given twice, of which JSON would keep the last without a word."""
    names = [name for name, _ in pairs]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"{', '.join(sorted(twice))} stands there twice: keep one")
    return dict(pairs)


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    """Write new, then rename: whoever reads meanwhile sees the whole of one or the other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


if __name__ == "__main__":
    sys.exit(main())
