"""Judge: plays every word with every single error through the recogniser; lists what else fires.

Refused: a slip in a bare word or in one of the user's own that makes any word but a single key; any
error that reaches a destructive command, at once or through the word after it; any error in a
destructive word that fires more than cancel. All else is listed, and so are the founder's words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from server.core.compiler import Options, build, free_fix
from server.core.entries import entries
from server.core.keys import show
from server.core.language import Command, Keys, Language, Problem
from server.core.lexicon import Lexicon
from server.core.slips import ErrorKind, errors
from server.core.walk import REST, Walk

HARMLESS = ("cancel",)
"""All that an error in a destructive word may fire."""


@dataclass(frozen=True)
class Slip:
    """An error in a word, and the other word that it fires."""

    level: Literal["refused", "listed"]
    error: ErrorKind
    keys: Keys
    """The word meant."""
    commands: tuple[str, ...]
    played: Keys
    after: Keys
    """The faultless word that was played next, if it took that one; else nothing."""
    fires: tuple[str, ...]
    by: Keys
    """Keys of the word that fired."""
    language: str

    def to_json(self) -> dict[str, Any]:
        """Give the slip as the panel and the command line show it."""
        return {
            "level": self.level,
            "error": self.error,
            "language": self.language,
            "keys": list(self.keys),
            "commands": list(self.commands),
            "played": list(self.played),
            "after": list(self.after),
            "fires": list(self.fires),
            "by": list(self.by),
        }

    def __str__(self) -> str:
        then = f", then {show(self.after)}" if self.after else ""
        return (
            f"“{' / '.join(self.commands)}” ({self.language}), {show(self.keys)}, {self.error} as "
            f"{show(self.played)}{then}, fires “{' / '.join(self.fires)}” ({show(self.by)})"
        )


def judge(
    lexicon: Lexicon,
    commands: Sequence[Command],
    languages: Sequence[Language],
    about: Keys | None = None,
) -> list[Slip]:
    """Judge every word of a lexicon made from these languages, or only what is ``about`` one."""
    return list(_Court(lexicon, commands, languages, about).slips())


def refusals(
    found: Sequence[Slip], languages: Sequence[Language], lexicon: Lexicon
) -> list[Problem]:
    """Turn what is refused into problems with a fix, one for each word."""
    listed = entries(languages, lexicon.profile)
    problems: dict[Keys, Problem] = {}
    for slip in found:
        entry = next(entry for entry in listed if entry.keys == slip.keys)
        if slip.level == "refused" and slip.keys not in problems:
            fix = free_fix(listed, entry)
            problems[slip.keys] = entry.problem("slip", str(slip), fix, other=slip.by)
    return list(problems.values())


class _Court:
    """One sitting: the lexicon with its reservations, and what has been heard already."""

    def __init__(
        self,
        lexicon: Lexicon,
        commands: Sequence[Command],
        languages: Sequence[Language],
        about: Keys | None,
    ) -> None:
        self.entries = entries(languages, lexicon.profile)
        options = Options(lexicon.profile, lexicon.pedal)
        self.walk = Walk(build(self.entries, lexicon.kinds, options, lexicon.numbers))
        grave = {command.name for command in commands if command.destructive}
        self.grave = [bool(grave & set(entry.commands)) for entry in self.entries]
        self.about = about
        playable = range(sum(hasattr(entry.item, "means") for entry in self.entries))
        self.playable = [(index, self.entries[index]) for index in playable]
        self.heard: set[tuple[int, int, bool]] = set()

    def slips(self) -> Iterator[Slip]:
        """Play every error of every word that is there to be played."""
        for meant, entry in self.playable:
            for path in entry.paths:
                for error, played in errors(path):
                    yield from self._try(meant, error, played)

    def _try(self, meant: int, error: ErrorKind, played: Keys) -> Iterator[Slip]:
        fired, state = self.walk.play(played)
        for index in fired:
            if self._counts(meant, index):
                level = self._level(meant, error, index)
                yield self._slip(level, meant, index, error=error, played=played)
        own = self.about == self.entries[meant].keys
        mark = (state, meant if self.grave[meant] else -1, own)
        if state != REST and mark not in self.heard:
            self.heard.add(mark)
            yield from self._go_on(meant, error, played, state)

    def _go_on(self, meant: int, error: ErrorKind, played: Keys, state: int) -> Iterator[Slip]:
        """Play every faultless word after the error: none may make a destructive one of it."""
        for after, entry in self.playable:
            if self.about not in (None, entry.keys, self.entries[meant].keys):
                continue
            fired, _ = self.walk.play(entry.keys, state)
            for index in fired:
                if self.grave[index] and index not in (meant, after):
                    yield self._slip(
                        "refused", meant, index, error=error, played=played, after=entry.keys
                    )

    def _counts(self, meant: int, index: int) -> bool:
        """Tell whether what fired is another word, and one that this sitting is about."""
        one, other = self.entries[meant], self.entries[index]
        return one.commands != other.commands and self.about in (None, one.keys, other.keys)

    def _level(self, meant: int, error: ErrorKind, index: int) -> Literal["refused", "listed"]:
        entry, other = self.entries[meant], self.entries[index]
        if self.grave[index]:
            return "refused"
        if self.grave[meant]:
            return "listed" if other.commands == HARMLESS else "refused"
        unsafe = entry.guarded and error == "slip" and len(other.keys) > 1
        return "refused" if unsafe else "listed"

    def _slip(
        self,
        level: Literal["refused", "listed"],
        meant: int,
        index: int,
        *,
        error: ErrorKind,
        played: Keys,
        after: Keys = (),
    ) -> Slip:
        entry, other = self.entries[meant], self.entries[index]
        return Slip(
            level,
            error,
            entry.keys,
            entry.commands,
            played,
            after,
            other.commands,
            other.keys,
            entry.language.name,
        )
