"""People: the owner of the first run, passwords, the list."""

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import replace

from server.core.errors import NotFoundError
from server.core.ports import Clock, Entropy, Passwords, Store
from server.core.users import Role, User, check_password, clean_name

OWNER = "owner"
PASSWORD_BYTES = 10
"""80 random bits, 16 letters: safe against guessing, short enough to type once."""


class Users:
    """Adds, finds, changes and removes people."""

    def __init__(self, store: Store, passwords: Passwords, clock: Clock, entropy: Entropy) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._entropy = entropy

    def first_run(self) -> str | None:
        """Make the owner where there is nobody yet; give the password, to be shown once."""
        if self._store.users():
            return None
        password = self._random_password()
        owner = self._store.add_owner(OWNER, self._passwords.hash(password), self._clock())
        if owner is None:
            return None
        self._store.note(self._clock(), owner.id, "user.add", "the owner, on the first run")
        return password

    def everybody(self) -> Sequence[User]:
        """List people, the owner first."""
        return self._store.users()

    def one(self, name: str) -> User:
        """Find somebody by name."""
        user = self._store.user(clean_name(name))
        if user is None:
            known = ", ".join(each.name for each in self.everybody())
            raise NotFoundError(f"There is no user {name!r}; there are: {known}.")
        return user

    def owner(self) -> User:
        """Find the first admin."""
        admins = self._admins()
        if not admins:
            raise NotFoundError(
                "There is no admin yet; start `rubato serve` once to make the owner."
            )
        return admins[0]

    def add(
        self, name: str, role: Role, password: str | None = None, by: User | None = None
    ) -> tuple[User, str]:
        """Add somebody; give them and the password, a random one unless given.

        `by`: who does it; nobody: somebody in the terminal.
        """
        chosen = check_password(password) if password is not None else self._random_password()
        hashed = self._passwords.hash(chosen)
        user = self._store.add_user(clean_name(name), role, hashed, self._clock())
        self._note(by, "user.add", f"{user.name}, {role}")
        return user, chosen

    def set_password(self, name: str, password: str | None = None, by: User | None = None) -> str:
        """Change a password, a random one unless given; sessions opened before end."""
        user = self.one(name)
        chosen = check_password(password) if password is not None else self._random_password()
        self._store.set_password(user.id, self._passwords.hash(chosen), self._clock())
        self._note(by, "user.password", user.name)
        return chosen

    def set_role(self, name: str, role: Role, by: User | None = None) -> User:
        """Make somebody an admin, or a user; the last admin stays one."""
        user = self.one(name)
        if user.role == role:
            return user
        self._store.set_role(user.id, role, self._clock())
        self._note(by, "user.role", f"{user.name}, {role}")
        return replace(user, role=role)

    def unlink(self, name: str, by: User | None = None) -> User:
        """Take somebody's account elsewhere away, and end their sessions."""
        user = self.one(name)
        if not self._store.unlink(user.id):
            raise NotFoundError(f"{user.name} has no account elsewhere.")
        self._store.end_sessions(user.id, None, self._clock())
        self._note(by, "google.unlink", user.name)
        return user

    def remove(self, name: str, by: User | None = None) -> User:
        """Remove somebody with their tokens; the last admin stays."""
        user = self.one(name)
        self._store.remove_user(user.id)
        # Who removed himself is there no more to be named by a number.
        self._note(by if by != user else None, "user.remove", user.name)
        return user

    def _note(self, by: User | None, kind: str, detail: str) -> None:
        self._store.note(self._clock(), by.id if by else None, kind, detail)

    def _admins(self) -> list[User]:
        return [user for user in self.everybody() if user.role == "admin"]

    def _random_password(self) -> str:
        letters = b32encode(self._entropy(PASSWORD_BYTES)).decode().lower()
        return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
