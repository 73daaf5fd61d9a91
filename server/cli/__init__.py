"""`rubato COMMAND`: one table of commands; a command's module is imported when it is called.

Each module of the table has `add_parser(subparsers)`, which adds a parser under its name, and
`run(args) -> int`, which gives the exit code: 0 done, 1 an expected failure, 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from server.core.errors import RubatoError

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("serve", "server.cli.serve", "start the server"),
    ("pair", "server.cli.pair", "make a code that pairs the extension with the server"),
    ("users", "server.cli.users", "list, add and remove people, change a password"),
    ("config", "server.cli.config", "show every setting and where it comes from"),
)
"""Name, module, help line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what the user can mend is one line on stderr, never a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except RubatoError as error:
        print(f"rubato: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us (`| head`) has left
        return 0
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="rubato", description="Play the web from a MIDI keyboard and by voice."
    )
    parser.add_argument("--version", action="version", version=f"rubato {rubato_version()}")
    subparsers = parser.add_subparsers(metavar="COMMAND")
    # The first word decides; only its module is worth importing.
    wanted = next((word for word in words if not word.startswith("-")), None)
    for name, module, line in COMMANDS:
        if name == wanted:
            _add_command(subparsers, name, module)
        else:
            subparsers.add_parser(name, help=line, add_help=False)
    args = parser.parse_args(words)
    if "run" not in args:
        parser.print_help()
        return 0 if not words else 2
    code: int = args.run(args)
    return code


def _add_command(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, module: str
) -> None:
    command = import_module(module)
    command.add_parser(subparsers)
    parser = subparsers.choices[name]
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="a settings file, over the user's own"
    )
    parser.set_defaults(run=command.run)


def rubato_version() -> str:
    """Give the installed version."""
    try:
        return version("rubato")
    except PackageNotFoundError:
        return "unknown"
