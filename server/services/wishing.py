"""Wishing: a user asks to be an admin, an admin answers with a sentence, the user is told."""

from collections.abc import Sequence

from server.core.errors import ConflictError, NotFoundError
from server.core.people_ports import WishStore
from server.core.ports import Audit, Clock
from server.core.users import User
from server.core.wishes import AGAIN, Wish, reason, sentence

MOST_LISTED = 200


class Wishing:
    """Keeps wishes, and their answers."""

    def __init__(self, store: WishStore, audit: Audit, clock: Clock) -> None:
        self._store, self._audit, self._clock = store, audit, clock

    def ask(self, user: User, why: str) -> Wish:
        """Ask to be an admin; raises `InvalidError` without a reason, `ConflictError` too soon."""
        if user.role == "admin":
            raise ConflictError("You are an admin already.")
        told = reason(why)
        self._not_just_refused(user)
        wish = self._store.ask(user.id, told, self._clock())
        if wish is None:
            raise ConflictError("You have asked already; it waits for an admin's answer.")
        self._audit.note(self._clock(), user.id, "wish.ask", user.name)
        return wish

    def _not_just_refused(self, user: User) -> None:
        last = next(iter(self._store.wishes(user.id, 1)), None)
        if last and last.state == "refused" and self._clock() - (last.answered or 0) < AGAIN:
            raise ConflictError("You were answered today; ask again tomorrow.")

    def listed(self, asking: User) -> Sequence[Wish]:
        """List everybody's to an admin, those that wait first; else one's own."""
        return self._store.wishes(None if asking.role == "admin" else asking.id, MOST_LISTED)

    def waiting(self) -> int:
        """Count those that wait."""
        return self._store.open_wishes()

    def unseen(self, user: User) -> Wish | None:
        """Give the newest answer that somebody was not shown yet."""
        mine = self._store.wishes(user.id, MOST_LISTED)
        return next((one for one in mine if one.answered and one.seen is None), None)

    def see(self, user: User) -> None:
        """Note that they were shown."""
        self._store.see_wishes(user.id, self._clock())

    def open_of(self, name: str) -> Wish:
        """Find somebody's that waits; raises `NotFoundError`."""
        waiting = [one for one in self._store.wishes(None, MOST_LISTED) if one.state == "open"]
        found = next((one for one in waiting if one.name == name.strip().lower()), None)
        if found is None:
            names = ", ".join(one.name for one in waiting) or "nobody"
            raise NotFoundError(f"No wish of {name!r} waits; of these one does: {names}.")
        return found

    def answer(self, number: int, text: str, *, grant: bool, by: User | None = None) -> Wish:
        """Grant one that waits, or refuse it; `by` nobody: somebody in the terminal.

        Raises `NotFoundError`, `InvalidError`, and `ConflictError` where it was answered already.
        """
        before = self._store.wish(number)
        if before is None:
            raise NotFoundError("There is no such wish; its asker may have been removed.")
        told = sentence(text, "An answer")
        name = by.name if by else ""
        if not self._store.answer_wish(
            number, grant=grant, answer=told, by=name, now=self._clock()
        ):
            raise ConflictError("It was answered already; look at the list again.")
        kind = "wish.grant" if grant else "wish.refuse"
        self._audit.note(self._clock(), by.id if by else None, kind, before.name)
        return self._store.wish(number) or before
