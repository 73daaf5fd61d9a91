"""Runners that are killed (SIGKILL) after one of their calls: `killed_runner FOLDER FAULT`.

Forks a runner for each call that a step makes, so that one start of Python does for all of them.
YouTube is a file that outlives the runner, and the database is the real one.  Nothing happens
between the end of one call and the begin of the next, so that after each call is everywhere.
"""

import json
import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from server.adapters.database import open_engine
from tests.server.fake_channel import FakeChannel
from tests.server.fakes import MORNING
from tests.server.made_answers import DAY, World
from tests.server.made_comments import HOUR, comment
from tests.server.migrated import migrated

KEPT = ("held", "waiting", "inserted", "known")
FOLLOWING = 3
ENGINES: dict[Path, Engine] = {}
"""One for each place, closed between runners: what it made of our statements is made once."""


class Deadly:
    """A port; when the last of so many calls has ended, the runner is killed."""

    def __init__(self, port: Any, calls: list[int], after: Callable[[], None]) -> None:
        self._port, self._calls, self._after = port, calls, after

    def __getattr__(self, name: str) -> Any:
        """Give a method that counts."""
        method = getattr(self._port, name)

        def passed(*args: Any, **named: Any) -> Any:
            try:
                return method(*args, **named)
            finally:
                if name == "reply":
                    self._after()  # what YouTube stored is on the disk before anybody dies
                self._calls[0] -= 1
                if self._calls[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        return passed


def world_in(folder: Path, hours: int) -> World:
    """Open the database and the channel of a folder, so many hours after the first step."""
    if folder not in ENGINES:
        ENGINES[folder] = open_engine(f"sqlite:///{folder / 'rubato.db'}")
    world = World(ENGINES[folder])
    world.time.true += hours * HOUR
    if (folder / "youtube").exists():
        for name, value in pickle.loads((folder / "youtube").read_bytes()).items():
            setattr(world.tube, name, value)
    return world


def keep(tube: FakeChannel, folder: Path) -> None:
    """Put YouTube on the disk."""
    made = folder / "youtube.new"
    made.write_bytes(pickle.dumps({name: getattr(tube, name) for name in KEPT}))
    made.replace(folder / "youtube")


def run(folder: Path, die_after: int, fault: str, hours: int = 0) -> None:
    """Run a step that dies after so many calls; 0: it does not."""
    world = world_in(folder, hours)
    world.tube.fault = lambda name: fault if name == "comments.insert" else ""
    calls, tube = [die_after], world.tube
    world.wrap = lambda port: Deadly(port, calls, lambda: keep(tube, folder))
    world.step()
    world.engine.dispose()


def forked(work: Callable[[], None]) -> int:
    """Work in a process of its own; give 0, the signal that ended it, or -1."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def prepare(folder: Path) -> None:
    """Make a database and a channel with a comment."""
    folder.mkdir()
    engine = open_engine(f"sqlite:///{folder / 'rubato.db'}")
    migrated(engine)
    engine.dispose()
    world = world_in(folder, 0)
    world.write(comment("c1", at=MORNING - DAY))
    keep(world.tube, folder)
    world.engine.dispose()


def follow(folder: Path) -> None:
    """Let steps follow, in which nothing fails."""
    for hours in range(1, FOLLOWING + 1):
        run(folder, 0, "", hours)


def every_call(folder: Path, fault: str) -> list[dict[str, Any]]:
    """Die after each call in turn, then let steps follow; give what came of each."""
    fresh, here = folder / "fresh", folder / "here"
    prepare(fresh)
    shutil.copytree(fresh, here)
    run(here, 0, "")
    found: list[dict[str, Any]] = []
    while not found or found[-1]["status"] == signal.SIGKILL:
        call = len(found) + 1
        shutil.rmtree(here)
        shutil.copytree(fresh, here)
        status = forked(lambda call=call: run(here, call, fault))  # type: ignore[misc]
        follow(here)
        world = world_in(here, 0)
        result = {"answers": world.answers(), "states": world.states()}
        world.engine.dispose()
        found.append(result | {"call": call, "status": status})
    return found


if __name__ == "__main__":
    print(json.dumps(every_call(Path(sys.argv[1]), sys.argv[2])))
