"""`rubato languages people`: the languages that people speak, checked and written out."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from server.adapters.language_texts import LanguageFolder
from server.core.people import SOURCE, People
from server.paths import data_path
from server.services.language_sources import Sources
from server.services.people import load_people, people_files


class Files:
    """The languages that ship, and others beside them; one of the same name goes before."""

    def __init__(self, folder: Path, others: Sequence[Path]) -> None:
        self._folder = LanguageFolder(folder)
        self._others = others

    def read(self) -> Mapping[str, str]:
        """Give each file's text by its name. Raise OSError where one cannot be read."""
        others = {
            path.name: path.read_text(encoding="utf-8", errors="replace") for path in self._others
        }
        return {**self._folder.read(), **others}


def act_people(args: argparse.Namespace, sources: Sources) -> int:
    """Check each language against the commands and the English texts, and write them."""
    folder = (args.source or data_path("languages")) / "people"
    extension = args.to or data_path("extension")
    try:
        texts = english_texts(extension)
        found, problems = load_people(Files(folder, args.files), sources.commands, texts)
    except OSError as error:
        print(f"rubato: {error}", file=sys.stderr)
        return 1
    for problem in [*sources.problems, *problems]:
        print(f"rubato: {problem}", file=sys.stderr)
    if problems or sources.problems:
        return 1
    for people in found:
        print(_told(people, len(sources.commands), len(texts)))
    if not args.check:
        _write(extension, people_files(found))
    return 0


def english_texts(extension: Path) -> dict[str, str]:
    """Give the English texts that are to be translated: those of commands stand in their table."""
    file = extension / "_locales" / SOURCE / "messages.json"
    messages = json.loads(file.read_text(encoding="utf-8"))
    return {key: one["message"] for key, one in messages.items() if not key.startswith("cmd_")}


def _told(people: People, commands: int, texts: int) -> str:
    if people.language == SOURCE:
        return f"{people.language}: {commands} commands, {texts} texts, which others translate"
    phrases = sum(len(said.phrases) + len(said.misheard) for said in people.commands.values())
    head = f"{people.language}: {len(people.commands)} commands by {phrases} phrases"
    return f"{head}, {len(people.texts)} texts, nothing missing, nothing said for two"


def _write(extension: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = extension / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whoever reads meanwhile sees the whole of one or the other.
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
        print(f"wrote {path}")


PEOPLE_OPTIONS: Sequence[tuple[tuple[str, ...], dict[str, Any]]] = [
    (
        ("files",),
        {
            "nargs": "*",
            "type": Path,
            "metavar": "FILE",
            "help": "languages of your own, each one file as languages/people/de.toml",
        },
    ),
    (("--check",), {"action": "store_true", "help": "write nothing"}),
    (
        ("--to",),
        {"type": Path, "metavar": "DIR", "help": "folder of the extension (default: ours)"},
    ),
]
