"""Composes the chores that are run from the page: each a `rubato timestep run` of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from server.cli.opened import Opened, clock, data_folder
from server.cli.workers import worker
from server.core.settings import SETTINGS, Settings
from server.services.chore_desk import ChoreDesk, Timetable

if TYPE_CHECKING:
    from server.adapters.chore_process import Command
    from server.core.ports import Log

TOLD = {"RUBATO_LOG_FORMAT": "console"}
"""Its lines are for people: they are shown as they come."""


def chores_of(settings: Settings, opened: Opened, log: "Log") -> ChoreDesk:
    """Compose them."""
    from server.adapters.chore_process import ChoreProcesses  # noqa: PLC0415
    from server.adapters.step_lock import held_by  # noqa: PLC0415
    from server.cli.step_log import started_by  # noqa: PLC0415
    from server.cli.step_tasks import TASKS  # noqa: PLC0415
    from server.core.chores import Chore  # noqa: PLC0415

    lock = data_folder(settings) / "timestep.lock"
    return ChoreDesk(
        [Chore(row.name, row.caption) for row in TASKS],
        ChoreProcesses(command_of(settings)),
        opened.steps,
        Timetable(started_by, next_step, lambda: held_by(lock)),
        clock,
        log=log,
    )


def command_of(settings: Settings) -> "Command":
    """Give how a task is run, with the settings that are in force here."""

    def command(task: str, dry: bool) -> tuple[Sequence[str], Mapping[str, str]]:
        words = ["timestep", "run", "--only", task, "--json", "--lines"]
        made, environment = worker("__main__", *words, *(["--dry-run"] if dry else []))
        return made, {**environment, **in_force(settings), **TOLD}

    return command


def next_step() -> int | None:
    """Tell when whatever starts steps starts the next: ms since 1970, UTC."""
    from server.cli.step_timetable import written_down  # noqa: PLC0415
    from server.core.step.timetable import every_in, next_after  # noqa: PLC0415

    every = every_in(written_down())
    if every is None:
        return None
    # Without a zone it is a time of here, as systemd and cron have it.
    now = datetime.fromtimestamp(clock() / 1000).astimezone().replace(tzinfo=None)
    return int(next_after(every, now).astimezone().timestamp() * 1000)


def in_force(settings: Settings) -> Mapping[str, str]:
    """Give these settings as an environment: flags of this server hold for its processes, too."""
    told = {setting.name: getattr(settings, setting.name) for setting in SETTINGS}
    texts = {
        name: ",".join(value) if isinstance(value, tuple) else str(value).lower()
        if isinstance(value, bool) else str(value)
        for name, value in told.items()
    }  # fmt: skip
    return {f"RUBATO_{name.upper()}": text for name, text in texts.items() if text}
