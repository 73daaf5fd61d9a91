"""The tables of ways in: sessions that renew themselves, accounts elsewhere, sign-ins under way."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from server.adapters.database.tables import METADATA

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("token_id", Integer, ForeignKey("tokens.id", ondelete="CASCADE"), primary_key=True),
    Column("family", Integer, nullable=False, index=True),
    Column("began", BigInteger, nullable=False),
    Column("way", String(8), nullable=False),
    Column("csrf", String(32), nullable=False),
    Column("renewed", BigInteger),
)
"""What a session's token is besides: `family` is the number of the token it began with, `renewed`
when its follower was given out."""

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("issuer", String(255), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("mail", String(254), nullable=False),
    Column("created", BigInteger, nullable=False),
    UniqueConstraint("user_id"),
)
"""Who is known elsewhere, by the subject, which never goes to another; a mail address may."""

SIGN_INS = Table(
    "sign_ins",
    METADATA,
    Column("state", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", String(128), nullable=False),
    Column("back", String(500), nullable=False),
    Column("place", String(500), nullable=False),
    Column("family", Integer),
    Column("links", Boolean, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)
"""Sign-ins that are at the provider now; `state` and `browser` are hashes. `family`: the session
that was there when it began; `links`: it adds the account to that session's person."""

SHARED_NAMES = Table(
    "shared_names",
    METADATA,
    Column("user_id", Integer, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
)
"""Names that the shared password opens."""

PROOFS = Table(
    "proofs",
    METADATA,
    Column("way", String(8), primary_key=True),
    Column("hash", String(255), nullable=False),
)
"""The hash of the shared password as it was set last, by which one sees that it was changed."""
