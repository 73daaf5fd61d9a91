"""`Leases` over SQLAlchemy: each is a row that is changed only as it was seen."""

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.shared_tables import LEASES
from server.adapters.database.transactions import Transactions
from server.core.lease import Lease

FREE = Lease("", 0)


class LeaseDatabase(Transactions):
    """Keeps leases."""

    def lease(self, name: str) -> Lease:
        """Give one; of which nobody had yet, one that is free."""
        wanted = select(LEASES.c.holder, LEASES.c.turn).where(LEASES.c.name == name)
        with self._read() as connection:
            row = connection.execute(wanted).one_or_none()
        return FREE if row is None else Lease(row.holder, row.turn)

    def turn(self, name: str, seen: Lease, holder: str, until: int) -> bool:
        """Take or renew it, or give it back, if it is still as it was seen; tell whether so."""
        values = {"holder": holder, "turn": seen.turn + 1, "until": until}
        as_seen = (
            LEASES.c.name == name,
            LEASES.c.holder == seen.holder,
            LEASES.c.turn == seen.turn,
        )
        try:
            with self._write() as connection:
                if seen == FREE:
                    connection.execute(insert(LEASES).values(name=name, **values))
                    return True
                return (
                    connection.execute(update(LEASES).where(*as_seen).values(values)).rowcount == 1
                )
        except IntegrityError:
            return False  # another was the first who ever had it
