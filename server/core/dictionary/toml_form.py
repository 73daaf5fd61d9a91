"""A language as TOML, in the format of the languages' sources (`language_toml.py`)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from server.core.dictionary.file_error import FileError, FileProblem
from server.core.dictionary.languages import LanguageFile
from server.core.dictionary.rows import language_file
from server.core.dictionary.words import DictionaryWord
from server.core.keys import show
from server.core.language import Word
from server.core.language_toml import read_language

ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')


def write_toml(file: LanguageFile) -> str:
    """Write a language as a source."""
    lines = [
        f"name = {_text(file.name)}",
        f"version = {file.version}",
        'kind = "vocabulary"',
        f"help = {_text(file.help)}",
    ]
    if file.about:
        lines.append(f"about = {_text(file.about)}")
    for word in file.words:
        lines += ["", *_word(word)]
    return "\n".join(lines) + "\n"


def _word(word: DictionaryWord) -> Iterator[str]:
    yield "[[word]]"
    yield f"keys = {_text(show(word.keys))}"
    if word.chord:
        yield "unordered = true"
    if word.commands:
        yield f"means = {_list(word.commands)}"
    if word.says:
        yield f"says = {_list(word.says)}"
    meanings = [str(one) for one in word.meanings]
    if len(meanings) == 1:
        yield f"meaning = {_text(meanings[0])}"
    elif meanings:
        yield f"meanings = {_list(meanings)}"


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    return f'"{ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return f"\\{letter}" if letter in '\\"' else f"\\u{ord(letter):04x}"


def read_toml(text: str, name: str) -> LanguageFile:
    """Read a source; raises `FileError`."""
    language, problems = read_language(text)
    if language is None:
        told = [FileProblem(one.line, f"{one.message}; {one.fix}") for one in problems]
        raise FileError(told)
    if language.kind != "vocabulary" or language.reserved or language.derive:
        raise FileError([FileProblem(1, "only a vocabulary can be taken in")])
    return language_file(
        {
            "name": language.name,
            "version": language.version,
            "help": language.help,
            "about": language.about,
        },
        ((word.line, _row(word)) for word in language.words),
        name,
    )


def _row(word: Word) -> dict[str, Any]:
    return {
        "keys": word.keys,
        "chord": word.unordered,
        "says": word.says,
        "meanings": [one for one in (word.meaning, *word.meanings) if one],
        "commands": word.means,
    }
