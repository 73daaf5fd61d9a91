"""`AnalysisStore` over SQLAlchemy: what was found in the files of performances."""

import json
from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from server.adapters.database.performance_tables import PERFORMANCE_ANALYSES, TRACKS
from server.adapters.database.transactions import Transactions
from server.core.errors import NotFoundError
from server.core.performance_ports import KeptAnalysis

COLUMNS = PERFORMANCE_ANALYSES.c


class AnalysisDatabase(Transactions):
    """Keeps analyses, one a file; they go with it."""

    def analyses(self, performance_id: str) -> Sequence[KeptAnalysis]:
        """List what is kept, by the files' numbers."""
        wanted = (
            select(PERFORMANCE_ANALYSES)
            .where(COLUMNS.performance_id == performance_id)
            .order_by(COLUMNS.track_id)
        )
        with self._read() as connection:
            return [
                KeptAnalysis(row.track_id, row.key, row.made, json.loads(row.content))
                for row in connection.execute(wanted)
            ]

    def keep_analyses(self, performance_id: str, found: Sequence[KeptAnalysis]) -> None:
        """Keep what was found, in place of what was; what has no file any more is left out."""
        held = select(TRACKS.c.id).where(TRACKS.c.performance_id == performance_id)
        try:
            with self._write() as connection:
                there = set(connection.scalars(held))
                rows = [
                    {
                        "track_id": one.track,
                        "performance_id": performance_id,
                        "key": one.key,
                        "made": one.made,
                        "content": json.dumps(one.content),
                    }
                    for one in found
                    if one.track in there
                ]
                kept = [row["track_id"] for row in rows]
                connection.execute(delete(PERFORMANCE_ANALYSES).where(COLUMNS.track_id.in_(kept)))
                if rows:
                    connection.execute(insert(PERFORMANCE_ANALYSES), rows)
        except IntegrityError as error:
            raise NotFoundError("It was deleted meanwhile.") from error
