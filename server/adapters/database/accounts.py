"""`AccountStore` over SQLAlchemy: accounts elsewhere, sign-ins under way, the shared password."""

from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from server.adapters.database import people
from server.adapters.database.account_tables import (
    ACCOUNTS,
    PROOFS,
    SESSIONS,
    SHARED_NAMES,
    SIGN_INS,
)
from server.adapters.database.sessions import end_way
from server.adapters.database.tables import TOKENS, USERS
from server.adapters.database.transactions import Transactions
from server.core.accounts import Begun, Vouched
from server.core.sessions import Way
from server.core.users import User


class AccountRows(Transactions):
    """Keeps accounts elsewhere, sign-ins that are under way, and names for the shared password."""

    def linked(self, issuer: str, subject: str) -> User | None:
        """Find whose account this is."""
        with self._read() as connection:
            row = connection.execute(
                select(*people.COLUMNS)
                .join_from(ACCOUNTS, USERS)
                .where(ACCOUNTS.c.issuer == issuer, ACCOUNTS.c.subject == subject)
            ).one_or_none()
            return people.user_of(row) if row else None

    def account_mail(self, user_id: int) -> str | None:
        """Give the mail address of somebody's account elsewhere."""
        with self._read() as connection:
            return connection.execute(
                select(ACCOUNTS.c.mail).where(ACCOUNTS.c.user_id == user_id)
            ).scalar_one_or_none()

    def link(self, user_id: int, vouched: Vouched, now: int) -> bool:
        """Add an account to somebody; nothing where it is another's, or he has one."""
        try:
            with self._write() as connection:
                _add_account(connection, user_id, vouched, now)
        except IntegrityError:
            return False
        return True

    def unlink(self, user_id: int) -> bool:
        """Take it away; tell whether there was one."""
        with self._write() as connection:
            gone = connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.user_id == user_id))
            return gone.rowcount == 1

    def welcome(self, name: str, vouched: Vouched, now: int) -> User | None:
        """Add a user with an account, both or nothing; nothing where either is there already."""
        try:
            with self._write() as connection:
                user = people.add(connection, name, "user", None, now)
                _add_account(connection, user.id, vouched, now)
                return user
        except IntegrityError:
            return None

    def begin_sign_in(self, begun: Begun, most: int, now: int) -> bool:
        """Keep a sign-in that begins; nothing where `most` are under way."""
        row: dict[str, Any] = {
            name: getattr(begun, name)
            for name in (
                "state", "browser", "nonce", "verifier", "back", "place", "family", "links",
                "expires",
            )
        }  # fmt: skip
        with self._write() as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.expires <= now))
            there = connection.execute(select(func.count()).select_from(SIGN_INS)).scalar_one()
            if there >= most:
                return False
            connection.execute(insert(SIGN_INS).values(**row))
            return True

    def take_sign_in(self, state: str, now: int) -> Begun | None:
        """Give a sign-in, this once: in one statement, so that two takers cannot both have it."""
        with self._write() as connection:
            row = connection.execute(
                delete(SIGN_INS)
                .where(SIGN_INS.c.state == state, SIGN_INS.c.expires > now)
                .returning(*SIGN_INS.c)
            ).one_or_none()
            return Begun(**row._mapping) if row else None

    def family_user(self, family: int, now: int) -> User | None:
        """Tell whose session this is, while it is open."""
        with self._read() as connection:
            row = connection.execute(
                select(*people.COLUMNS)
                .select_from(
                    TOKENS.join(USERS).outerjoin(SESSIONS, SESSIONS.c.token_id == TOKENS.c.id)
                )
                .where(
                    func.coalesce(SESSIONS.c.family, TOKENS.c.id) == family,
                    TOKENS.c.kind == "session",
                    TOKENS.c.revoked.is_(None),
                    TOKENS.c.expires > now,
                )
                .limit(1)
            ).one_or_none()
            return people.user_of(row) if row else None

    def shared_name(self, user_id: int) -> bool:
        """Tell whether the shared password opens this name."""
        with self._read() as connection:
            return _shared(connection, user_id)

    def add_shared_name(self, name: str, most: int, now: int) -> User | None:
        """Add a user for the shared password; nothing where the name is taken, or there are `most`.

        A second caller of the same name is given the one who is there.
        """
        try:
            with self._write() as connection:
                return _shared_user(connection, name, most, now)
        except IntegrityError:
            return None  # another was faster with this name

    def proof(self, way: Way) -> str | None:
        """Give the hash that was kept last."""
        with self._read() as connection:
            return connection.execute(
                select(PROOFS.c.hash).where(PROOFS.c.way == way)
            ).scalar_one_or_none()

    def keep_proof(self, way: Way, proof: str | None, now: int) -> None:
        """Keep another one, or none, and end the sessions that the one before opened."""
        # Another process may do the same at this moment.
        with suppress(IntegrityError), self._write() as connection:
            end_way(connection, way, now)
            connection.execute(delete(PROOFS).where(PROOFS.c.way == way))
            if proof is not None:
                connection.execute(insert(PROOFS).values(way=way, hash=proof))


def _add_account(connection: Connection, user_id: int, vouched: Vouched, now: int) -> None:
    connection.execute(
        insert(ACCOUNTS).values(
            issuer=vouched.issuer,
            subject=vouched.subject,
            user_id=user_id,
            mail=vouched.mail,
            created=now,
        )
    )


def _shared_user(connection: Connection, name: str, most: int, now: int) -> User | None:
    there = people.user(connection, name)
    if there is not None:
        return there if _shared(connection, there.id) else None
    count = connection.execute(select(func.count()).select_from(SHARED_NAMES)).scalar_one()
    if count >= most:
        return None
    user = people.add(connection, name, "user", None, now)
    connection.execute(insert(SHARED_NAMES).values(user_id=user.id))
    return user


def _shared(connection: Connection, user_id: int) -> bool:
    found = select(SHARED_NAMES.c.user_id).where(SHARED_NAMES.c.user_id == user_id)
    return connection.execute(found).scalar_one_or_none() is not None
