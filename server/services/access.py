"""Who is asking: tokens of extensions and sessions of the page, made, checked and revoked."""

from collections.abc import Iterable, Sequence
from threading import Lock

from server.core.errors import InvalidError, NotFoundError, TooManyError, UnauthorisedError
from server.core.ports import Clock, Entropy, Passwords, Store
from server.core.scopes import scopes_of
from server.core.throttle import MINUTE, Throttle
from server.core.tokens import (
    LONGEST_LABEL,
    SESSION_LIFE,
    TOKEN_BYTES,
    TOUCH_EVERY,
    Identity,
    Token,
    TokenKind,
    token_hash,
    token_text,
)
from server.core.users import LONGEST_PASSWORD, User

SIGN_INS_PER_MINUTE = 10
LONGEST_LIFE = 3650
"""Days."""
DAY = 86_400_000


class Access:
    """Hands out tokens and knows whose they are."""

    def __init__(self, store: Store, passwords: Passwords, clock: Clock, entropy: Entropy) -> None:
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._entropy = entropy
        self._throttle = Throttle(SIGN_INS_PER_MINUTE, MINUTE)
        # One at a time: each check takes 64 MiB while it runs, by design of the hash.
        self._one_at_a_time = Lock()

    def sign_in(self, name: str, password: str) -> tuple[User, str]:
        """Check a password and open a session; give the person and the session's token."""
        with self._one_at_a_time:
            wait = self._throttle.wait(self._clock())
            if wait:
                seconds = -(-wait // 1000)
                raise TooManyError(f"Too many attempts; try again in {seconds} s.", seconds)
            user = self._store.user(name.strip().lower())
            stored = self._store.password_hash(user.name) if user else None
            known = self._passwords.matches(stored, password[:LONGEST_PASSWORD])
        if user is None or not known:
            self._store.note(self._clock(), user.id if user else None, "session.refused", "")
            raise UnauthorisedError("The name or the password is wrong.")
        token = self.give(user, "session", "page", self._clock() + SESSION_LIFE)
        self._store.note(self._clock(), user.id, "session.open", user.name)
        return user, token

    def give(
        self,
        user: User,
        kind: TokenKind,
        label: str,
        expires: int | None,
        scopes: Sequence[str] = (),
    ) -> str:
        """Make a token; it is told here once and stored as a hash."""
        text = token_text(self._entropy(TOKEN_BYTES))
        cleaned = " ".join(label.split())[:LONGEST_LABEL]
        self._store.add_token(
            user.id,
            kind=kind,
            token_hash=token_hash(text),
            label=cleaned or kind,
            now=self._clock(),
            expires=expires,
            scopes=scopes,
        )
        return text

    def changes(self) -> int:
        """Count the changes of people and tokens: while it stays, so does what `who` said."""
        return self._store.changes()

    def who(self, text: str, kind: TokenKind) -> Identity | None:
        """Find whose token this is; nobody's if unknown, expired, revoked or of another kind."""
        now = self._clock()
        token = self._store.token_by_hash(token_hash(text))
        if token is None or token.kind != kind or not token.live(now):
            return None
        if token.last_used is None or now - token.last_used >= TOUCH_EVERY:
            self._store.touch_token(token.id, now)
        return Identity(token.user, token.id, token.kind, token.scopes)

    def make(self, user: User, label: str, scopes: Iterable[str], days: int | None) -> str:
        """Make a token for a program of somebody's; give it, this once.

        Raises `InvalidError` for a scope that is none, a life that is too long, or no name.
        """
        if not label.strip():
            raise InvalidError("Name the token, so that you know later what it is for.")
        if days is not None and not 1 <= days <= LONGEST_LIFE:
            raise InvalidError(f"A token lives 1 to {LONGEST_LIFE} days, or until it is revoked.")
        wanted = scopes_of(scopes)
        ends = None if days is None else self._clock() + days * DAY
        made = self.give(user, "extension", label, ends, wanted)
        told = f"{label} ({' '.join(wanted) or 'everything'})"
        self._store.note(self._clock(), user.id, "token.make", told[:200])
        return made

    def extensions(self, asking: User) -> Sequence[Token]:
        """List the paired extensions: one's own, or everybody's to an admin."""
        tokens = self._store.tokens("extension")
        if asking.role == "admin":
            return tokens
        return [token for token in tokens if token.user.id == asking.id]

    def revoke(self, asking: User, token_id: int) -> None:
        """End a token: one's own, or anybody's by an admin."""
        token = self._store.token(token_id)
        mine = token is not None and (asking.role == "admin" or token.user.id == asking.id)
        if token is None or not mine or token.revoked is not None:
            raise NotFoundError("There is no such token; the list may have changed: load it again.")
        self._store.revoke_token(token_id, self._clock())
        self._store.note(self._clock(), asking.id, "token.revoke", f"{token.id} {token.label}")
