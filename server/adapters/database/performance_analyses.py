"""`AnalysisStore` over SQLAlchemy: what was found in the files of performances."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from server.adapters.database.performance_tables import (
    PERFORMANCE_ANALYSES,
    PERFORMANCE_WORDS,
    PERFORMANCES,
    TRACKS,
)
from server.adapters.database.transactions import Transactions
from server.core.errors import NotFoundError
from server.core.keys import show
from server.core.performance_ports import KeptAnalysis, PlayedAt
from server.core.performances.performance import USUAL

COLUMNS, WORDS = PERFORMANCE_ANALYSES.c, PERFORMANCE_WORDS.c


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
                connection.execute(delete(PERFORMANCE_WORDS).where(WORDS.track_id.in_(kept)))
                if rows:
                    connection.execute(insert(PERFORMANCE_ANALYSES), rows)
                words = [
                    word | {"performance_id": performance_id, "track_id": one.track}
                    for one in found
                    if one.track in there
                    for word in _words(one)
                ]
                if words:
                    connection.execute(insert(PERFORMANCE_WORDS), words)
        except IntegrityError as error:
            raise NotFoundError("It was deleted meanwhile.") from error

    def played(
        self, user_id: int, everybody: bool, word: tuple[str, str], limit: int
    ) -> tuple[Sequence[PlayedAt], int]:
        """List where a word was played in what somebody may see, and count that."""
        language, keys = word
        read_in: ColumnElement[bool] = TRACKS.c.languages.contains(
            json.dumps(language), autoescape=True
        )
        if language in USUAL:
            read_in = or_(read_in, TRACKS.c.languages == "[]")
        where: list[ColumnElement[bool]] = [
            WORDS.language == language,
            WORDS["keys"] == keys,
            read_in,
        ]
        if not everybody:
            where.append(or_(PERFORMANCES.c.user_id == user_id, PERFORMANCES.c.shared))
        held = PERFORMANCE_WORDS.join(TRACKS, TRACKS.c.id == WORDS.track_id).join(
            PERFORMANCES, PERFORMANCES.c.id == WORDS.performance_id
        )
        wanted = (
            select(
                PERFORMANCES.c.id,
                PERFORMANCES.c.name,
                PERFORMANCES.c.recorded,
                WORDS.voice,
                (WORDS.from_ms + TRACKS.c.offset_ms).label("begins"),
                (WORDS.to_ms + TRACKS.c.offset_ms).label("ends"),
            )
            .select_from(held)
            .where(and_(*where))
            .order_by(PERFORMANCES.c.recorded.desc(), PERFORMANCES.c.id.desc(), "begins", WORDS.id)
            .limit(limit)
        )
        counted = select(func.count()).select_from(held).where(and_(*where))
        with self._read() as connection:
            found = [PlayedAt(*row) for row in connection.execute(wanted)]
            return found, connection.execute(counted).scalar_one()


def _words(one: KeptAnalysis) -> list[dict[str, Any]]:
    """Give the words of an analysis, in ms of its file."""
    offset = one.content.get("offset_ms", 0)
    return [
        {
            "language": word["language"],
            "keys": show(word["keys"]),
            "voice": word["voice"][:40],
            "from_ms": word["from_ms"] - offset,
            "to_ms": word["to_ms"] - offset,
        }
        for word in one.content.get("words", ())
    ]
