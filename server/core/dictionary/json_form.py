"""A language as JSON: ours, with everything; and plover's, an object of outlines.

Plover writes an outline as strokes with a slash between.  A stroke of ours is a key's number, and a
chord's keys stand in one stroke with dashes: `{"12/7/12": "hello", "0-4-7": "C major"}`.  The
translation is the meanings, one a line; spoken forms are not in it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from server.core.dictionary.file_error import FileError, FileProblem
from server.core.dictionary.languages import LanguageFile
from server.core.dictionary.placed_json import Placed, read
from server.core.dictionary.rows import HEADS, known_fields, language_file
from server.core.dictionary.words import DictionaryWord, word_told

FORMAT = 1
STROKES = re.compile(r"\d{1,2}(/\d{1,2})*")
CHORD = re.compile(r"\d{1,2}(-\d{1,2})+")


def write_json(file: LanguageFile) -> str:
    """Write a language, a line for each word."""
    head = {"format": FORMAT, "kind": "vocabulary", **{one: getattr(file, one) for one in HEADS}}
    lines = [f"  {json.dumps(name)}: {_text(value)}" for name, value in head.items()]
    words = ",\n".join(f"    {_text(word_told(word))}" for word in file.words)
    lines.append(f'  "words": [\n{words}\n  ]' if words else '  "words": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_json(text: str, name: str) -> LanguageFile:
    """Read one; raises `FileError`."""
    told = read(text)
    if not isinstance(told, Placed):
        raise FileError([FileProblem(1, "a language is an object with words")])
    problems = known_fields(told, ("format", "kind", "words", *HEADS), told.line)
    if told.get("format", FORMAT) != FORMAT:
        problems.append(FileProblem(told.lines["format"], "this is of a format not known here"))
    if told.get("kind", "vocabulary") != "vocabulary":
        problems.append(FileProblem(told.lines["kind"], "only a vocabulary can be taken in"))
    rows = told.get("words")
    if not isinstance(rows, list):
        problems.append(FileProblem(told.line, "words is a list of words"))
    if problems:
        raise FileError(problems)
    return language_file(told, ((_line(one, told), one) for one in rows or ()), name)


def _line(row: Any, whole: Placed) -> int:
    return row.line if isinstance(row, Placed) else whole.lines["words"]


def write_plover(file: LanguageFile) -> str:
    """Write an object of outlines."""
    pairs = [f"{json.dumps(outline(word))}: {_text(_translation(word))}" for word in file.words]
    return "{\n" + ",\n".join(pairs) + "\n}\n" if pairs else "{}\n"


def outline(word: DictionaryWord) -> str:
    """Write a word's keys as an outline."""
    return ("-" if word.chord else "/").join(map(str, word.keys))


def _translation(word: DictionaryWord) -> str:
    told = [str(one) for one in word.meanings] or list(word.says) or list(word.commands)
    return "\n".join(told)


def read_plover(text: str, name: str) -> LanguageFile:
    """Read an object of outlines; raises `FileError`."""
    told = read(text)
    if not isinstance(told, Placed):
        raise FileError([FileProblem(1, "a dictionary of outlines is an object")])
    problems: list[FileProblem] = []
    rows = list(_outlines(told, problems))
    if problems:
        raise FileError(problems)
    return language_file({}, rows, name)


def _outlines(told: Placed, problems: list[FileProblem]) -> Iterator[tuple[int, dict[str, Any]]]:
    for written, translation in told.items():
        line = told.lines[written]
        chord = CHORD.fullmatch(written) is not None
        if not chord and not STROKES.fullmatch(written):
            shown = written[:40]
            problems.append(
                FileProblem(line, f"“{shown}” is no outline: write 12/7/12, or 0-4-7 for a chord")
            )
        elif not isinstance(translation, str):
            problems.append(FileProblem(line, "a translation is a text"))
        else:
            keys = [int(key) for key in re.split("[/-]", written)]
            meanings = [one for one in translation.split("\n") if one.strip()]
            yield line, {"keys": keys, "chord": chord, "meanings": meanings}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
