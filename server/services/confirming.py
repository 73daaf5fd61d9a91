"""Confirming: whoever changes people on the page gives the own password again."""

from threading import Lock

from server.core.errors import ForbiddenError, TooManyError
from server.core.ports import Clock, Passwords, Store
from server.core.throttle import MINUTE, Throttle, share_of
from server.core.users import LONGEST_PASSWORD, User
from server.services.sign_in_throttle import TRIES_OF_A_NAME


class Confirming:
    """Checks it, as rarely as signing in lets one try, for each person apart."""

    def __init__(
        self, store: Store, passwords: Passwords, clock: Clock, processes: int = 1
    ) -> None:
        """Take what it asks; each of so many processes lets through its part of the tries."""
        self._store, self._passwords, self._clock = store, passwords, clock
        self._tries = share_of(TRIES_OF_A_NAME, processes)
        self._throttles: dict[int, Throttle] = {}
        # One at a time: each check takes 64 MiB while it runs, by design of the hash.
        self._one_at_a_time = Lock()

    def check(self, user: User, password: str) -> None:
        """Raise `ForbiddenError` where it is not theirs, `TooManyError` where it was tried often.

        Not 401: the session holds, and the page must not take itself for signed out.
        """
        with self._one_at_a_time:
            self._wait(user)
            stored = self._store.password_hash(user.name)
            known = self._passwords.matches(stored, password[:LONGEST_PASSWORD])
        if stored is None:
            raise ForbiddenError(
                "You have no password here to confirm with; the owner sets one in the terminal: "
                f"rubato users password {user.name}"
            )
        if not known:
            self._store.note(self._clock(), user.id, "confirm.refused", "")
            raise ForbiddenError("Your password is wrong; nothing was changed.")

    def _wait(self, user: User) -> None:
        throttle = self._throttles.setdefault(user.id, Throttle(self._tries, MINUTE))
        wait = throttle.wait(self._clock())
        if wait:
            seconds = -(-wait // 1000)
            raise TooManyError(f"Too many attempts; try again in {seconds} s.", seconds)
