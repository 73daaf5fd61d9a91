"""`ProposalStore` over SQLAlchemy."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from server.adapters.database.dictionary_changes import NAMED, language_id, word_from, word_text
from server.adapters.database.dictionary_tables import LANGUAGES, PROPOSALS
from server.adapters.database.transactions import Transactions
from server.core.dictionary.changes import Edit, Proposal, State


class ProposalDatabase(Transactions):
    """Keeps proposals."""

    def add_proposal(self, edit: Edit, note: str, by: str, now: int) -> Proposal:
        """Keep what somebody would change."""
        with self._write() as connection:
            row = {
                "language_id": language_id(connection, edit.language),
                "word_id": edit.word_id,
                "version": edit.version,
                "before": word_text(edit.before),
                "after": word_text(edit.after),
                "note": note,
                "by": by,
                "at": now,
                "state": "open",
            }
            made = insert(PROPOSALS).values(row).returning(PROPOSALS.c.id)
            return Proposal(connection.execute(made).scalar_one(), edit, note, by, now)

    def proposals(self, by: str | None, state: State | None, limit: int) -> Sequence[Proposal]:
        """List somebody's, or everybody's, the newest first."""
        wanted = _proposals().order_by(PROPOSALS.c.id.desc()).limit(limit)
        if by is not None:
            wanted = wanted.where(PROPOSALS.c.by == by)
        if state is not None:
            wanted = wanted.where(PROPOSALS.c.state == state)
        with self._read() as connection:
            return [_of(row) for row in connection.execute(wanted)]

    def proposal(self, number: int) -> Proposal | None:
        """Find one."""
        with self._read() as connection:
            row = connection.execute(_proposals().where(PROPOSALS.c.id == number)).one_or_none()
        return _of(row) if row else None

    def open_proposals(self, by: str) -> int:
        """Count somebody's that wait."""
        mine = (PROPOSALS.c.by == by) & (PROPOSALS.c.state == "open")
        with self._read() as connection:
            return connection.execute(select(func.count()).where(mine)).scalar_one()

    def decide(self, number: int, state: State, by: str, now: int, why: str) -> bool:
        """Accept or refuse one that is open (open: take that back); tell whether it was."""
        before = PROPOSALS.c.state != "open" if state == "open" else PROPOSALS.c.state == "open"
        told = {"state": state, "decided_by": by, "decided": now, "why": why}
        here = update(PROPOSALS).where((PROPOSALS.c.id == number) & before)
        with self._write() as connection:
            return connection.execute(here.values(told)).rowcount == 1


def _proposals() -> Select[Any]:
    return select(PROPOSALS, NAMED).join(LANGUAGES, LANGUAGES.c.id == PROPOSALS.c.language_id)


def _of(row: Row[*tuple[Any, ...]]) -> Proposal:
    edit = Edit(row.language, word_from(row.before), word_from(row.after), row.word_id, row.version)
    return Proposal(
        row.id,
        edit,
        row.note,
        row.by,
        row.at,
        row.state,
        row.decided_by,
        row.decided,
        row.why,
    )
