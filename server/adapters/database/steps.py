"""`StepStore` over SQLAlchemy: each call is one transaction."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.comment_tables import STEP_MARKS, STEP_TASKS, STEPS
from server.adapters.database.transactions import Transactions
from server.core.step.task import Outcome
from server.core.step_ports import StepDone, TaskDone


class StepDatabase(Transactions):
    """Keeps the runs of a step, and the marks of its tasks."""

    def begin(self, now: int, facts: Mapping[str, str], *, dry: bool) -> int:
        """Note that a step begins; give its number."""
        row = {"began": now, "dry": dry, "facts": json.dumps(dict(facts))}
        with self._write() as connection:
            made = insert(STEPS).values(row).returning(STEPS.c.id)
            return int(connection.execute(made).scalar_one())

    def note(self, step: int, done: TaskDone) -> None:
        """Note how a task of it ended."""
        outcome = done.outcome
        row = {
            "step_id": step,
            "task": done.task,
            "began": done.began,
            "ended": done.ended,
            "ending": outcome.ending,
            "lines": json.dumps(list(outcome.lines)),
            "counts": json.dumps(dict(outcome.counts)),
            "error": outcome.error.replace("\x00", ""),
        }
        with self._write() as connection:
            connection.execute(insert(STEP_TASKS).values(row))

    def end(self, step: int, now: int, code: int) -> None:
        """Note that it ended, and with which exit status."""
        with self._write() as connection:
            ended = update(STEPS).where(STEPS.c.id == step).values(ended=now, code=code)
            connection.execute(ended)

    def steps(self, limit: int, before: int | None = None) -> Sequence[StepDone]:
        """List steps with their tasks, the newest first, those older than the number `before`."""
        wanted = select(STEPS).order_by(STEPS.c.id.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(STEPS.c.id < before)
        with self._read() as connection:
            rows = connection.execute(wanted).all()
            here = STEP_TASKS.c.step_id.in_([row.id for row in rows])
            tasks = connection.execute(select(STEP_TASKS).where(here).order_by(STEP_TASKS.c.id))
            found: dict[int, list[TaskDone]] = {row.id: [] for row in rows}
            for task in tasks:
                found[task.step_id].append(_task(task))
        return [_step(row, found[row.id]) for row in rows]

    def last(self, task: str) -> TaskDone | None:
        """Find how a task ended the last time that it was really done."""
        wanted = (
            select(STEP_TASKS)
            .join(STEPS, STEPS.c.id == STEP_TASKS.c.step_id)
            .where(STEP_TASKS.c.task == task, STEPS.c.dry.is_(False))
            .order_by(STEP_TASKS.c.id.desc())
            .limit(1)
        )
        with self._read() as connection:
            row = connection.execute(wanted).one_or_none()
        return _task(row) if row else None

    def forget(self, before: int) -> int:
        """Delete the steps that began before a moment; tell how many there were."""
        with self._write() as connection:
            return connection.execute(delete(STEPS).where(STEPS.c.began < before)).rowcount

    def mark(self, name: str) -> str:
        """Give what a task wrote down to go on from; empty: nothing."""
        with self._read() as connection:
            wanted = select(STEP_MARKS.c.value).where(STEP_MARKS.c.name == name)
            return connection.execute(wanted).scalar() or ""

    def set_mark(self, name: str, value: str, now: int) -> None:
        """Write down where a task goes on; empty: forget it."""
        try:
            self._set_mark(name, value, now)
        except IntegrityError:
            self._set_mark(name, value, now)  # another wrote the same mark first

    def _set_mark(self, name: str, value: str, now: int) -> None:
        mine = STEP_MARKS.c.name == name
        with self._write() as connection:
            if not value:
                connection.execute(delete(STEP_MARKS).where(mine))
                return
            told = {"value": value, "changed": now}
            if not connection.execute(update(STEP_MARKS).where(mine).values(told)).rowcount:
                connection.execute(insert(STEP_MARKS).values(told | {"name": name}))


def _step(row: Row[*tuple[Any, ...]], tasks: Sequence[TaskDone]) -> StepDone:
    facts = json.loads(row.facts)
    return StepDone(row.id, row.began, row.ended, row.dry, row.code, tuple(tasks), facts)


def _task(row: Row[*tuple[Any, ...]]) -> TaskDone:
    lines = tuple(json.loads(row.lines))
    outcome = Outcome(row.ending, lines, json.loads(row.counts), row.error)
    return TaskDone(row.task, row.began, row.ended, outcome)
