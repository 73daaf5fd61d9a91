"""Languages by name, to find their words in what was played: shipped ones, and people's."""

from collections.abc import Iterator

from server.core.dictionary.words import KeptWord
from server.core.errors import NotFoundError
from server.core.keys import show
from server.core.language import Language, Word
from server.services.dictionary import Dictionary
from server.services.dictionary_shipped import Shipped

AT_ONCE = 1_000
"""Words that are read at once."""
MOST = 20_000
"""Words of a language that are looked for."""


class Vocabularies:
    """Reads a language whole, whoever made it."""

    def __init__(self, dictionary: Dictionary, shipped: Shipped) -> None:
        self._dictionary, self._shipped = dictionary, shipped

    def language(self, name: str) -> Language | None:
        """Find one; none where there is no such language."""
        shipped = self._shipped.language(name)
        if shipped is not None:
            return shipped
        try:
            return Language(name, words=tuple(self._words(name)))
        except NotFoundError:
            return None

    def _words(self, name: str) -> Iterator[Word]:
        after, read = "", 0
        while read < MOST:
            found = self._dictionary.words(name, after, AT_ONCE)
            yield from map(_word, found)
            if len(found) < AT_ONCE:
                return
            after, read = show(found[-1].word.keys), read + len(found)


def _word(kept: KeptWord) -> Word:
    word = kept.word
    return Word(word.keys, word.commands, unordered=word.chord, meaning=word.title)
