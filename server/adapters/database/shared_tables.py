"""The tables of several processes over one database; see `tables.py`."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from server.adapters.database.tables import METADATA

LEASES = Table(
    "leases",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""`turn` is another each time it is taken or renewed: by that it is known to live; `until` is for
people who look."""

CHANGES = Table(
    "changes",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("subject", Integer, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    sqlite_autoincrement=True,
)
"""What other processes have to read anew; empty where one process serves alone."""
