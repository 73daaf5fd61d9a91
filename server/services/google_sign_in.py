"""Signing in with an account elsewhere: begun here, vouched for by the provider, ended here.

An account is known by the provider's subject and never by its mail address.  Mail addresses change
hands, a provider may let people write any into their account, and whoever could bring one that
looks like the owner's would be the owner; so a person who is here already adds the account while
signed in, and a new account makes a new user.
"""

from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass

from server.core.account_ports import Vouching
from server.core.accounts import (
    MOST_TRIES,
    MOST_UNDER_WAY,
    SIGN_IN_LIFE,
    Begun,
    Problem,
    Refused,
    Vouched,
    may_begin,
    name_from,
    own_place,
)
from server.core.errors import ConflictError, ForbiddenError, NotFoundError, TooManyError
from server.core.ports import Clock, Entropy, Log, Store
from server.core.tokens import TOKEN_BYTES, Identity, same, token_hash
from server.core.users import User
from server.services.sessions import Sessions
from server.services.sign_in_throttle import SignInThrottle


@dataclass(frozen=True, slots=True)
class Leaving:
    """The way to the provider: its address, and what the browser's cookie is to hold."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What the provider's redirect brought, and the browser that brought it."""

    state: str
    code: str
    browser: str
    issuer: str = ""
    """RFC 9207: providers that say who they are say so truly."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Where the browser goes now; with a session's token, or with what went wrong."""

    place: str
    token: str | None = None
    problem: Problem | None = None


class GoogleSignIn:
    """Signs in by an OpenID Connect provider, Google unless set otherwise."""

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        vouching: Vouching,
        settings: tuple[str, Collection[str]],
        world: tuple[Clock, Entropy, Log],
        *,
        processes: int = 1,
    ) -> None:
        """Open it; `settings`: the issuer, and the mail addresses and domains of newcomers.

        `processes`: so many serve, and share the limit of tries.
        """
        self._store, self._sessions, self._vouching = store, sessions, vouching
        self._issuer, self._accounts = settings
        self._clock, self._entropy, self._log = world
        clock = self._clock
        self._throttle = SignInThrottle(
            lambda what, told: store.note(clock(), None, what, told), processes
        )

    def begin(
        self, back: str, place: str, came: str, session: Identity | None, *, links: bool = False
    ) -> Leaving:
        """Begin on a page of ours; `came`: the browser's address; `session`: the one it has.

        `links`: the account is to be added to that session's person.  Raises `TooManyError`,
        `UnavailableError` where the provider does not answer, and `ForbiddenError`.
        """
        now = self._clock()
        self._throttle.count(now, came, came)
        if links and session is not None and self._store.shared_name(session.user.id):
            raise ForbiddenError(
                "This name is open to everybody who knows the shared password; ask an admin for a "
                "password of your own first."
            )
        state, browser = self._random(), self._random()
        begun = Begun(
            token_hash(state),
            token_hash(browser),
            self._random(),
            self._random(),
            back,
            own_place(place),
            session.family if session else None,
            links,
            now + SIGN_IN_LIFE,
        )
        address = self._vouching.address(begun, state)
        if not self._store.begin_sign_in(begun, MOST_UNDER_WAY, now):
            raise TooManyError("Too many sign-ins are under way; try again in a minute.", 60)
        return Leaving(address, browser)

    def end(self, returned: Returned, browser_name: str) -> Arrived:
        """End one that the provider sent back; whatever comes, it is good for one try."""
        now = self._clock()
        begun = self._store.take_sign_in(token_hash(returned.state), now)
        if begun is None or not same(begun.browser, token_hash(returned.browser)):
            return self._refused("/", Refused("late", "no such sign-in in this browser"))
        if returned.issuer and returned.issuer != self._issuer:
            return self._refused(begun.place, Refused("refused", "another issuer came back"))
        if not returned.code:
            return self._refused(begun.place, Refused("denied", "no code came back"))
        vouched = self._vouching.vouched(begun, returned.code, now)
        if isinstance(vouched, Vouched) and not vouched.verified:
            vouched = Refused("unverified", "the mail address is not verified")
        if isinstance(vouched, Refused):
            return self._refused(begun.place, vouched)
        return (
            self._linked(begun, vouched) if begun.links else self._in(begun, vouched, browser_name)
        )

    def unlink(self, user: User) -> None:
        """Take the account from oneself; raises `NotFoundError`.

        Without a password of one's own that is a `ConflictError`: one would be locked out.
        """
        if self._store.password_hash(user.name) is None:
            raise ConflictError(
                "This account is your only way in; let an admin give you a password first."
            )
        if not self._store.unlink(user.id):
            raise NotFoundError("There is no account elsewhere to take away.")
        self._store.note(self._clock(), user.id, "google.unlink", user.name)

    def mail(self, user: User) -> str | None:
        """Give the mail address of the account that somebody added, as it was then."""
        return self._store.account_mail(user.id)

    def _in(self, begun: Begun, vouched: Vouched, browser_name: str) -> Arrived:
        user = self._store.linked(vouched.issuer, vouched.subject) or self._newcomer(vouched)
        if user is None:
            why = f"{vouched.mail} is not named in google_accounts"
            return self._refused(begun.place, Refused("stranger", why))
        token = self._sessions.open(user, "google", browser_name, begun.family)
        return Arrived(begun.place, token)

    def _newcomer(self, vouched: Vouched) -> User | None:
        if not may_begin(vouched, self._accounts):
            return None
        now = self._clock()
        taken = {user.name for user in self._store.users()}
        for attempt in range(1, MOST_TRIES):
            name = name_from(vouched.mail, attempt)
            user = None if name in taken else self._store.welcome(name, vouched, now)
            if user is not None:
                self._store.note(now, user.id, "user.add", f"{user.name}, user, by Google")
                return user
            known = self._store.linked(vouched.issuer, vouched.subject)
            if known is not None:
                return known  # the same person came twice at once
        return None

    def _linked(self, begun: Begun, vouched: Vouched) -> Arrived:
        now = self._clock()
        user = self._store.family_user(begun.family or 0, now)
        if user is None:
            return self._refused("/", Refused("late", "the session that began it has ended"))
        if not self._store.link(user.id, vouched, now):
            return self._refused(begun.place, Refused("taken", "an account is linked already"))
        self._store.note(now, user.id, "google.link", user.name)
        return Arrived(begun.place)

    def _refused(self, place: str, refused: Refused) -> Arrived:
        self._log.warning("google sign-in refused", problem=refused.problem, why=refused.why)
        self._store.note(self._clock(), None, "google.refused", refused.problem)
        return Arrived(place, problem=refused.problem)

    def _random(self) -> str:
        return urlsafe_b64encode(self._entropy(TOKEN_BYTES)).rstrip(b"=").decode()
