"""The world as signing in sees it: sessions and accounts that are kept, and who vouches."""

from collections.abc import Sequence
from typing import Protocol

from server.core.accounts import Begun, Refused, Vouched
from server.core.sessions import OpenSession, SessionFacts, Way
from server.core.users import User


class SessionStore(Protocol):
    """Keeps what session tokens are besides."""

    def begin_session(
        self,
        user_id: int,
        token_hash: str,
        facts: SessionFacts,
        *,
        label: str,
        now: int,
        expires: int,
    ) -> int:
        """Add a session's token; give its number. A `family` of 0 begins a session of its own."""
        ...

    def claim_renewal(self, token_id: int, now: int, since: int) -> bool:
        """Take it upon oneself to renew a token, unless another did after `since`."""
        ...

    def first_use(self, token_id: int, family: int, now: int, ends: int) -> None:
        """Note that a follower came into use: all others of its session end at `ends`."""
        ...

    def end_session(self, family: int, now: int) -> int:
        """End all tokens of a session; tell how many there were."""
        ...

    def end_sessions(self, user_id: int | None, way: Way | None, now: int) -> int:
        """End all sessions of somebody, or all that were opened in a way."""
        ...

    def open_sessions(self, user_id: int, now: int) -> Sequence[OpenSession]:
        """List somebody's sessions, the last begun first."""
        ...


class AccountStore(Protocol):
    """Keeps accounts elsewhere, sign-ins that are under way, and names for the shared password."""

    def linked(self, issuer: str, subject: str) -> User | None:
        """Find whose account this is."""
        ...

    def account_mail(self, user_id: int) -> str | None:
        """Give the mail address of somebody's account elsewhere."""
        ...

    def link(self, user_id: int, vouched: Vouched, now: int) -> bool:
        """Add an account to somebody; nothing where it is another's, or he has one."""
        ...

    def unlink(self, user_id: int) -> bool:
        """Take it away; tell whether there was one."""
        ...

    def welcome(self, name: str, vouched: Vouched, now: int) -> User | None:
        """Add a user with an account, both or nothing; nothing where either is there already."""
        ...

    def begin_sign_in(self, begun: Begun, most: int, now: int) -> bool:
        """Keep a sign-in that begins; nothing where `most` are under way."""
        ...

    def take_sign_in(self, state: str, now: int) -> Begun | None:
        """Give a sign-in, this once."""
        ...

    def family_user(self, family: int, now: int) -> User | None:
        """Tell whose session this is, while it is open."""
        ...

    def shared_name(self, user_id: int) -> bool:
        """Tell whether the shared password opens this name."""
        ...

    def add_shared_name(self, name: str, most: int, now: int) -> User | None:
        """Add a user for the shared password; nothing where the name is taken, or there are `most`.

        A second caller of the same name is given the one who is there.
        """
        ...

    def proof(self, way: Way) -> str | None:
        """Give the hash that was kept last."""
        ...

    def keep_proof(self, way: Way, proof: str | None, now: int) -> None:
        """Keep another one, or none, and end the sessions that the one before opened."""
        ...


class Vouching(Protocol):
    """An OpenID Connect provider."""

    def address(self, begun: Begun, state: str) -> str:
        """Give the address at which the person signs in; raises `UnavailableError`."""
        ...

    def vouched(self, begun: Begun, code: str, now: int) -> Vouched | Refused:
        """Change the code that came back for who it is, or say why it is nobody."""
        ...
