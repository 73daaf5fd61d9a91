"""Whether a language of people is whole: each command and text once, and nothing said for two."""

import re
from collections.abc import Iterator, Mapping, Sequence

from server.core.language import Command, Problem
from server.core.people import SOURCE, WAYS, People, line_of
from server.core.spelling import likest
from server.core.spoken_number import folded, number_from

_ARGUMENTS = re.compile(r"\$[1-9]")
_NEEDLESS = re.compile(r"""[!?,;"“”]|\.(?=\s|$)|\s\s|^\s|\s$""")
"""What a phrase is rid of before it is compared."""
COUNTED = range(25)
"""Numbers that a key can have, which must be sayable."""


def check_people(
    people: People, commands: Sequence[Command], english: Mapping[str, str], source: str
) -> list[Problem]:
    """Find what is missing, unknown, said twice or not alike; `source` is the file's text."""
    found = [*_numbers(people)]
    if people.language != SOURCE:
        names = [command.name for command in commands]
        found += _keys("command", people.commands, names)
        found += _keys("text", people.texts, list(english))
        found += _phrases(people)
        found += _ways(people, commands)
        found += _arguments(people.texts, english)
    return [
        Problem(code, message, fix, people.language, file=people.file, line=line_of(source, at))
        for code, message, fix, at in found
    ]


Fault = tuple[str, str, str, str]


def _numbers(people: People) -> Iterator[Fault]:
    for said, number in people.examples.items():
        read = number_from(said, people.numbers)
        if read != number:
            message = f"“{said}” is read as {read}, and is said to be {number}"
            yield "number", message, "mend the words of numbers, or the example", said
    known = set(people.numbers.words.values())
    for number in (number for number in COUNTED if number <= 10 and number not in known):
        yield "number", f"no word says {number}", "add it to [numbers.words]", "numbers"


def _keys(what: str, given: Mapping[str, object], wanted: Sequence[str]) -> Iterator[Fault]:
    for name in wanted:
        if name not in given:
            yield f"no-{what}", f"the {what} {name} is not translated", f"add {name}", "language"
    for name in given:
        if name not in wanted:
            fix = f"did you mean {likest(name, list(wanted))}?"
            yield f"unknown-{what}", f"there is no {what} {name}", fix, name


def _phrases(people: People) -> Iterator[Fault]:
    """Find what is said for two commands; who has no ü to type says u."""
    owners: dict[str, str] = {}
    for name, said in people.commands.items():
        if not said.phrases or not said.help:
            yield "no-phrase", f"{name} lacks a phrase or help", "write both", name
        for phrase in (*said.phrases, *said.misheard):
            if phrase != phrase.lower() or _NEEDLESS.search(phrase):
                fix = "write it small, with single spaces and without signs"
                yield "phrase", f"{name}: “{phrase}” is never compared as it stands", fix, name
            owner = owners.setdefault(folded(phrase), name)
            if owner != name:
                message = f"“{phrase}” is said for {owner} and for {name}"
                yield "same-phrase", message, "give one of them another", name


def _ways(people: People, commands: Sequence[Command]) -> Iterator[Fault]:
    """Find where undo, or why there is none, stands in one of both only."""
    for command in commands:
        said = people.commands.get(command.name)
        for way in WAYS if said else ():
            mine, theirs = bool(said and said.ways.get(way)), bool(getattr(command, way))
            if mine != theirs:
                message = f"{command.name} {'lacks' if theirs else 'has'} {way}"
                fix = f"write {way} = …" if theirs else "leave it out, as the command table does"
                yield way, message, fix, command.name


def _arguments(texts: Mapping[str, str], english: Mapping[str, str]) -> Iterator[Fault]:
    for key, text in texts.items():
        mine, theirs = (set(_ARGUMENTS.findall(one)) for one in (text, english.get(key, text)))
        if mine != theirs:
            message = f"{key} puts in {_listed(mine)}; in English {_listed(theirs)}"
            yield "arguments", message, "put in the same", key


def _listed(arguments: set[str]) -> str:
    return ", ".join(sorted(arguments)) or "nothing"
