"""The shared password: the simplest way in, for everybody who knows it, as a user."""

from server.core.errors import InvalidError
from server.core.ports import Clock, Passwords, Store
from server.core.tokens import same, token_hash
from server.core.users import LONGEST_PASSWORD, User, clean_name

GUEST = "guest"
"""Who signs in without a name."""
MOST_NAMES = 500
"""Names that the shared password may make."""


class SharedPassword:
    """Opens names of its own, and no others; never an admin."""

    def __init__(self, store: Store, passwords: Passwords, clock: Clock, password: str) -> None:
        self._store, self._passwords, self._clock = store, passwords, clock
        self._password = password[:LONGEST_PASSWORD]

    @property
    def there(self) -> bool:
        """Tell whether one is set."""
        return bool(self._password)

    def begin(self) -> None:
        """See whether it was changed since the server last ran, and end the sessions it opened."""
        kept = self._store.proof("shared")
        if kept is None and not self.there:
            return
        if not (self.there and self._passwords.matches(kept, self._password)):
            proof = self._passwords.hash(self._password) if self.there else None
            self._store.keep_proof("shared", proof, self._clock())

    def enter(self, name: str, password: str) -> User | None:
        """Give who comes in under a name with this password; made where it is new.

        Whoever knows the password may use any name that it made, and none that has a password or
        an account of its own: no name is protected by it.
        """
        # Hashes are compared, which have one length whatever was typed.
        if not same(token_hash(self._password), token_hash(password)) or not self.there:
            return None
        try:
            wanted = clean_name(name) if name.strip() else GUEST
        except InvalidError:
            return None
        user = self._store.add_shared_name(wanted, MOST_NAMES, self._clock())
        return user if user is not None and user.role == "user" else None
