"""`PracticeStore` over SQLAlchemy; each user's cards are his own."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select

from server.adapters.database.dictionary_tables import PRACTICE
from server.adapters.database.transactions import Transactions
from server.core.dictionary.practice import Card
from server.core.keys import parse, show
from server.core.language import Keys

KEYS = PRACTICE.c["keys"]
FIGURES = (
    "repetitions", "ease", "interval_days", "due", "played", "missed", "slips", "best_ms",
    "last_ms",
)  # fmt: skip


class PracticeDatabase(Transactions):
    """Keeps cards."""

    def cards(self, user_id: int, languages: Collection[str]) -> Sequence[Card]:
        """List somebody's cards of languages, those first that are due first."""
        wanted = (
            select(PRACTICE)
            .where((PRACTICE.c.user_id == user_id) & PRACTICE.c.language.in_(languages))
            .order_by(PRACTICE.c.due, PRACTICE.c.language, KEYS)
        )
        with self._read() as connection:
            return [_card(row) for row in connection.execute(wanted)]

    def card(self, user_id: int, language: str, keys: Keys) -> Card | None:
        """Find one."""
        with self._read() as connection:
            wanted = select(PRACTICE).where(_here(user_id, language, keys))
            row = connection.execute(wanted).one_or_none()
        return _card(row) if row else None

    def keep_card(self, user_id: int, card: Card, now: int) -> None:
        """Store one over what it was."""
        row = {name: getattr(card, name) for name in FIGURES}
        own = {"user_id": user_id, "language": card.language, "keys": show(card.keys)}
        with self._write() as connection:
            connection.execute(delete(PRACTICE).where(_here(user_id, card.language, card.keys)))
            connection.execute(insert(PRACTICE).values(**own, **row, changed=now))

    def forget_cards(self, user_id: int, languages: Collection[str]) -> int:
        """Delete somebody's cards of languages; tell how many there were."""
        here = (PRACTICE.c.user_id == user_id) & PRACTICE.c.language.in_(languages)
        with self._write() as connection:
            return connection.execute(delete(PRACTICE).where(here)).rowcount


def _here(user_id: int, language: str, keys: Keys) -> Any:
    return (
        (PRACTICE.c.user_id == user_id) & (PRACTICE.c.language == language) & (show(keys) == KEYS)
    )


def _card(row: Row[*tuple[Any, ...]]) -> Card:
    figures = {name: getattr(row, name) for name in FIGURES}
    return Card(row.language, parse(row._mapping[KEYS]), **figures)
