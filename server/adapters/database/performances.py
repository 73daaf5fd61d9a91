"""`PerformanceStore` over SQLAlchemy: each call is one transaction."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database import performance_edits, performance_lists, performance_rows
from server.adapters.database.inquiry_marks import InquiryMarkDatabase
from server.adapters.database.performance_analyses import AnalysisDatabase
from server.adapters.database.performance_remarks import RemarkDatabase
from server.adapters.database.performance_tables import (
    PERFORMANCE_TOPICS,
    PERFORMANCES,
    SAID_LINES,
    TAKES,
    TRACKS,
)
from server.adapters.database.take_scores import TakeScoreDatabase
from server.core.errors import ConflictError, NotFoundError
from server.core.performance_ports import NewLine, NewTrack, Sought, Summary
from server.core.performances.edits import Change, Edit, Verdict
from server.core.performances.performance import Performance, Take, Whole

KEPT = ("id", "user_id", "name", "video", "shared", "in_library", "recorded", "created", "version")


class PerformanceDatabase(AnalysisDatabase, RemarkDatabase, InquiryMarkDatabase, TakeScoreDatabase):
    """Keeps performances, what was found in them, notes on moments, and what they answer."""

    def add_performance(self, made: Performance) -> None:
        """Add one."""
        values = {name: getattr(made, name) for name in KEPT}
        with self._write() as connection:
            connection.execute(insert(PERFORMANCES).values(values))

    def performance(self, performance_id: str) -> Performance | None:
        """Find one."""
        with self._read() as connection:
            return performance_rows.one(connection, performance_id)

    def with_video(self, user_id: int, address: str) -> str | None:
        """Give the id of the newest with a video, somebody's own before those that are shared."""
        own = case((PERFORMANCES.c.user_id == user_id, 0), else_=1)
        wanted = (
            select(PERFORMANCES.c.id)
            .where(PERFORMANCES.c.video == address, PERFORMANCES.c.shared | (own == 0))
            .order_by(own, PERFORMANCES.c.recorded.desc(), PERFORMANCES.c.id.desc())
        )
        with self._read() as connection:
            return connection.scalars(wanted).first()

    def whole(self, performance_id: str) -> Whole | None:
        """Give everything of one."""
        with self._read() as connection:
            return performance_rows.whole(connection, performance_id)

    def performances(
        self, user_id: int, everybody: bool, sought: Sought, limit: int, before: str | None
    ) -> Sequence[Summary]:
        """List those somebody may see, by when they were played, the newest first."""
        with self._read() as connection:
            return performance_lists.listed(connection, user_id, everybody, sought, limit, before)

    def remove_performance(self, performance_id: str) -> None:
        """Forget one; its files stay."""
        with self._write() as connection:
            connection.execute(delete(PERFORMANCES).where(PERFORMANCES.c.id == performance_id))

    def note_search(self, performance_id: str, text: str) -> None:
        """Store the text by which it is found."""
        here = PERFORMANCES.c.id == performance_id
        with self._write() as connection:
            connection.execute(update(PERFORMANCES).where(here).values(words=text))

    def edit(self, performance_id: str, change: Change, user_id: int, now: int) -> Verdict | None:
        """Store a change, or keep it as refused; none where the thing is gone."""
        with self._write() as connection:
            return performance_edits.edit(connection, performance_id, change, user_id, now)

    def edits(self, performance_id: str, limit: int) -> Sequence[Edit]:
        """List changes, the newest first, refused ones too."""
        with self._read() as connection:
            return performance_edits.edits(connection, performance_id, limit)

    def add_track(self, performance_id: str, track: NewTrack) -> int:
        """Add a file; raises `ConflictError` where it is there already."""
        values = {
            "performance_id": performance_id,
            "user_id": track.user_id,
            "recording_id": track.recording,
            "name": track.name,
            "offset_ms": track.offset_ms,
            "feedback": track.feedback,
            "languages": json.dumps(track.languages, ensure_ascii=False),
            "version": 1,
        }
        try:
            with self._write() as connection:
                made = insert(TRACKS).values(values).returning(TRACKS.c.id)
                return int(connection.execute(made).scalar_one())
        except IntegrityError as error:
            raise ConflictError("This file is part of the recording already.") from error

    def remove_track(self, performance_id: str, track_id: int) -> bool:
        """Take a file out, with what was written down from it; tell whether it was there."""
        here = (TRACKS.c.performance_id == performance_id) & (TRACKS.c.id == track_id)
        with self._write() as connection:
            return connection.execute(delete(TRACKS).where(here)).rowcount == 1

    def held_elsewhere(self, recording: str, performance_id: str) -> bool:
        """Tell whether another performance has this file."""
        return any(held != performance_id for held in self.holders(recording))

    def holders(self, recording: str) -> Sequence[str]:
        """Name the performances that have this file."""
        wanted = select(TRACKS.c.performance_id).where(TRACKS.c.recording_id == recording)
        with self._read() as connection:
            return list(connection.scalars(wanted))

    def add_takes(self, performance_id: str, takes: Sequence[Take]) -> None:
        """Add takes, whose ids are given to them."""
        rows = [
            {
                "performance_id": performance_id,
                "number": one.number,
                "name": one.name,
                "from_ms": one.from_ms,
                "to_ms": one.to_ms,
                "found_by": one.found_by,
                "version": one.version,
            }
            for one in takes
        ]
        if rows:
            with _there(), self._write() as connection:
                connection.execute(insert(TAKES), rows)

    def remove_takes(self, performance_id: str, takes: Sequence[int]) -> int:
        """Delete takes; tell how many were there."""
        here = (TAKES.c.performance_id == performance_id) & TAKES.c.id.in_(takes)
        with self._write() as connection:
            return connection.execute(delete(TAKES).where(here)).rowcount

    def set_lines(
        self, performance_id: str, track_id: int | None, lines: Sequence[NewLine]
    ) -> None:
        """Put lines in place of those of a file; the corrections of those that stay stay."""
        columns = SAID_LINES.c
        here = (columns.performance_id == performance_id) & (columns.track_id == track_id)
        with _there(), self._write() as connection:
            held = {
                NewLine(row.from_ms, row.to_ms, row.original): row.id
                for row in connection.execute(select(SAID_LINES).where(here))
            }
            gone = sorted(set(held.values()) - {held[one] for one in lines if one in held})
            for at in range(0, len(gone), AT_ONCE):
                some = columns.id.in_(gone[at : at + AT_ONCE])
                connection.execute(delete(SAID_LINES).where(some))
            rows = [
                {
                    "performance_id": performance_id,
                    "track_id": track_id,
                    "from_ms": one.from_ms,
                    "to_ms": one.to_ms,
                    "original": one.text,
                    "version": 1,
                }
                for one in dict.fromkeys(lines)
                if one not in held
            ]
            if rows:
                connection.execute(insert(SAID_LINES), rows)

    def set_belongs(
        self, performance_id: str, take_id: int | None, states: Mapping[int, str]
    ) -> bool:
        """Say which topics a performance or a take belongs to; tell whether it is there."""
        columns = PERFORMANCE_TOPICS.c
        here = (columns.performance_id == performance_id) & (columns.take_id == take_id)
        shared = {"performance_id": performance_id, "take_id": take_id}
        rows = [{**shared, "topic_id": topic, "state": state} for topic, state in states.items()]
        try:
            with self._write() as connection:
                connection.execute(delete(PERFORMANCE_TOPICS).where(here))
                if rows:
                    connection.execute(insert(PERFORMANCE_TOPICS), rows)
                return True
        except IntegrityError:
            return False

    def put_in_library(self, performance_id: str) -> None:
        """Let what is said in it go into the library from now on."""
        here = PERFORMANCES.c.id == performance_id
        with self._write() as connection:
            connection.execute(update(PERFORMANCES).where(here).values(in_library=True))

    def ids(self) -> Sequence[str]:
        """Name all there are."""
        with self._read() as connection:
            return list(connection.scalars(select(PERFORMANCES.c.id)))


@contextmanager
def _there() -> Iterator[None]:
    """Say that what is written to was deleted meanwhile."""
    try:
        yield
    except IntegrityError as error:
        raise NotFoundError("It was deleted meanwhile.") from error


AT_ONCE = 5_000
"""Values in one statement."""
