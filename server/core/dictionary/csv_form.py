"""A language as CSV: a line for each word, several texts of one cell on lines of their own.

A cell that a table program would take for a formula (=, +, -, @ first) gets an apostrophe before
it, which is taken off again when it is read.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from server.core.dictionary.file_error import FileError, FileProblem
from server.core.dictionary.languages import LanguageFile
from server.core.dictionary.rows import known_fields, language_file
from server.core.dictionary.words import DictionaryWord
from server.core.keys import show

COLUMNS = ("keys", "chord", "says", "meanings", "commands")
FORMULA = re.compile(r"'*[=+\-@]")
GUARDED = re.compile(r"'+[=+\-@]")
LARGEST_CELL = 200_000


def write_csv(file: LanguageFile) -> str:
    """Write a language's words; what it is called is the file's name."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, file.words))
    return out.getvalue()


def _cells(word: DictionaryWord) -> list[str]:
    return [
        show(word.keys),
        "yes" if word.chord else "",
        _cell(word.says),
        _cell(map(str, word.meanings)),
        _cell(word.commands),
    ]


def _cell(texts: Any) -> str:
    return "\n".join(f"'{one}" if FORMULA.match(one) else one for one in texts)


def read_csv(text: str, name: str) -> LanguageFile:
    """Read one; raises `FileError`."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[tuple[int, dict[str, Any]]] = []
    try:
        head = [one.strip().casefold() for one in next(reader, [])]
        _check_head(head)
        for line, cells in _numbered(reader):
            rows.append((line, _row(head, cells, line)))
    except csv.Error as error:
        raise FileError([FileProblem(reader.line_num, f"not CSV: {error}")]) from error
    return language_file({}, rows, name)


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line that it begins on."""
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _check_head(head: list[str]) -> None:
    if "keys" not in head:
        columns = ",".join(COLUMNS)
        raise FileError([FileProblem(1, f"the first line names the columns: {columns}")])
    problems = known_fields(dict.fromkeys(head), COLUMNS, 1)
    if len(set(head)) < len(head):
        problems.append(FileProblem(1, "a column stands here twice"))
    if problems:
        raise FileError(problems)


def _row(head: list[str], cells: list[str], line: int) -> dict[str, Any]:
    if len(cells) > len(head):
        raise FileError([FileProblem(line, f"{len(cells)} cells under {len(head)} columns")])
    told = dict(zip(head, cells, strict=False))
    chord = told.get("chord", "").strip().casefold()
    if chord not in ("", "yes", "no"):
        raise FileError([FileProblem(line, "chord is yes, no or empty")])
    texts = {one: _texts(told.get(one, "")) for one in ("says", "meanings", "commands")}
    return {"keys": told["keys"].strip(), "chord": chord == "yes", **texts}


def _texts(cell: str) -> list[str]:
    lines = (one.strip() for one in re.split(r"[\r\n]+", cell))
    return [one[1:] if GUARDED.match(one) else one for one in lines if one]
