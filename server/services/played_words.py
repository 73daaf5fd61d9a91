"""Where words were played: examples in the recordings that somebody may see."""

from collections.abc import Sequence

from server.core.dictionary.words import keys_of
from server.core.errors import InvalidError
from server.core.keys import show
from server.core.performance_ports import AnalysisStore, PlayedAt
from server.core.users import User

MOST = 200
"""Examples that are told at once."""


class PlayedWords:
    """Finds them in what was found when recordings were looked through."""

    def __init__(self, store: AnalysisStore) -> None:
        self._store = store

    def of(
        self, user: User, language: str, keys: str, limit: int = 20
    ) -> tuple[Sequence[PlayedAt], int]:
        """Give examples of the word with these keys, as “12 7 12”, and how many there are.

        The latest recordings come first. Raises `InvalidError` for what are no keys.
        """
        if not 1 <= limit <= MOST:
            raise InvalidError(f"limit is 1 to {MOST}.")
        word = language, show(keys_of(keys))
        return self._store.played(user.id, user.role == "admin", word, limit)
