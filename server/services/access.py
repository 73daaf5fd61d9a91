"""Who is asking: tokens of extensions and sessions of the page, made, checked and revoked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from server.core.errors import InvalidError, NotFoundError, UnauthorisedError
from server.core.ports import Clock, Entropy, Passwords, Store
from server.core.scopes import scopes_of
from server.core.sessions import GRACE, RENEW_AFTER, SessionFacts, Way
from server.core.tokens import (
    LONGEST_LABEL,
    TOKEN_BYTES,
    TOUCH_EVERY,
    Identity,
    Token,
    TokenKind,
    csrf_for,
    token_hash,
    token_text,
)
from server.core.users import LONGEST_PASSWORD, User
from server.services.sessions import Sessions
from server.services.shared_password import SharedPassword
from server.services.sign_in_throttle import SignInThrottle

LONGEST_LIFE = 3650
"""Days."""
DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Came:
    """Where somebody came from who signs in."""

    address: str = ""
    browser: str = ""
    """As it is named in the list of sessions."""


class Access:
    """Hands out tokens and knows whose they are."""

    def __init__(
        self,
        store: Store,
        passwords: Passwords,
        clock: Clock,
        entropy: Entropy,
        shared: str = "",
        *,
        processes: int = 1,
    ) -> None:
        """Open it; `shared`: the password that lets anybody in as a user, or none.

        `processes`: so many serve, and share the limit of tries.
        """
        self._store = store
        self._passwords = passwords
        self._clock = clock
        self._entropy = entropy
        self._throttle = SignInThrottle(
            lambda what, told: store.note(clock(), None, what, told), processes
        )
        # One at a time: each check takes 64 MiB while it runs, by design of the hash.
        self._one_at_a_time = Lock()
        self.shared = SharedPassword(store, passwords, clock, shared)
        self.sessions = Sessions(store, clock, entropy)

    def sign_in(
        self, name: str, password: str, came: Came = Came(), before: int | None = None
    ) -> tuple[User, str]:
        """Check a password and open a session; give the person and the session's token.

        `before`: the session that this browser had, which ends.  Raises `UnauthorisedError`, in
        the same words whatever is wrong, and `TooManyError`.
        """
        self._throttle.count(self._clock(), name, came.address)
        cut = password[:LONGEST_PASSWORD]
        with self._one_at_a_time:
            user = self._store.user(name.strip().lower())
            stored = self._store.password_hash(user.name) if user else None
            own = self._passwords.matches(stored, cut)
        way: Way = "own"
        if not own:
            user, way = self.shared.enter(name, cut), "shared"
        if user is None:
            where = f"from {came.address}" if came.address else ""
            self._store.note(self._clock(), None, "session.refused", where)
            raise UnauthorisedError("The name or the password is wrong.")
        return user, self.sessions.open(user, way, came.browser, before)

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
        if token is None or token.kind != kind:
            return None
        if not token.live(now):
            self._shown_again(token, now)
            return None
        if token.kind == "session":
            return self._in_session(token, text, now)
        self._touch(token, now)
        return Identity(token.user, token.id, token.kind, token.scopes)

    def _in_session(self, token: Token, text: str, now: int) -> Identity | None:
        facts = token.session or SessionFacts(token.id, token.created, "own", csrf_for(text))
        if facts.way == "shared" and token.user.role != "user":
            return None  # who was made an admin comes in with a password of their own
        if token.last_used is None and facts.family != token.id:
            self._store.first_use(token.id, facts.family, now, now + GRACE)
        else:
            self._touch(token, now)
        free = facts.renewed is None or facts.renewed <= now - GRACE
        due = token.session is not None and free and now - token.created >= RENEW_AFTER
        return Identity(
            token.user, token.id, token.kind, (), facts.csrf, facts.family, facts.way, due
        )

    def _touch(self, token: Token, now: int) -> None:
        if token.last_used is None or now - token.last_used >= TOUCH_EVERY:
            self._store.touch_token(token.id, now)

    def _shown_again(self, token: Token, now: int) -> None:
        """End the session of a token that was replaced and comes back: somebody copied it."""
        facts = token.session
        if facts is not None and facts.renewed is not None and token.revoked is None:
            self._store.end_session(facts.family, now)
            self._store.note(now, token.user.id, "session.reused", token.user.name)

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
