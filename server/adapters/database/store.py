"""`Store` over SQLAlchemy: each call is one transaction."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from server.adapters.database import keys, own_languages, people, recordings
from server.adapters.database.accounts import AccountRows
from server.adapters.database.people_changes import people_changes
from server.adapters.database.sessions import SessionRows
from server.adapters.database.tables import AUDIT, TOKENS, USERS
from server.core.errors import ConflictError
from server.core.own_language import OwnLanguage
from server.core.recordings import Recording
from server.core.tokens import Token, TokenKind
from server.core.users import Role, User

PING = text("SELECT 1")


class Database(SessionRows, AccountRows):
    """Keeps people, tokens, codes, the audit, and what recordings there are."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.changes = people_changes(engine)

    def users(self) -> Sequence[User]:
        """List everybody, the first first."""
        with self._read() as connection:
            return people.users(connection)

    def user(self, name: str) -> User | None:
        """Find one by name."""
        with self._read() as connection:
            return people.user(connection, name)

    def password_hash(self, name: str) -> str | None:
        """Give somebody's stored password hash."""
        with self._read() as connection:
            return people.password_hash(connection, name)

    def add_user(self, name: str, role: Role, password_hash: str | None, now: int) -> User:
        """Add somebody; raises `ConflictError` where the name is taken."""
        try:
            with self._write() as connection:
                return people.add(connection, name, role, password_hash, now)
        except IntegrityError as error:
            raise ConflictError(f"There is a user {name} already; choose another name.") from error

    def add_owner(self, name: str, password_hash: str, now: int) -> User | None:
        """Add the first admin, unless there is anybody."""
        try:
            with self._write() as connection:
                if people.count(connection):
                    return None
                return people.add(connection, name, "admin", password_hash, now)
        except IntegrityError:
            return None  # another starter was faster

    def set_password(self, user_id: int, password_hash: str, now: int) -> None:
        """Store a new password and end the sessions opened with the old one."""
        with self._write() as connection:
            people.set_password(connection, user_id, password_hash, now)

    def set_role(self, user_id: int, role: Role, now: int) -> None:
        """Let somebody be an admin, or a user."""
        with self._write() as connection:
            if role != "admin":
                _another_stays(connection, user_id)
            people.set_role(connection, user_id, role, now)

    def remove_user(self, user_id: int) -> None:
        """Remove somebody with their tokens and codes."""
        with self._write() as connection:
            _another_stays(connection, user_id)
            people.remove(connection, user_id)

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
        with self._write() as connection:
            return keys.add(
                connection,
                user_id=user_id,
                kind=kind,
                hash=token_hash,
                label=label,
                created=now,
                expires=expires,
                scopes=" ".join(scopes),
            )

    def token_by_hash(self, token_hash: str) -> Token | None:
        """Find a token."""
        with self._read() as connection:
            return keys.one(connection, TOKENS.c.hash == token_hash)

    def token(self, token_id: int) -> Token | None:
        """Find a token by its number."""
        with self._read() as connection:
            return keys.one(connection, TOKENS.c.id == token_id)

    def tokens(self, kind: TokenKind) -> Sequence[Token]:
        """List the tokens not revoked, the newest first."""
        with self._read() as connection:
            return keys.live(connection, kind)

    def touch_token(self, token_id: int, now: int) -> None:
        """Note that it was used."""
        with self._write() as connection:
            keys.mark(connection, token_id, last_used=now)

    def revoke_token(self, token_id: int, now: int) -> None:
        """End it."""
        with self._write() as connection:
            keys.mark(connection, token_id, revoked=now)

    def add_code(self, user_id: int, code_hash: str, now: int, expires: int) -> None:
        """Open a pairing code."""
        with self._write() as connection:
            keys.open_code(connection, user_id, code_hash, now, expires)

    def take_code(self, code_hash: str, now: int, attempts: int) -> User | None:
        """Use a code up and give who made it; a wrong one counts against every open code."""
        with self._write() as connection:
            return keys.take_code(connection, code_hash, now, attempts)

    def note(self, now: int, user_id: int | None, action: str, detail: str) -> None:
        """Write one line of the audit, with the name of who it was."""
        name = select(USERS.c.name).where(USERS.c.id == user_id).scalar_subquery()
        row = {"at": now, "user_id": user_id, "action": action, "detail": detail}
        with self._write() as connection:
            connection.execute(insert(AUDIT).values(row | {"who": func.coalesce(name, "")}))

    def own_language(self, user_id: int, version: int | None) -> OwnLanguage | None:
        """Find one version of somebody's own words, or the newest."""
        with self._read() as connection:
            return own_languages.one(connection, user_id, version)

    def own_languages(self, user_id: int) -> Sequence[OwnLanguage]:
        """List the versions that are kept, the newest first."""
        with self._read() as connection:
            return own_languages.listed(connection, user_id)

    def add_own_language(self, user_id: int, language: OwnLanguage) -> bool:
        """Add the version after the newest; nothing where that is another one by now."""
        try:
            with self._write() as connection:
                return own_languages.add(connection, user_id, language)
        except IntegrityError:
            return False  # another writer was faster

    def add_recording(self, recording: Recording) -> Recording:
        """Add one; or give the one that this person has of the same bytes."""
        with self._write() as connection:
            return recordings.add(connection, recording)

    def recording(self, recording_id: str) -> Recording | None:
        """Find a recording."""
        with self._read() as connection:
            return recordings.one(connection, recording_id)

    def same_recording(self, user_id: int, kind: str, sha256: str) -> Recording | None:
        """Find somebody's recording of these bytes."""
        with self._read() as connection:
            return recordings.same(connection, user_id, kind, sha256)

    def recordings(
        self, user_id: int | None, kind: str | None, limit: int, before: str | None
    ) -> Sequence[Recording]:
        """List somebody's, or everybody's, the newest first, those older than `before`."""
        with self._read() as connection:
            last = recordings.one(connection, before) if before else None
            return recordings.listed(connection, user_id, kind, limit, last)

    def mark_recording(self, recording: Recording) -> bool:
        """Store its offset, completion and name; tell whether it is still there."""
        with self._write() as connection:
            return recordings.mark(connection, recording)

    def remove_recording(self, recording_id: str) -> None:
        """Forget a recording."""
        with self._write() as connection:
            recordings.remove(connection, recording_id)

    def ping(self) -> None:
        """Raise `UnavailableError` where the database does not answer."""
        with self._read() as connection:
            connection.execute(PING)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def _another_stays(connection: Connection, user_id: int) -> None:
    """Raise `ConflictError` where nobody would be an admin any more."""
    if people.alone(connection, user_id):
        raise ConflictError("This is the only admin; make another one first.")
