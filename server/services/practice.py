"""Practice: words that are due, then new ones; and how each was played."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.core.dictionary.ports import DictionaryStore, PracticeStore
from server.core.dictionary.practice import SURE_DAYS, Answer, Card, answered
from server.core.dictionary.words import DictionaryWord
from server.core.errors import NotFoundError
from server.core.language import Keys
from server.core.ports import Clock
from server.core.users import User
from server.services.dictionary_shipped import Shipped

PAGE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A word to be played."""

    language: str
    word: DictionaryWord
    card: Card | None
    """None where it is new."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How somebody stands with a language."""

    words: int
    begun: int
    due: int
    learnt: int
    played: int
    slips: int
    """In all."""
    ms: int | None
    """The median of the best times, of words that were played without a slip."""


class Practice:
    """Each user's own."""

    def __init__(
        self, store: PracticeStore, words: DictionaryStore, shipped: Shipped, clock: Clock
    ) -> None:
        self._store, self._words, self._shipped, self._clock = store, words, shipped, clock

    def round(self, user: User, language: str, count: int) -> Sequence[Asked]:
        """Choose what to ask now: what is due, the longest first, then what is new."""
        now, cards = self._clock(), self._cards(user, language)
        due = [card for card in cards.values() if card.due <= now]
        asked = [Asked(language, word, card) for card in due if (word := self._word(card))]
        for word in self._every(language):
            if len(asked) >= count:
                break
            if word.keys not in cards:
                asked.append(Asked(language, word, None))
        return asked[:count]

    def played(self, user: User, language: str, keys: Keys, answer: Answer) -> Card:
        """Note how a word was played; gives when it is asked again."""
        before = self._store.card(user.id, language, keys) or Card(language, keys)
        if self._word(before) is None:
            raise NotFoundError(f"There is no such word in {language[:40]}.")
        now = self._clock()
        card = answered(before, answer, now)
        self._store.keep_card(user.id, card, now)
        return card

    def progress(self, user: User, language: str) -> Progress:
        """Tell how somebody stands with a language."""
        now, cards = self._clock(), self._cards(user, language).values()
        best = sorted(card.best_ms for card in cards if card.best_ms is not None)
        return Progress(
            sum(1 for _ in self._every(language)),
            len(cards),
            sum(card.due <= now for card in cards),
            sum(card.interval_days >= SURE_DAYS for card in cards),
            sum(card.played for card in cards),
            sum(card.slips for card in cards),
            best[len(best) // 2] if best else None,
        )

    def forget(self, user: User, language: str) -> int:
        """Begin a language anew; tells how many words were known."""
        return self._store.forget_cards(user.id, [language])

    def _cards(self, user: User, language: str) -> Mapping[Keys, Card]:
        return {card.keys: card for card in self._store.cards(user.id, [language])}

    def _word(self, card: Card) -> DictionaryWord | None:
        """Find a card's word; none where its keys are no word any more."""
        shipped = self._shipped.words.get(card.language)
        if shipped is not None:
            return next((word for word in shipped if word.keys == card.keys), None)
        kept = self._words.word_with(card.language, card.keys)
        return kept.word if kept else None

    def _every(self, language: str) -> Iterator[DictionaryWord]:
        if language in self._shipped.words:
            yield from self._shipped.words[language]
            return
        after = ""
        while found := self._words.words(language, after, PAGE):
            yield from (kept.word for kept in found)
            after = " ".join(map(str, found[-1].word.keys))
