"""A language of people: what is said in it, and what is answered, read from one file.

The file is ``languages/people/<language>.toml``; ``de.toml`` tells at its head what each part is
for. English has its phrases in the command table and its texts in ``extension/_locales/en/parts``,
so its file holds words only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.core.language import Problem
from server.core.language_toml import parsed
from server.core.spelling import likest
from server.core.spoken_number import NumberNames

SOURCE = "en"
"""The language that others are translated from."""

Table = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A command, as people of a language say it and are told of it."""

    phrases: Sequence[str]
    misheard: Sequence[str] = ()
    help: str = ""
    ways: Mapping[str, str] = field(default_factory=dict)
    """`undo`: what undo does about it; `final`: why there is no way back."""


@dataclass(frozen=True)
class People:
    """A language of people, whole."""

    language: str
    """BCP 47."""
    words: Table
    """All that is no command and no text, as the file has it."""
    numbers: NumberNames
    examples: Mapping[str, int]
    """Numbers as they are said, to prove the words by."""
    commands: Mapping[str, Said] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give what the extension reads to understand it; texts are Chrome's own format."""
        said = {
            name: {"phrases": list(one.phrases), "misheard": list(one.misheard)}
            for name, one in self.commands.items()
        }
        numbers = {k: v for k, v in self.words["numbers"].items() if k != "examples"}
        return {**self.words, "numbers": numbers} | ({"commands": said} if said else {})


class Shape:
    """What a value must be; each says in words what was wanted."""

    TEXT = "text in quotes"
    TEXTS = "a list of texts"
    COUNTS = "numbers by their names"
    LISTS = "lists of texts by their names"


FIELDS: Mapping[str, str | Mapping[str, str]] = {
    "language": Shape.TEXT,
    "name": Shape.TEXT,
    "verbs": Shape.TEXTS,
    "toward": Shape.TEXTS,
    "numbers": {
        "words": Shape.COUNTS,
        "scales": Shape.COUNTS,
        "joins": Shape.TEXTS,
        "minus": Shape.TEXTS,
        "units": Shape.TEXTS,
        "one": Shape.TEXTS,
        "misheard": Shape.COUNTS,
        "examples": Shape.COUNTS,
    },
    "ways": Shape.COUNTS,
    "signs": Shape.LISTS,
    "changes": {
        "capital": Shape.TEXTS,
        "upper": Shape.TEXTS,
        "lower": Shape.TEXTS,
        "literal": Shape.TEXTS,
    },
    "letters": {"spell": Shape.TEXTS, "capital": Shape.TEXTS, "names": Shape.LISTS},
    "macros": {"then": Shape.TEXTS, "times": Shape.TEXTS, "open": Shape.LISTS},
}
"""Every field of a file but its format, its commands and its texts."""
OPTIONAL = {"scales", "joins", "units", "one", "misheard", "undo", "final"}
WAYS = ("undo", "final")
COMMAND: Mapping[str, str] = {
    "phrases": Shape.TEXTS,
    "misheard": Shape.TEXTS,
    "help": Shape.TEXT,
    "undo": Shape.TEXT,
    "final": Shape.TEXT,
}


def read_people(text: str, file: str = "") -> tuple[People | None, list[Problem]]:
    """Read a language; with any problem there is none."""
    table, problems = parsed(text, file)
    if table is None:
        return None, problems
    problems = [
        Problem(code, message, fix, file=file, line=line_of(text, at))
        for code, message, fix, at in _faults_of(table)
    ]
    if problems:
        return None, problems
    numbers = dict(table["numbers"])
    examples = numbers.pop("examples")
    numbers.pop("misheard", None)
    commands = {name: _said(one) for name, one in table.get("commands", {}).items()}
    words = {key: table[key] for key in FIELDS}
    language = str(table["language"])
    texts = table.get("texts", {})
    return People(language, words, NumberNames(**numbers), examples, commands, texts, file), []


def _said(row: Table) -> Said:
    ways = {way: row[way] for way in WAYS if way in row}
    return Said(tuple(row["phrases"]), tuple(row.get("misheard", ())), row["help"], ways)


Fault = tuple[str, str, str, str]
"""Code, message, what to do, and the word at whose line it stands."""


def _faults_of(table: Table) -> Iterator[Fault]:
    if table.get("format") != 1:
        yield "wrong-format", "the file is not of format 1", "write format = 1", "format"
    plain = {key: table[key] for key in table if key not in ("format", "commands", "texts")}
    yield from _faults(plain, FIELDS, "the file")
    if table.get("language") != SOURCE:
        for part in ("commands", "texts"):
            if part not in table:
                fix = f"translate them under [{part}]"
                yield "missing", f"the file has no {part}", fix, "language"
    for name, one in table.get("commands", {}).items():
        yield from _faults(one, COMMAND, name)
    for key, text in table.get("texts", {}).items():
        if not isinstance(text, str) or not text:
            yield "wrong-type", f"{key} is {text!r}", f"write {Shape.TEXT}", key


def _faults(
    table: Any, fields: Mapping[str, str | Mapping[str, str]], title: str
) -> Iterator[Fault]:
    """Find what is unknown, missing or of the wrong type."""
    if not isinstance(table, Mapping):
        yield "wrong-type", f"{title} is {table!r}", f"write [{title}]", title
        return
    for name in fields.keys() - table.keys() - OPTIONAL:
        yield "missing", f"{title} has no {name}", f"write {name} = …", title
    for name, value in table.items():
        if name not in fields:
            fix = f"did you mean {likest(name, list(fields))}?"
            yield "unknown-field", f"{title} has {name}, which nothing reads", fix, name
            continue
        shape = fields[name]
        if isinstance(shape, Mapping):
            yield from _faults(value, shape, name)
        elif not _fits(value, shape):
            yield "wrong-type", f"{title} has {name} = {value!r}", f"write {shape}", name


def _fits(value: Any, shape: str) -> bool:
    if shape == Shape.TEXT:
        return isinstance(value, str) and bool(value)
    if shape == Shape.TEXTS:
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    if not isinstance(value, Mapping):
        return False
    if shape == Shape.COUNTS:
        return all(isinstance(one, int) and not isinstance(one, bool) for one in value.values())
    return all(_fits(one, Shape.TEXTS) for one in value.values())


def line_of(text: str, word: str) -> int:
    """Give the first line that begins with a key or names it in its head; 1 where none does."""
    heads = (f"{word} ", f'"{word}" ', f"[{word}]", f'[commands."{word}"]')
    found = (n for n, line in enumerate(text.split("\n"), 1) if line.startswith(heads))
    return next(found, 1)
