"""Languages of people: read, checked against commands and English texts, and written out."""

import json
import re
from collections.abc import Mapping, Sequence

from server.core.language import Command, Problem
from server.core.people import SOURCE, People, read_people
from server.core.people_checks import check_people
from server.core.ports import LanguageTexts

LANGUAGE = "panel_language"
"""The text that tells in which language the texts are; each file tells it already."""


def load_people(
    texts: LanguageTexts, commands: Sequence[Command], english: Mapping[str, str]
) -> tuple[list[People], list[Problem]]:
    """Read all languages there are; `english`: its texts but those of commands."""
    wanted = {key: text for key, text in english.items() if key != LANGUAGE}
    found: list[People] = []
    problems: list[Problem] = []
    for file, text in texts.read().items():
        people, wrong = read_people(text, file)
        if people:
            wrong = check_people(people, commands, wanted, text)
            found.append(people)
        problems += wrong
    return found, problems


def people_files(languages: Sequence[People]) -> dict[str, str]:
    """Give what the extension reads, by its path in the extension's folder."""
    tags = sorted({SOURCE, *(people.language for people in languages)})
    # An extension cannot list its own folders.
    files = {"_locales/shipped.json": f"{json.dumps({'languages': tags})}\n"}
    for people in languages:
        files[f"languages/people/{people.language}.json"] = _indented(people.to_json(), 1)
        if people.language != SOURCE:
            folder = people.language.replace("-", "_")
            files[f"_locales/{folder}/messages.json"] = _indented(_messages(people), 2)
    return files


def _messages(people: People) -> dict[str, dict[str, str]]:
    """Give all texts as Chrome has them, those of commands among them."""
    texts = {LANGUAGE: people.language, **people.texts}
    for name, said in people.commands.items():
        key = "cmd_" + re.sub("[.-]", "_", name)
        texts |= {f"{key}_name": said.phrases[0], f"{key}_help": said.help}
        texts |= {f"{key}_{way}": told for way, told in said.ways.items()}
    return {key: {"message": texts[key]} for key in sorted(texts)}


def _indented(value: object, spaces: int) -> str:
    return json.dumps(value, indent=spaces, ensure_ascii=False) + "\n"
