"""Chores run from the page: one at a time, in a process of its own, its words kept for who looks.

The process takes the lock of a step itself, the same that cron's takes: whoever comes second is
told who runs.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from server.core.chores import LINES, Chore, ChoreProcess, ChoreRunner, plain
from server.core.errors import ConflictError, NotFoundError
from server.core.ports import Clock, Log
from server.core.redact import redact_text
from server.core.step_ports import StepStore, TaskDone

MOST_READ = 4_000
"""Characters of a line that are looked through for secrets: the rest is not kept."""
SHOWN = 20
"""Lines of what a task did the last time, that are listed."""


@dataclass(slots=True)
class Run:
    """One run from the page."""

    number: int
    task: str
    dry: bool
    by: str
    began: int
    ended: int | None = None
    """Ms since 1970, UTC, as `began`."""
    ending: str = ""
    """As a task of a step ends; or locked, stopped, broken."""
    said: int = 0
    """Lines that it said so far; the last of them are kept."""
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES))
    stopping: bool = False

    def shown(self) -> dict[str, Any]:
        """Show it without its lines."""
        told = asdict(self)
        del told["lines"], told["stopping"]
        return told


@dataclass(frozen=True, slots=True)
class Timetable:
    """What starts steps by itself, and when the next is due."""

    by: Callable[[], str]
    next: Callable[[], int | None]
    """Ms since 1970, UTC."""
    holder: Callable[[], str]
    """Which process does a step just now; empty: none."""


class ChoreDesk:
    """Runs chores; runs with the server, in one event loop."""

    def __init__(
        self,
        chores: Sequence[Chore],
        runner: ChoreRunner,
        steps: StepStore,
        timetable: Timetable,
        clock: Clock,
        *,
        log: Log,
    ) -> None:
        self._chores = {one.name: one for one in chores}
        self._runner, self._steps, self._timetable = runner, steps, timetable
        self._clock, self._log = clock, log
        self._run: Run | None = None
        self._process: ChoreProcess | None = None
        self._following: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._begins = asyncio.Lock()

    async def __aenter__(self) -> "ChoreDesk":
        """Begin with the server."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server: what was begun from its page ends in order."""
        if self._process is not None:
            await self._process.stop()
        if self._following is not None:
            await asyncio.gather(self._following, return_exceptions=True)

    def listed(self) -> dict[str, Any]:
        """List the chores: when each was last done, how it ended, and when it is next."""
        due, run = self._timetable.next(), self._run
        running = run.shown() if run is not None and run.ended is None else None
        return {
            "tasks": [
                {
                    "name": one.name,
                    "caption": one.caption,
                    "last": _last(self._steps.last(one.name)),
                }
                for one in self._chores.values()
            ],
            "by": self._timetable.by(),
            "next": due,
            "running": running,
            "holder": "" if running else self._timetable.holder(),
            "latest": run.shown() if run is not None else None,
        }

    async def begin(self, task: str, by: str, *, dry: bool) -> Run:
        """Start one; raises `ConflictError` with who runs, where another step does."""
        if task not in self._chores:
            known = ", ".join(self._chores)
            raise NotFoundError(f"There is no task {task[:40]!r}; there are: {known}.")
        async with self._begins:
            if self._run is not None and self._run.ended is None:
                run = self._run
                raise ConflictError(f"{run.task} runs now, begun by {run.by}; wait, or stop it.")
            holder = await asyncio.to_thread(self._timetable.holder)
            if holder:
                raise ConflictError(f"A step runs now (process {holder}); wait until it has ended.")
            self._process = await self._runner.begin(task, dry=dry)
            number = self._run.number + 1 if self._run is not None else 1
            self._run = run = Run(number, task, dry, by, self._clock())
            self._following = asyncio.create_task(self._followed(run, self._process))
            self._log.info("chore.began", task=task, dry=dry, by=by)
            return run

    async def stop(self) -> Run:
        """Stop the one that runs; raises `NotFoundError` where none does."""
        run, process, following = self._run, self._process, self._following
        if run is None or run.ended is not None or process is None or following is None:
            raise NotFoundError("No chore runs that was begun here.")
        run.stopping = True
        await process.stop()
        await asyncio.shield(following)
        return run

    async def told(self, after: int = 0) -> AsyncGenerator[tuple[str, dict[str, Any]], None]:
        """Give the lines of the latest run behind a number, as they come, and then its end."""
        run = self._run
        if run is None:
            raise NotFoundError("No chore was run from here since the server started.")
        yield "run", run.shown()
        at = max(after, 0)
        while True:
            news = self._news
            kept = run.said - len(run.lines)
            for text in list(run.lines)[max(at - kept, 0) :]:
                yield "line", {"text": text}
            at = max(at, run.said)
            if run.ended is not None:
                yield "ended", run.shown()
                return
            await news.wait()

    async def _followed(self, run: Run, process: ChoreProcess) -> None:
        """Read what it says, to its end; what it left is told there."""
        found: Mapping[str, Any] | None = None
        try:
            async for line in process.lines():
                self._say(run, line)
            found = await process.result()
        finally:
            run.ending = self._ending(run, found)
            run.ended = self._clock()
            self._tell()
            took = run.ended - run.began
            self._log.info("chore.ended", task=run.task, ending=run.ending, ms=took)

    def _ending(self, run: Run, found: Mapping[str, Any] | None) -> str:
        if found is not None and found.get("locked"):
            self._say(run, f"Another step runs (process {found.get('holder')}); nothing was done.")
            return "locked"
        tasks = (found or {}).get("tasks") or []
        if run.stopping or not tasks:
            return "stopped" if run.stopping else "broken"
        return str(tasks[-1].get("ending", "broken"))

    def _say(self, run: Run, line: str) -> None:
        run.lines.append(plain(redact_text(line[:MOST_READ])))
        run.said += 1
        self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


def _last(done: TaskDone | None) -> dict[str, Any] | None:
    if done is None:
        return None
    outcome = done.outcome
    lines = [plain(line) for line in outcome.lines[:SHOWN]]
    return {
        "began": done.began,
        "ended": done.ended,
        "ending": outcome.ending,
        "lines": lines,
        "error": outcome.error,
    }
