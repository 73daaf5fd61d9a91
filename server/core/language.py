"""Language: a named, versioned list of words, and the table of commands they may name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["none", "step", "place", "number", "name", "text", "label", "grid"]
KINDS: tuple[Kind, ...] = (
    "none",
    "step",
    "place",
    "number",
    "name",
    "text",
    "label",
    "grid",
)
LanguageKind = Literal["commands", "numbers", "vocabulary"]
Numbers = Literal["decimal", "binary"]
Keys = tuple[int, ...]


@dataclass(frozen=True)
class Command:
    """What the browser or server does; one row of ``languages/commands.toml``."""

    name: str
    phrases: tuple[str, ...]
    """Spoken forms, the canonical one first."""
    misheard: tuple[str, ...] = ()
    help: str = ""
    value: Kind = "none"
    earcon: str = "done"
    undo: str = ""
    """What undo does, or nothing."""
    final: str = ""
    """Why there is nothing to undo, or no way back."""
    page: bool = False
    destructive: bool = False
    repeat: bool = False
    group: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the row as the extension reads it."""
        return {
            "name": self.name,
            "phrases": list(self.phrases),
            "misheard": list(self.misheard),
            "help": self.help,
            "value": self.value,
            "earcon": self.earcon,
            "undo": self.undo,
            "final": self.final,
            "page": self.page,
            "destructive": self.destructive,
            "repeat": self.repeat,
            "group": self.group,
        }


@dataclass(frozen=True)
class Word:
    """Keys and what they mean."""

    keys: Keys
    means: tuple[str, ...] = ()
    """Commands; several when the player is to pick one."""
    fast: Keys = ()
    """Keys in the fast profile, where they differ."""
    unordered: bool = False
    """A chord: its body counts in any order."""
    says: tuple[str, ...] = ()
    meaning: str = ""
    """What the word stands for in a vocabulary."""
    meanings: tuple[str, ...] = ()
    """What it stands for besides, each as “(noun) a cat”."""
    founder: bool = False
    """Kept from the founder's dictionary: exempt from refusal by the judge, and listed."""
    derived: bool = False
    """Made from a word of another language, not written in this one's file."""
    line: int = 0
    """Line in the language's file, 0 when unknown."""

    def to_json(self) -> dict[str, Any]:
        """Give the word as the extension reads it, leaving out what is at its default."""
        row: dict[str, Any] = {"keys": list(self.keys)}
        if self.fast:
            row["fast"] = list(self.fast)
        row["unordered"] = self.unordered
        row["means"] = list(self.means)
        for key in ("says", "meaning", "meanings", "founder", "derived"):
            value = getattr(self, key)
            if value:
                row[key] = list(value) if isinstance(value, tuple) else value
        return row


@dataclass(frozen=True)
class Reserved:
    """Keys kept free for a word to come: they count in conflicts and slips, and do nothing."""

    keys: Keys
    why: str
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        """Give the reservation as the extension reads it."""
        return {"keys": list(self.keys), "for": self.why}


@dataclass(frozen=True)
class Language:
    """A named list of words."""

    name: str
    version: int = 1
    kind: LanguageKind = "commands"
    help: str = ""
    base: Numbers | None = None
    """How numbers are played, in a language of kind ``numbers``."""
    words: tuple[Word, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    derive: str = ""
    """The language whose pairs become framed words here (see ``derive``)."""
    about: str = ""
    """The language whose words it speaks about."""
    file: str = field(default="", compare=False)

    def to_json(self) -> dict[str, Any]:
        """Give the language as the extension reads it."""
        row: dict[str, Any] = {
            "format": 1,
            "name": self.name,
            "version": self.version,
            "kind": self.kind,
            "help": self.help,
        }
        if self.base:
            row["base"] = self.base
        if self.about:
            row["about"] = self.about
        row["words"] = [word.to_json() for word in self.words]
        row["reserved"] = [reserved.to_json() for reserved in self.reserved]
        return row


@dataclass(frozen=True)
class Problem:
    """Why a language cannot be played as written, and what to do."""

    code: str
    message: str
    fix: str
    language: str = ""
    keys: Keys = ()
    other: Keys = ()
    """Keys of the other word of a conflict."""
    file: str = ""
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        """Give the problem as the panel shows it."""
        return {
            "code": self.code,
            "language": self.language,
            "keys": list(self.keys),
            "other": list(self.other),
            "message": self.message,
            "fix": self.fix,
        }

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message} — {self.fix}"


def command_from_json(row: Mapping[str, Any]) -> Command:
    """Read a row of ``commands.json`` or ``commands.toml``; unknown fields are an error."""
    known = {**row, "phrases": tuple(row["phrases"]), "misheard": tuple(row.get("misheard", ()))}
    return Command(**known)


def word_from_json(row: Mapping[str, Any]) -> Word:
    """Read a word of a language's JSON."""
    lists = ("keys", "fast", "means", "says", "meanings")
    fields: dict[str, Any] = {k: tuple(row[k]) if k in lists else row[k] for k in row}
    return Word(**fields)


def language_from_json(row: Mapping[str, Any]) -> Language:
    """Read a compiled language file."""
    fields = {key: row[key] for key in row if key not in ("format", "words", "reserved")}
    reserved = tuple(Reserved(tuple(r["keys"]), r["for"]) for r in row.get("reserved", ()))
    return Language(**fields, words=tuple(map(word_from_json, row["words"])), reserved=reserved)


def by_name(commands: Sequence[Command]) -> dict[str, Command]:
    """Index the table by command name."""
    return {command.name: command for command in commands}
