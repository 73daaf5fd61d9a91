"""`rubato timestep status|log`: how the last steps went, and when the next is due."""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime

from server.adapters.step_lock import held_by
from server.adapters.timetable import Systemd
from server.cli.opened import data_folder, open_services
from server.cli.step_shown import as_json, summary
from server.cli.step_timetable import by_cron
from server.core.errors import NotFoundError
from server.core.settings import Settings
from server.core.step_ports import StepDone

RUNNING, BROKE_OFF = "it still runs", "it broke off"


def add_log(parser: argparse.ArgumentParser) -> None:
    """Add its flags."""
    add = parser.add_argument
    add("step", type=int, nargs="?", metavar="STEP", help="show this one whole")
    add("--limit", type=int, default=20, help="how many (20)")
    add("--json", action="store_true", help="print JSON, for programs")
    parser.set_defaults(act=log)


def add_status(parser: argparse.ArgumentParser) -> None:
    """Add its flags."""
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    parser.set_defaults(act=status)


def log(args: argparse.Namespace, settings: Settings) -> int:
    """List steps, the newest first, or show one."""
    before = None if args.step is None else args.step + 1
    found = _steps(settings, args.limit if args.step is None else 1, before)
    if args.step is not None and (not found or found[0].id != args.step):
        raise NotFoundError(f"There is no step {args.step}; `rubato timestep log` lists them.")
    if args.json:
        told = [as_json(one) for one in found]
        print(json.dumps(told if args.step is None else told[0], indent=2, ensure_ascii=False))
    elif args.step is not None:
        print(f"{_when(found[0].began)} on {found[0].facts.get('machine', '')}")
        print(summary(found[0]))
    else:
        runs = running(settings)
        for at, one in enumerate(found):
            print(line(one, running=runs and at == 0))
        print("" if found else "No step was done yet.", end="" if found else "\n")
    return 0 if found else 1


def status(args: argparse.Namespace, settings: Settings) -> int:
    """Tell of the last step, whether one runs now, and what starts them."""
    found, runs = _steps(settings, 1, None), running(settings)
    way = started_by()
    if args.json:
        last = as_json(found[0]) if found else None
        print(json.dumps({"running": runs, "by": way, "last": last}, indent=2))
        return 0
    print("A step runs now." if runs else "No step runs now.")
    starts = f"Steps are started by {way}." if way else "Nothing starts them by itself; "
    print(starts if way else f"{starts}`rubato timestep install` does.")
    if found:
        print(f"The last began {line(found[0], running=runs)}")
    return 0


def line(step: StepDone, *, running: bool) -> str:
    """Tell of a step in one line: its number, when, how long, and what was not idle."""
    if step.ended is None:
        took = RUNNING if running else BROKE_OFF
    else:
        took = f"{(step.ended - step.began) / 1000:.1f} s"
    told = [
        f"{one.task} {one.outcome.ending}"
        for one in step.tasks
        if one.outcome.ending not in {"idle", "skipped"}
    ]
    return f"{_when(step.began)}  {step.id:>6}  {took}  {', '.join(told) or 'nothing to do'}"


def _steps(settings: Settings, limit: int, before: int | None) -> Sequence[StepDone]:
    opened = open_services(settings)
    try:
        return opened.steps.steps(max(1, min(limit, 10_000)), before)
    finally:
        opened.store.close()


def started_by() -> str:
    """Tell what starts steps by itself: systemd, cron, or nothing."""
    return "systemd" if Systemd().there() else "cron" if by_cron() else ""


def running(settings: Settings) -> bool:
    """Tell whether a step runs."""
    return bool(held_by(data_folder(settings) / "timestep.lock"))


def _when(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000).astimezone():%Y-%m-%d %H:%M}"
