"""Entries: every word and reservation of the active languages, with the keys that play it."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.keys import HIGH, is_c, show
from server.core.language import Keys, Language, Problem, Reserved, Word
from server.core.lexicon import Profile, orders


@dataclass(frozen=True)
class Entry:
    """A word, or keys kept free for one, as one profile plays it."""

    language: Language
    item: Word | Reserved
    keys: Keys

    @property
    def commands(self) -> tuple[str, ...]:
        """Give the commands it means; for a reservation, what it is kept for."""
        return self.item.means if isinstance(self.item, Word) else (self.item.why,)

    @property
    def paths(self) -> list[Keys]:
        """List the key sequences that play it."""
        chord = isinstance(self.item, Word) and self.item.unordered
        return orders(self.keys, chord)

    @property
    def title(self) -> str:
        """Name it in a sentence: “tab.next” (swift)."""
        if isinstance(self.item, Reserved):
            return f"“{self.item.why}” (kept free by {self.language.name})"
        return f"“{' / '.join(self.item.means)}” ({self.language.name})"

    @property
    def founder(self) -> bool:
        """Tell whether it is the founder's, and so exempt from refusal by the judge."""
        return isinstance(self.item, Reserved) or self.item.founder

    @property
    def guarded(self) -> bool:
        """Tell whether no slip in it may make another word: bare words, and the user's own."""
        return not self.founder and (not is_c(self.keys[0]) or self.keys[0] == HIGH)

    def problem(self, code: str, message: str, fix: str, other: Keys = ()) -> Problem:
        """Say what is wrong with it, and where it stands."""
        return Problem(
            code=code,
            message=message,
            fix=fix,
            language=self.language.name,
            keys=self.keys,
            other=other,
            file=self.language.file,
            line=self.item.line,
        )

    def __str__(self) -> str:
        return f"{self.title}, {show(self.keys)},"


def entries(languages: Sequence[Language], profile: Profile) -> list[Entry]:
    """List the words of the languages in their order, then what they keep free."""
    playing = [language for language in languages if language.kind == "commands"]
    words = [
        Entry(language, word, word.fast if profile == "fast" and word.fast else word.keys)
        for language in playing
        for word in language.words
    ]
    free = [Entry(language, r, r.keys) for language in playing for r in language.reserved]
    return words + free
