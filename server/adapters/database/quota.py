"""`QuotaStore` over SQLAlchemy: what a call costs is on the disk before the call is made."""

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.comment_tables import QUOTA
from server.adapters.database.transactions import Transactions

OF_DAY = select(QUOTA.c.call, QUOTA.c.units).where(QUOTA.c.day == bindparam("of"))
MORE = (
    update(QUOTA)
    .where(QUOTA.c.day == bindparam("of"), QUOTA.c.call == bindparam("made"))
    .values(
        calls=QUOTA.c.calls + 1,
        units=QUOTA.c.units + bindparam("more"),
        changed=bindparam("at"),
    )
)
LOCK = 0x7175_6F74_61
"""The number of the ledger's PostgreSQL advisory lock: "quota" in ASCII."""


class QuotaDatabase(Transactions):
    """Keeps the ledger of YouTube's units."""

    def spend(self, day: str, call: str, units: int, limit: int, now: int) -> bool:
        """Write a call down before it is made; tell whether the day's limit still paid for it."""
        try:
            return self._spend(day, call, units, limit, now)
        except IntegrityError:
            # Another made the day's first call of its kind at the same moment.
            return self._spend(day, call, units, limit, now)

    def _spend(self, day: str, call: str, units: int, limit: int, now: int) -> bool:
        with self._write(durable=True) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            rows = connection.execute(OF_DAY, {"of": day}).all()
            if sum(row.units for row in rows) + units > limit:
                return False
            if any(row.call == call for row in rows):
                told = {"of": day, "made": call, "more": units, "at": now}
                connection.execute(MORE, told)
            else:
                row = {"day": day, "call": call, "calls": 1, "units": units, "changed": now}
                connection.execute(insert(QUOTA).values(row))
            return True

    def spent(self, day: str) -> int:
        """Sum up what was spent on a day."""
        with self._read() as connection:
            return sum(row.units for row in connection.execute(OF_DAY, {"of": day}))
