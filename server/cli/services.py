"""`rubato services`: what this installation runs beside the server, started and stopped."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, get_args

from server.cli.opened import add_flags, data_folder, settings_of
from server.core.errors import InvalidError
from server.core.settings import Settings
from server.services.service_desk import Action, Service, ServiceDesk

if TYPE_CHECKING:
    from server.core.ports import Log

ACTIONS = ("list", *get_args(Action))
EPILOG = """\
examples:
  rubato services                    how each is
  rubato services start ollama
  rubato services restart chroma

The setting services names what may be run here: ollama, chroma. Where systemd has a unit of it,
systemd runs it; else Rubato starts it, keeps its log in the data folder, and finds it again later.
Exit code: 0 done; 1 it could not be done; with list also where one is down."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato services`."""
    parser = subparsers.add_parser(
        "services",
        help="list, start and stop what runs beside the server",
        description="What this installation runs beside the server.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", metavar="ACTION",
                        help=", ".join(ACTIONS))  # fmt: skip
    parser.add_argument("name", nargs="?", metavar="NAME", help="which; with list: all")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    add_flags(parser, "data_dir")


def run(args: argparse.Namespace) -> int:
    """Do it, and show how it then is."""
    settings = settings_of(args)
    desk = desk_of(settings, _Quiet())
    if args.action == "list":
        found = [desk.one(args.name)] if args.name else desk.listed()
        _show(found, as_json=args.json)
        return int(any(one.state not in {"runs", "elsewhere"} for one in found))
    if not args.name:
        named = ", ".join(settings.services) or "none are named in the setting services"
        raise InvalidError(f"Which one? ({named})")
    _show([desk.act(args.name, args.action)], as_json=args.json)
    return 0


def desk_of(settings: Settings, log: "Log") -> ServiceDesk:
    """Compose the desk: systemd where it runs, then our own supervision."""
    from server.adapters.address_tried import answers  # noqa: PLC0415
    from server.adapters.step_lock import StepLock  # noqa: PLC0415
    from server.adapters.supervised import Supervised  # noqa: PLC0415
    from server.adapters.systemd_units import SystemdUnits  # noqa: PLC0415
    from server.core.service_plans import plans  # noqa: PLC0415

    folder = data_folder(settings)
    planned = plans(
        settings.services,
        {"ollama_url": settings.ollama_url, "chroma_url": settings.chroma_url},
        {"chroma": str(folder / "chroma")},
    )
    units = [SystemdUnits(user=user) for user in (True, False)] if SystemdUnits.runs() else []
    own = Supervised(folder / "services", StepLock)
    return ServiceDesk(planned, [*units, own], answers, log)


def _show(found: Sequence[Service], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False))
    elif not found:
        print("No service is named in the setting services.")
    else:
        print(*map(_line, found), sep="\n")


def _line(one: Service) -> str:
    since = datetime.fromtimestamp(one.since / 1000).astimezone() if one.since else None
    parts = [
        one.by and f"by {one.by}",
        one.process and f"process {one.process}",
        since and f"since {since:%Y-%m-%d %H:%M}",
        one.address,
        one.said,
    ]
    return f"{one.name:<10}{one.state:<10}{', '.join(part for part in parts if part)}"


class _Quiet:
    """A log for the terminal, where what was done is printed anyway."""

    def info(self, event: str, **facts: object) -> None:
        """Write nothing."""

    warning = error = info
