"""Rows of a file made to words: what is wrong with any is told with its line, and nothing kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from server.core.dictionary.file_error import FileError, FileProblem
from server.core.dictionary.languages import (
    MOST_WORDS,
    LanguageFile,
    duplicates,
    help_of,
    language_name,
)
from server.core.dictionary.words import DictionaryWord, word_of
from server.core.errors import InvalidError
from server.core.keys import show
from server.core.spelling import likest

HEADS = ("name", "version", "help", "about")


def language_file(
    head: Mapping[str, Any], rows: Iterable[tuple[int, Mapping[str, Any]]], name: str
) -> LanguageFile:
    """Make a language of its head and of rows with their lines; raises `FileError`.

    `name` is what it is called where the file does not say.
    """
    problems: list[FileProblem] = []
    lines: list[int] = []
    words: list[DictionaryWord] = []
    for line, row in rows:
        try:
            words.append(word_of(row))
            lines.append(line)
        except InvalidError as error:
            problems.append(FileProblem(line, str(error)))
    for place, earlier in duplicates(words).items():
        told = f"the keys {show(words[place].keys)} are a word already on line {lines[earlier]}"
        problems.append(FileProblem(lines[place], told))
    if len(words) > MOST_WORDS:
        problems.append(FileProblem(0, f"there are more than {MOST_WORDS} words"))
    if problems:
        raise FileError(sorted(problems, key=lambda one: one.line))
    return _headed(head, words, name)


def _headed(head: Mapping[str, Any], words: Sequence[DictionaryWord], name: str) -> LanguageFile:
    version = head.get("version", 1)
    try:
        if type(version) is not int or not 1 <= version < 2**31:
            raise InvalidError("version is a number from 1 on.")
        about = head.get("about") or ""
        return LanguageFile(
            language_name(head.get("name") or name),
            version,
            help_of(head.get("help")),
            language_name(about) if about else "",
            words,
        )
    except InvalidError as error:
        raise FileError([FileProblem(0, str(error))]) from error


def known_fields(row: Mapping[str, Any], known: Sequence[str], line: int) -> list[FileProblem]:
    """Find what does not stand in a row of this kind."""
    return [
        FileProblem(line, f"{one[:40]} is nothing that stands here; did you mean {meant}?")
        for one in row
        if one not in known and (meant := likest(one[:40], known)) is not None
    ]
