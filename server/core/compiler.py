"""Compiler: the active languages to one lexicon, or the problems that stand in the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.core.checks import meaning, shape
from server.core.entries import Entry, entries
from server.core.keys import show
from server.core.language import (
    Command,
    Keys,
    Kind,
    Language,
    Numbers,
    Problem,
    Reserved,
    Word,
    by_name,
)
from server.core.lexicon import Lexicon, LexiconWord, PedalRole, Profile, grow
from server.core.suggestion import suggest


@dataclass(frozen=True)
class Options:
    """What the player has set."""

    profile: Profile = "safe"
    pedal: PedalRole = "none"


DEFAULTS = Options()


def compile_lexicon(
    commands: Sequence[Command], languages: Sequence[Language], options: Options = DEFAULTS
) -> tuple[Lexicon | None, list[Problem]]:
    """Compile the languages, in their order. With any problem there is no lexicon."""
    table = by_name(commands)
    listed = entries(languages, options.profile)
    shapes = [shape(entry) for entry in listed]
    sound = [entry for entry, fault in zip(listed, shapes, strict=True) if not fault]
    problems = [
        *_phrases(commands),
        *filter(None, shapes),
        *(problem for entry in sound for problem in meaning(entry, table)),
        *conflicts(sound),
        *_numbers(languages),
    ]
    if problems:
        return None, problems
    kinds = {command.name: command.value for command in commands}
    words = [entry for entry in listed if isinstance(entry.item, Word)]
    return build(words, kinds, options, numbers_of(languages)), []


def build(
    listed: Sequence[Entry], kinds: Mapping[str, Kind], options: Options, numbers: Numbers
) -> Lexicon:
    """Make the lexicon of sound entries."""
    words = tuple(
        LexiconWord(
            entry.keys, entry.commands, kinds.get(entry.commands[0], "none"), entry.language.name
        )
        for entry in listed
    )
    paths = [(path, index) for index, entry in enumerate(listed) for path in entry.paths]
    return Lexicon(words, grow(paths), kinds, options.profile, numbers, options.pedal)


def numbers_of(languages: Sequence[Language]) -> Numbers:
    """Tell how numbers are played: as the active numbers language says, else decimal."""
    return next((language.base for language in languages if language.base), "decimal")


def conflicts(listed: Sequence[Entry]) -> Iterator[Problem]:
    """Find words that begin one another, or are the same keys.

    In sorted order a word stands right before those that it begins.
    """
    order = {id(entry): number for number, entry in enumerate(listed)}
    paths = sorted(
        ((path, entry) for entry in listed for path in entry.paths),
        key=lambda pair: (pair[0], order[id(pair[1])]),
    )
    for at, (short, entry) in enumerate(paths):
        for long, other in paths[at + 1 :]:
            if long[: len(short)] != short:
                break
            first, second = sorted((entry, other), key=lambda e: order[id(e)])
            if isinstance(second.item, Reserved):
                first, second = second, first
            yield _conflict(listed, first, second, same=short == long)


def _conflict(listed: Sequence[Entry], first: Entry, second: Entry, same: bool) -> Problem:
    """Describe a conflict; the later of two words is the one to change, and never what is kept."""
    if same:
        text = f"{first} and {second} have the same keys"
    elif len(first.keys) < len(second.keys):
        text = f"{first} begins {second} which could never be played"
    else:
        text = f"{second} begins {first} which could never be played"
    return second.problem(
        "duplicate" if same else "prefix", text, free_fix(listed, second), other=first.keys
    )


def free_fix(listed: Sequence[Entry], entry: Entry) -> str:
    """Advise keys that an entry can have instead."""
    free: Keys | None = suggest(listed, entry.keys)
    return f"play {entry.title} as {show(free)}, which is free" if free else "remove one of them"


def _phrases(commands: Sequence[Command]) -> Iterator[Problem]:
    for command in commands:
        if not command.phrases:
            text = f"the command {command.name} has no phrase, so it can't be spoken"
            yield Problem("no-phrase", text, 'write phrases = ["…"], the usual one first')


def _numbers(languages: Sequence[Language]) -> Iterator[Problem]:
    active = [language for language in languages if language.kind == "numbers"]
    if len(active) > 1:
        text = f"{active[0].name} and {active[1].name} both say how numbers are played"
        yield Problem("numbers", text, "turn one of them off", active[1].name, file=active[1].file)
