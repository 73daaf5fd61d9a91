"""Chores in a process of their own: a real step, one that is stopped, and one that babbles."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from server.adapters.chore_process import ChoreProcesses, Command
from server.adapters.step_lock import StepLock
from server.cli.chores import command_of
from server.core.errors import UnavailableError
from tests.server.cli.test_library import home
from tests.server.cli.test_timestep import settings

__all__ = ["home"]  # a fixture, which pytest finds by name
DEAF = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("x" * 9_000, "end", file=sys.stderr, flush=True)
time.sleep(600)
"""


def runs(text: str) -> Command:
    """Run this Python for every task."""
    return lambda _task, _dry: ([sys.executable, "-c", text], {})


async def test_a_real_step(home: Path) -> None:
    """It has the settings of this server, says how it goes, and tells what it did."""
    runner = ChoreProcesses(command_of(settings()))
    chore = await runner.begin("orphans", dry=True)
    lines = [line async for line in chore.lines()]
    told = await chore.result()

    assert any("orphans begins (1 of 1)" in line for line in lines)
    assert told is not None
    assert [(one["name"], one["error"]) for one in told["tasks"]] == [("orphans", "")]
    assert told["dry"] is True


async def test_the_lock_is_that_of_every_step(home: Path) -> None:
    """While another step runs the process does nothing, and tells who does."""
    place = home / "DATA" / "rubato"
    with StepLock(place / "timestep.lock"):
        chore = await ChoreProcesses(command_of(settings())).begin("orphans", dry=False)
        told: Mapping[str, object] | None = await chore.result()
    assert told is not None
    assert told["locked"] is True


async def test_one_that_does_not_end() -> None:
    """It is killed; what it said in one long line came in pieces."""
    chore = await ChoreProcesses(runs(DEAF), patience=0.1).begin("feed", dry=False)
    lines: list[str] = []
    async for line in chore.lines():
        lines.append(line)
        if line.endswith("end"):
            await chore.stop()

    assert max(map(len, lines)) < 9_000
    assert await chore.result() is None


@pytest.mark.parametrize(
    "text", ["print('no JSON')", "print('[' * 200_000)", "print('x' * 5_000_000)"]
)
async def test_what_tells_nothing(text: str) -> None:
    """Neither a text, nor what is too deep or too long."""
    chore = await ChoreProcesses(runs(text)).begin("feed", dry=False)
    assert [line async for line in chore.lines()] == []
    assert await chore.result() is None


async def test_what_cannot_be_started() -> None:
    """That is one sentence."""

    def command(_task: str, _dry: bool) -> tuple[Sequence[str], Mapping[str, str]]:
        return ["/no/such/program"], {}

    with pytest.raises(UnavailableError, match="feed could not be started"):
        await ChoreProcesses(command).begin("feed", dry=False)
