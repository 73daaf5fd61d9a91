"""Ways in: sessions that renew themselves, accounts elsewhere, the shared password."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

TABLES = ("sessions", "accounts", "sign_ins", "shared_names", "proofs")


def upgrade() -> None:
    """Make them."""
    _sessions()
    _accounts()
    _sign_ins()
    _shared()


def downgrade() -> None:
    """Drop them; sessions that are open stay, and end when they would have."""
    for table in TABLES:
        op.drop_table(table)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_id", sa.Integer, nullable=False),
        sa.Column("family", sa.Integer, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("csrf", sa.String(32), nullable=False),
        sa.Column("renewed", sa.BigInteger),
        sa.PrimaryKeyConstraint("token_id", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["token_id"], ["tokens.id"], name="fk_sessions_token_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sessions_family", "sessions", ["family"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("mail", sa.String(254), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_accounts"),
        sa.UniqueConstraint("user_id", name="uq_accounts_user_id"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_accounts_user_id", ondelete="CASCADE"
        ),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("back", sa.String(500), nullable=False),
        sa.Column("place", sa.String(500), nullable=False),
        sa.Column("family", sa.Integer),
        sa.Column("links", sa.Boolean, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_expires", "sign_ins", ["expires"])


def _shared() -> None:
    op.create_table(
        "shared_names",
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_shared_names"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_shared_names_user_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "proofs",
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("hash", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("way", name="pk_proofs"),
    )
