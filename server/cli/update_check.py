"""`rubato update-check`: ask whether there is a newer Rubato; never done by itself."""

import argparse
import json
from dataclasses import asdict

from server.cli import rubato_version
from server.cli.opened import add_flags, clock, settings_of
from server.core.settings import Settings
from server.services.updates import Updates

EPILOG = """\
One request goes to the address in the setting update_url, with our version and nothing else.
Exit code: 0 it was asked; 1 nobody could be asked."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato update-check`."""
    parser = subparsers.add_parser(
        "update-check",
        help="ask whether there is a newer Rubato",
        description="Ask whether there is a newer Rubato.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_flags(parser, "update_url")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """Ask, and print what was told."""
    told = updates_of(settings_of(args)).check()
    if args.json:
        print(json.dumps(asdict(told), indent=2))
    else:
        print(" ".join(filter(None, [told.said, told.page])))
    return int(not told.newest)


def updates_of(settings: Settings) -> Updates:
    """Compose who asks."""
    from server.adapters.release_page import ReleasePage  # noqa: PLC0415

    version = rubato_version()
    return Updates(version, settings.update_url, ReleasePage(version), clock)
