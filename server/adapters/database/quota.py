"""`QuotaStore` over SQLAlchemy: what a call costs is on the disk before the call is made."""

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.comment_tables import QUOTA
from server.adapters.database.transactions import Transactions


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
        of_day = QUOTA.c.day == day
        with self._write(durable=True) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(0x71756F7461)))
            rows = connection.execute(select(QUOTA.c.call, QUOTA.c.units).where(of_day)).all()
            if sum(row.units for row in rows) + units > limit:
                return False
            if any(row.call == call for row in rows):
                more = {"calls": QUOTA.c.calls + 1, "units": QUOTA.c.units + units, "changed": now}
                mine = of_day & (QUOTA.c.call == call)
                connection.execute(update(QUOTA).where(mine).values(more))
            else:
                row = {"day": day, "call": call, "calls": 1, "units": units, "changed": now}
                connection.execute(insert(QUOTA).values(row))
            return True

    def spent(self, day: str) -> int:
        """Sum up what was spent on a day."""
        with self._read() as connection:
            units = select(func.sum(QUOTA.c.units)).where(QUOTA.c.day == day)
            return int(connection.execute(units).scalar() or 0)
