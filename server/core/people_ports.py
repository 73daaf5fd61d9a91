"""What the services about people keep: wishes to be an admin, and the audit of deeds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from server.core.deeds import Note, Sought
from server.core.stats import Person
from server.core.wishes import Wish


class WishStore(Protocol):
    """Keeps wishes, each with its answer."""

    def ask(self, user_id: int, why: str, now: int) -> Wish | None:
        """Keep a wish; nothing where one of theirs is open."""
        ...

    def wish(self, number: int) -> Wish | None:
        """Find one."""
        ...

    def wishes(self, user_id: int | None, limit: int) -> Sequence[Wish]:
        """List somebody's, or everybody's: open ones first, then the newest."""
        ...

    def open_wishes(self) -> int:
        """Count those that wait."""
        ...

    def answer_wish(self, number: int, *, grant: bool, answer: str, by: str, now: int) -> bool:
        """Answer one that is open, and make its asker an admin where it is granted, at once.

        Tells whether it was open.
        """
        ...

    def see_wishes(self, user_id: int, now: int) -> None:
        """Note that somebody was shown the answers that they have."""
        ...


class DeedStore(Protocol):
    """Keeps the audit."""

    def deeds(self, sought: Sought) -> Sequence[Note]:
        """List the notes that are sought, the newest first."""
        ...

    def prune(self, before: int, keep: int, keep_often: int, often: Collection[str]) -> int:
        """Let go of notes older than `before`, and of all but the newest.

        Of the kinds in `often` the newest `keep_often` stay, of all others together the newest
        `keep`. Gives how many went.
        """
        ...


class PutIn(Protocol):
    """Tells what people put in."""

    def persons(self) -> Sequence[Person]:
        """Tell what everybody put in, the first first."""
        ...


class WordsUsed(Protocol):
    """Counts what people gave to the dictionary."""

    def words_used(self) -> Mapping[str, int]:
        """Count the proposals of each person, by name, that were taken over."""
        ...
