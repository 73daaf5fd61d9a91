"""The world as services see it: one Protocol for each outside thing."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeAlias

from server.core.account_ports import AccountStore, SessionStore
from server.core.own_language import OwnLanguage
from server.core.recordings import Recording
from server.core.tokens import Token, TokenKind
from server.core.users import Role, User

Message: TypeAlias = Mapping[str, Any]
"""A JSON object as it goes over a WebSocket."""
AtOnce: TypeAlias = Callable[[Sequence[Message]], bool]
"""Passes messages on without waiting; tells whether it could."""


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> int:
        """Give milliseconds since 1970, UTC."""
        ...


class Stamp(Protocol):
    """Tells whether a database holds what it held."""

    def __call__(self) -> int | None:
        """Give a value that every commit changes; nothing where that is not known."""
        ...


class Entropy(Protocol):
    """Gives randomness that nobody can guess."""

    def __call__(self, count: int, /) -> bytes:
        """Give `count` random bytes."""
        ...


class Log(Protocol):
    """Writes one event with its facts; secrets are taken out behind it."""

    def info(self, event: str, **facts: object) -> object:
        """Say what happened."""
        ...

    def warning(self, event: str, **facts: object) -> object:
        """Say what someone should look at."""
        ...

    def error(self, event: str, **facts: object) -> object:
        """Say what went wrong."""
        ...


class Passwords(Protocol):
    """Hashes passwords slowly, and checks them."""

    def hash(self, password: str) -> str:
        """Give what to store."""
        ...

    def matches(self, stored: str | None, password: str) -> bool:
        """Compare; takes as long when there is nothing stored."""
        ...


class UserStore(Protocol):
    """Keeps people."""

    def users(self) -> Sequence[User]:
        """List everybody, the first first."""
        ...

    def user(self, name: str) -> User | None:
        """Find one by name."""
        ...

    def password_hash(self, name: str) -> str | None:
        """Give the stored hash of somebody's password."""
        ...

    def add_user(self, name: str, role: Role, password_hash: str | None, now: int) -> User:
        """Add somebody; raises `ConflictError` where the name is taken."""
        ...

    def add_owner(self, name: str, password_hash: str, now: int) -> User | None:
        """Add the first admin, unless there is anybody; safe with two servers starting at once."""
        ...

    def set_password(self, user_id: int, password_hash: str, now: int) -> None:
        """Store a new password, and revoke the sessions that the old one opened."""
        ...

    def set_role(self, user_id: int, role: Role, now: int) -> None:
        """Let somebody be an admin, or a user; a wish of theirs to be one is granted by it.

        Raises `ConflictError` where nobody would be an admin any more.
        """
        ...

    def remove_user(self, user_id: int) -> None:
        """Remove somebody with all their tokens; raises `ConflictError` for the only admin."""
        ...


class TokenStore(Protocol):
    """Keeps tokens, by hash."""

    def add_token(
        self,
        user_id: int,
        *,
        kind: TokenKind,
        token_hash: str,
        label: str,
        now: int,
        expires: int | None,
        scopes: Sequence[str] = (),
    ) -> int:
        """Add a token; give its number."""
        ...

    def token_by_hash(self, token_hash: str) -> Token | None:
        """Find a token."""
        ...

    def tokens(self, kind: TokenKind) -> Sequence[Token]:
        """List those not revoked, the newest first."""
        ...

    def token(self, token_id: int) -> Token | None:
        """Find a token by its number."""
        ...

    def touch_token(self, token_id: int, now: int) -> None:
        """Note that it was used."""
        ...

    def revoke_token(self, token_id: int, now: int) -> None:
        """End it."""
        ...


class PairingStore(Protocol):
    """Keeps open pairing codes, by hash."""

    def add_code(self, user_id: int, code_hash: str, now: int, expires: int) -> None:
        """Open a code."""
        ...

    def take_code(self, code_hash: str, now: int, attempts: int) -> User | None:
        """Use a code up and give who made it.

        A wrong one counts against every open code, and burns those with `attempts` wrong tries.
        """
        ...


class Audit(Protocol):
    """Remembers who did what to accounts, in the database."""

    def note(self, now: int, user_id: int | None, action: str, detail: str) -> None:
        """Write one line; never a secret."""
        ...


class RecordingStore(Protocol):
    """Remembers what recordings there are."""

    def add_recording(self, recording: Recording) -> Recording:
        """Add one; or give the one that this person has of the same bytes."""
        ...

    def recording(self, recording_id: str) -> Recording | None:
        """Find one."""
        ...

    def same_recording(self, user_id: int, kind: str, sha256: str) -> Recording | None:
        """Find somebody's recording of these bytes."""
        ...

    def recordings(
        self, user_id: int | None, kind: str | None, limit: int, before: str | None
    ) -> Sequence[Recording]:
        """List somebody's, or everybody's, the newest first, those older than `before`."""
        ...

    def mark_recording(self, recording: Recording) -> bool:
        """Store its offset, completion and name; tell whether it is still there."""
        ...

    def remove_recording(self, recording_id: str) -> None:
        """Forget it."""
        ...


class OwnLanguageStore(Protocol):
    """Remembers everybody's own words, in versions."""

    def own_language(self, user_id: int, version: int | None) -> OwnLanguage | None:
        """Find one version, or the newest."""
        ...

    def own_languages(self, user_id: int) -> Sequence[OwnLanguage]:
        """List the versions that are kept, the newest first."""
        ...

    def add_own_language(self, user_id: int, language: OwnLanguage) -> bool:
        """Add the version after the newest; nothing where that is another one by now."""
        ...


class Store(
    UserStore,
    TokenStore,
    SessionStore,
    AccountStore,
    PairingStore,
    Audit,
    RecordingStore,
    OwnLanguageStore,
    Protocol,
):
    """The whole database."""

    def ping(self) -> None:
        """Raise `UnavailableError` where the database does not answer."""
        ...

    def changes(self) -> int:
        """Count the changes of people and tokens by this process."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class LanguageFiles(Protocol):
    """Reads the compiled languages that are shipped."""

    def names(self) -> Sequence[str]:
        """List their names."""
        ...

    def read(self, name: str) -> Message | None:
        """Read one."""
        ...


class LanguageTexts(Protocol):
    """Reads the sources of languages and of the command table."""

    def read(self) -> Mapping[str, str]:
        """Give each source's TOML by the name of its file."""
        ...


class MidiFeed(Protocol):
    """The MIDI bridge as its listeners see it.

    A subscriber first gets `{"type": "ports", ...}` as things are, then every change and event, in
    the shapes of the WebSocket `/v1/midi`.
    """

    def ports(self) -> Sequence[Message]:
        """List the ports now: `{"id", "name", "open"}`."""
        ...

    def problem(self) -> str | None:
        """Say why there is no MIDI here, and what would help; nothing when there is."""
        ...

    def subscribe(
        self, at_once: AtOnce | None = None
    ) -> AbstractAsyncContextManager[AsyncIterator[Message]]:
        """Listen until the context ends.

        Messages are not given where `at_once` passed them on; it is asked while nothing waits.
        """
        ...
