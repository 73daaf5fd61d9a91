"""Sessions of people who are signed in on a page: opened, renewed, listed, ended."""

from collections.abc import Sequence

from server.core.errors import NotFoundError
from server.core.ports import Clock, Entropy, Store
from server.core.sessions import GRACE, OpenSession, SessionFacts, Way, ends_at
from server.core.tokens import (
    LONGEST_LABEL,
    SESSION_LIFE,
    TOKEN_BYTES,
    Identity,
    csrf_for,
    token_hash,
    token_text,
)
from server.core.users import User


class Sessions:
    """Hands out session tokens; each is told once, and stored as a hash."""

    def __init__(self, store: Store, clock: Clock, entropy: Entropy) -> None:
        self._store, self._clock, self._entropy = store, clock, entropy

    def open(self, user: User, way: Way, browser: str = "", before: int | None = None) -> str:
        """Open a session and give its token; the session `before` of the same browser ends."""
        now, text = self._clock(), self._text()
        if before is not None:
            self._store.end_session(before, now)
        facts = SessionFacts(0, now, way, csrf_for(text))
        label = " ".join(browser.split())[:LONGEST_LABEL] or "page"
        ends = now + SESSION_LIFE
        self._store.begin_session(
            user.id, token_hash(text), facts, label=label, now=now, expires=ends
        )
        self._store.note(now, user.id, "session.open", f"{user.name} ({way})")
        return text

    def renewed(self, asking: Identity) -> str | None:
        """Give a new token for a session whose token is old; nothing where there is no need.

        The old one holds until the new one is used and a minute longer: an answer that is lost
        on its way signs nobody out, and other requests that are under way are answered.
        """
        now = self._clock()
        if not asking.due or not self._store.claim_renewal(asking.token_id, now, now - GRACE):
            return None
        token = self._store.token(asking.token_id)
        if token is None:
            return None
        began = token.session.began if token.session else token.created
        facts = SessionFacts(asking.family, began, asking.way, asking.csrf)
        text, ends = self._text(), ends_at(began, now, SESSION_LIFE)
        self._store.begin_session(
            token.user.id, token_hash(text), facts, label=token.label, now=now, expires=ends
        )
        return text

    def listed(self, asking: Identity) -> Sequence[OpenSession]:
        """List where somebody is signed in."""
        return self._store.open_sessions(asking.user.id, self._clock())

    def end(self, asking: Identity, family: int) -> None:
        """End one of one's own sessions; raises `NotFoundError`."""
        if family not in {one.id for one in self.listed(asking)}:
            raise NotFoundError("There is no such session; it may have ended: load the list again.")
        self._end(asking.user, family)

    def end_this(self, asking: Identity) -> None:
        """Sign out."""
        self._end(asking.user, asking.family)

    def end_all(self, asking: Identity) -> None:
        """Sign out everywhere; paired extensions and tokens of programs stay."""
        now = self._clock()
        self._store.end_sessions(asking.user.id, None, now)
        self._store.note(now, asking.user.id, "session.end", "everywhere")

    def _end(self, user: User, family: int) -> None:
        now = self._clock()
        self._store.end_session(family, now)
        self._store.note(now, user.id, "session.end", str(family))

    def _text(self) -> str:
        return token_text(self._entropy(TOKEN_BYTES))
