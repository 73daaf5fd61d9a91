"""How a server for tests is run: its real desks over ports that only remember."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from server.adapters.database import Database
from server.adapters.database.steps import StepDatabase
from server.api.context import Operated
from server.core.checkup import Finding
from server.core.chores import Chore
from server.core.errors import UnavailableError
from server.core.ports import Clock, Log
from server.core.service_plans import Plan
from server.core.service_ports import Standing
from server.core.versions import Release
from server.services.checking import Checking, Look
from server.services.chore_desk import ChoreDesk, Timetable
from server.services.service_desk import ServiceDesk
from server.services.updates import Updates

CHORES = (Chore("feed", "write the feed of answers"), Chore("backup", "copy what matters"))
DONE = {"tasks": [{"name": "feed", "ending": "done", "lines": ["1 entry."], "error": ""}]}
SECRET = "token=hush"
DUE = 1_800_000_600_000


class FakeWay:
    """Runs services by remembering."""

    name = "rubato"

    def __init__(self) -> None:
        self.now = Standing("stopped")

    def standing(self, _plan: Plan) -> Standing:
        """Tell."""
        return self.now

    def start(self, _plan: Plan) -> None:
        """Remember."""
        self.now = Standing("runs", 4711, 1_800_000_000_000)

    def stop(self, _plan: Plan) -> None:
        """Remember."""
        self.now = Standing("stopped")

    def log(self, _plan: Plan, _lines: int) -> Sequence[str]:
        """Give a line that would be markup, and a secret."""
        return ("<b>listening</b>", SECRET)


class FakeChore:
    """Says its lines, then what it did; goes on for ever where it is told to."""

    def __init__(self, lines: Sequence[str], told: Mapping[str, Any] | None, *, ends: bool) -> None:
        self._lines, self._told = lines, told
        self.may_end = asyncio.Event()
        if ends:
            self.may_end.set()

    async def lines(self) -> AsyncIterator[str]:
        """Say them."""
        for line in self._lines:
            yield line
        await self.may_end.wait()

    async def result(self) -> Mapping[str, Any] | None:
        """Tell."""
        return self._told

    async def stop(self) -> None:
        """End."""
        self.may_end.set()


class FakeRunner:
    """Starts fake chores, and remembers which."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, bool]] = []
        self.lines: Sequence[str] = ("feed begins", "<script>alert(1)</script>\x1b[2J", SECRET)
        self.told: Mapping[str, Any] | None = DONE
        self.ends = True
        self.holder = ""

    async def begin(self, task: str, *, dry: bool) -> FakeChore:
        """Start one."""
        self.begun.append((task, dry))
        return FakeChore(self.lines, self.told, ends=self.ends)


class FakeReleases:
    """Knows a newer version, and counts who asks."""

    def __init__(self) -> None:
        self.asked = 0
        self.down = False

    def __call__(self, _url: str, /) -> Release:
        """Tell."""
        self.asked += 1
        if self.down:
            raise UnavailableError("releases.example.org did not answer.")
        return Release("v9.0.0", "https://releases.example.org/9")


class FakeOperation:
    """All of them, and what they make."""

    def __init__(self) -> None:
        self.way, self.runner, self.releases = FakeWay(), FakeRunner(), FakeReleases()
        self.finding = Finding("Disk", "note", "little room in /data", "make room")

    def composed(self, database: Database, clock: Clock, log: Log) -> Operated:
        """Compose what routers call."""
        ollama = Plan("ollama", "models that chat", ("ollama", "serve"), {}, "127.0.0.1", 11434)
        chroma = Plan("chroma", "vectors", problem="chroma_url is empty.")
        runner = self.runner
        timetable = Timetable(lambda: "cron", lambda: DUE, lambda: runner.holder)
        fine = Finding("Database", "fine", "a row was written in 1 ms")
        looks = {"Database": Look(lambda: fine), "Disk": Look(lambda: self.finding)}
        return Operated(
            Checking(looks, clock, log),
            ServiceDesk([ollama, chroma], [self.way], lambda _host, _port: False, log),
            ChoreDesk(CHORES, runner, StepDatabase(database.engine), timetable, clock, log=log),
            Updates("0.1.0", "https://releases.example.org", self.releases, clock),
        )
