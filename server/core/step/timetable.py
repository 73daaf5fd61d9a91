"""When steps are done, as systemd and cron want it written."""

import re
import shlex
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

EVERY = (5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440)
"""Minutes between two steps: parts of an hour or of a day, so that each day is the same."""
PAST = 7
"""The minute of steps that are hours apart: the full hour is everybody's."""
NIGHT = 3
"""The hour of a step a day."""
MARK = "# rubato timestep"
"""Ends our line of a table of cron, by which it is found again."""


def calendar(minutes: int) -> str:
    """Write it as systemd's OnCalendar."""
    if minutes < 60:
        return f"*:0/{minutes}"
    return f"{NIGHT:02}:{PAST:02}" if minutes == 1440 else f"0/{minutes // 60}:{PAST:02}"


def cron_times(minutes: int) -> str:
    """Write it as the five fields of a line of cron."""
    if minutes < 60:
        return f"*/{minutes} * * * *"
    return f"{PAST} {NIGHT} * * *" if minutes == 1440 else f"{PAST} */{minutes // 60} * * *"


def service(template: str, words: Sequence[str], folder: str) -> str:
    """Give the unit with the command that is to run, and where."""
    command = " ".join(map(_quoted, words))
    place = folder.replace("%", "%%")
    return re.sub(
        r"(?m)^ExecStart=.*$", lambda _: f"WorkingDirectory={place}\nExecStart={command}", template
    )


def timer(template: str, minutes: int) -> str:
    """Give the timer with its times."""
    told = re.sub(r"(?m)^OnCalendar=.*$", f"OnCalendar={calendar(minutes)}", template)
    return told.replace(", every half hour", "")


def cron_line(words: Sequence[str], folder: str, minutes: int) -> str:
    """Give the line of cron's table."""
    command = f"cd {shlex.quote(folder)} && {shlex.join(words)}"
    # To cron a percent sign is the end of the line, in quotes too.
    return f"{cron_times(minutes)} {command} {MARK}".replace("%", r"\%")


def with_line(table: str, line: str) -> str:
    """Put our line into a table in place of the one before; empty: take it out."""
    kept = [one for one in table.splitlines() if not one.rstrip().endswith(MARK)]
    return "".join(f"{one}\n" for one in [*kept, *([line] if line else [])])


def _quoted(word: str) -> str:
    """Quote a word as systemd reads it (systemd.service(5), "Command lines")."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("%", "%%").replace("$", "$$") + '"'


def every_in(text: str) -> int | None:
    """Read from a timer of systemd, or a table of cron, every how many minutes steps are done."""
    lines = [line.rstrip() for line in text.splitlines()]
    ours = [line for line in lines if line.endswith(MARK)]
    for minutes in EVERY:
        times = f"{cron_times(minutes)} "
        if f"OnCalendar={calendar(minutes)}" in lines or any(map(_begins(times), ours)):
            return minutes
    return None


def _begins(times: str) -> Callable[[str], bool]:
    return lambda line: line.startswith(times)


def next_after(minutes: int, now: datetime) -> datetime:
    """Give the first moment after `now` (the time of a clock on the wall) at which one begins."""
    at = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while not _due(minutes, at):
        at += timedelta(minutes=1)
    return at


def _due(minutes: int, at: datetime) -> bool:
    if minutes < 60:
        return at.minute % minutes == 0
    hour = at.hour == NIGHT if minutes == 1440 else at.hour % (minutes // 60) == 0
    return hour and at.minute == PAST
