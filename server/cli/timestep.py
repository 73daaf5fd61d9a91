"""`rubato timestep`, and `timestep.py` of a checkout: one step of the clock, and its timetable."""

import argparse
import json
import os
import signal
import sys
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from platform import node
from typing import TYPE_CHECKING

from server.cli.opened import (
    add_flags,
    clock,
    data_folder,
    open_services,
    settings_of,
    tell_first_password,
)
from server.cli.server_client import FLAGS
from server.cli.step_admins import add_admins, admins
from server.cli.step_log import add_log, add_status
from server.cli.step_timetable import add_install
from server.core.errors import InvalidError
from server.core.layers import nearest
from server.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.cli.opened import Opened
    from server.cli.step_tasks import Row, World
    from server.core.ports import Log
    from server.core.step_ports import StepDone, TaskDone

EPILOG = """\
examples:
  rubato timestep                                  one step
  rubato timestep run --dry-run                    what one would do; nothing is changed
  rubato timestep run --only inquiries taste
  rubato timestep run --only inquiries --since 2026-01-01
  rubato timestep run --admin anna                 make anna an admin; no step is done

In a checkout, `python timestep.py` is `rubato timestep run`. What it needs of the server it asks
over HTTP, so the server has to run; whatever else can be done is done without it.
Exit code: 0 done, or another step runs; 1 a task failed, and the others ran; 2 configuration."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato timestep` with its actions."""
    parser = subparsers.add_parser(
        "timestep",
        help="do the chores: one step now, or by cron or systemd",
        description="One step of the clock: the chores of the owner of this server.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION")
    step = actions.add_parser(
        "run",
        help="do one step (also without an action)",
        description="Do one step.",
        epilog=_table(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    step.set_defaults(act=step_once)
    _add_step(step)
    installing = actions.add_parser("install", help="let systemd or cron do steps by themselves")
    add_install(installing)
    add_status(actions.add_parser("status", help="how the last step went, and what starts them"))
    add_log(actions.add_parser("log", help="list steps, or show one"))
    # Without an action it is a step as it is without flags.
    parser.set_defaults(**vars(step.parse_args([])))
    add_flags(parser, *FLAGS)


def _table() -> str:
    from server.cli.step_tasks import TASKS  # noqa: PLC0415

    return "\n".join(["tasks:", *(f"  {row.name:<12}{row.caption}" for row in TASKS)])


def _add_step(step: argparse.ArgumentParser) -> None:
    add_admins(step)
    add = step.add_argument
    add("--only", nargs="+", metavar="TASK", default=[], help="only these tasks")
    add("--dry-run", action="store_true", help="show what would be done, and do nothing")
    add("--since", metavar="TIME", help="look from then on, e.g. 2026-11-01 or 2026-11-01T18:30")
    add("--quiet", action="store_true", help="print only what was done or failed")
    add("--json", action="store_true", help="print JSON, for programs")
    add("--lines", action="store_true", help="tell on stderr how it goes, line by line")
    add("--services", action="store_true", help="first start what the setting services names and "
        "does not run, where step_services allows it")  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Do one action; configuration that cannot be used is 2."""
    try:
        settings = settings_of(args)
    except InvalidError as error:
        print(f"rubato: {error}", file=sys.stderr)
        return 2
    code: int = args.act(args, settings)
    return code


def step_once(args: argparse.Namespace, settings: Settings) -> int:
    """Do one step, unless another is being done."""
    from server.adapters.step_lock import StepLock  # noqa: PLC0415

    if args.admin or args.remove_admin or args.admins:
        return admins(args, settings)
    try:
        rows, since = _rows(args.only), _since(args.since)
    except InvalidError as error:
        print(f"rubato: {error}", file=sys.stderr)
        return 2
    with StepLock(data_folder(settings) / "timestep.lock") as lock:
        if lock.held:
            with _tidily():
                return _stepped(args, settings, rows, since)
    print(f"Another step runs (process {lock.holder()}); this one did nothing.", file=sys.stderr)
    if args.json:
        print(json.dumps({"locked": True, "holder": lock.holder()}))
    return 0


@contextmanager
def _tidily() -> "Iterator[None]":
    """Let the signal that stops a service close what is open, and revoke the token."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _rows(only: "Sequence[str]") -> "Sequence[Row]":
    from server.cli.step_tasks import NAMES, TASKS  # noqa: PLC0415

    wanted = [name for word in only for name in word.split(",") if name]
    for name in wanted:
        if name not in NAMES:
            raise InvalidError(f"There is no task {name}; {nearest(name, NAMES)}")
    return [row for row in TASKS if not wanted or row.name in wanted]


def _since(told: str | None) -> int | None:
    if told is None:
        return None
    try:
        # Without a zone it is a time of here.
        return int(datetime.fromisoformat(told).astimezone().timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise InvalidError(
            f"--since {told!r} is no time; write it as 2026-11-01 or 2026-11-01T18:30."
        ) from error


def _stepped(
    args: argparse.Namespace, settings: Settings, rows: "Sequence[Row]", since: int | None
) -> int:
    from functools import partial  # noqa: PLC0415

    from server.adapters.log import configure  # noqa: PLC0415
    from server.cli.step_shown import Bar, Lines, as_json, summary  # noqa: PLC0415
    from server.cli.step_tasks import SERVICES  # noqa: PLC0415
    from server.services.stepping import Limits, Stepping, Wanted  # noqa: PLC0415

    log = configure(settings.log_level, settings.log_format)
    done: list[TaskDone] = []
    with ExitStack() as stack:
        opened = open_services(settings)
        stack.callback(opened.store.close)
        _tell_owner(opened.first_password)
        world = _world(settings, opened, since, done, stack, log=log)
        if not args.dry_run:
            with suppress(OSError):  # each task says so, where it writes
                # What people asked lies in it: for its owner's eyes.
                world.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        limits = Limits(settings.step_minutes, settings.step_requests)
        stepping = Stepping(clock, log, limits, world.steps, done)
        wanted = [Wanted(row.name, partial(row.build, world)) for row in rows]
        if args.services:
            wanted.insert(0, Wanted(SERVICES.name, partial(SERVICES.build, world)))
        watching = Lines(sys.stderr) if args.lines else Bar(sys.stderr)
        found = stepping.step(wanted, watching, _facts(args), dry=args.dry_run)
    if args.json:
        print(json.dumps(as_json(found), indent=2, ensure_ascii=False))
    elif not args.quiet or _worth_telling(found):
        print(summary(found))
    return found.code or 0


def _tell_owner(password: str | None) -> None:
    """Show the password of a first run to a person, never to a mail of cron's."""
    if password is not None and not sys.stderr.isatty():
        print(
            "The owner was made. Choose a password with: rubato users password owner",
            file=sys.stderr,
        )
    else:
        tell_first_password(password, sys.stderr)


def _worth_telling(step: "StepDone") -> bool:
    """Tell whether anything happened: cron mails whatever is printed."""
    return any(one.outcome.ending not in {"idle", "skipped"} for one in step.tasks)


def _facts(args: argparse.Namespace) -> dict[str, str]:
    return {"machine": node(), "process": str(os.getpid()), "only": " ".join(args.only)}


def _world(
    settings: Settings,
    opened: "Opened",
    since: int | None,
    done: "Sequence[TaskDone]",
    stack: ExitStack,
    *,
    log: "Log",
) -> "World":
    from server.adapters.paper_folder import PaperFolder  # noqa: PLC0415
    from server.adapters.step_server import StepServer  # noqa: PLC0415
    from server.cli.server_client import token  # noqa: PLC0415
    from server.cli.step_tasks import World  # noqa: PLC0415

    server = StepServer(address_of(settings), lambda: stack.enter_context(token(opened)))
    stack.callback(server.close)
    folder = chore_folder(settings)
    return World(
        settings,
        opened,
        server,
        folder,
        PaperFolder(folder),
        clock,
        since,
        opened.steps,
        done,
        log,
    )


def chore_folder(settings: Settings) -> Path:
    """Give the folder of what a step writes."""
    if settings.chore_folder:
        return Path(settings.chore_folder).expanduser()
    return data_folder(settings) / "step"


def address_of(settings: Settings) -> str:
    """Give where the server answers on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"
