"""`rubato config`: every setting, its value and where it comes from."""

import argparse
import json
import sys

from server.cli.opened import data_folder, resolved, user_file
from server.core.layers import Resolved
from server.core.redact import redact
from server.core.setting import Value
from server.core.settings import BY_NAME


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato config`."""
    parser = subparsers.add_parser("config", help="show every setting and where it comes from")
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Print settings and problems; 1 where there are any."""
    found = resolved(args)
    if args.json:
        print(json.dumps(_as_json(found), indent=2))
    elif not args.check:
        _print_table(found)
    elif not found.problems:
        print("The settings are in order.")
    for problem in found.problems:
        print(f"rubato: {problem}", file=sys.stderr)
    return 1 if found.problems else 0


def _print_table(found: Resolved) -> None:
    for name, value in found.values.items():
        print(f"{name:<16} {_shown(name, value):<40} {found.origins[name]}")
    print(f"\nYour own file: {user_file()}")
    print(f"Data: {data_folder(found.settings)}")


def _shown(name: str, value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "(none)"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(_redacted(name, value))
    return text or "(empty)"


def _as_json(found: Resolved) -> dict[str, object]:
    return {
        name: {
            "value": _redacted(name, value),
            "origin": found.origins[name],
            "caption": BY_NAME[name].caption,
        }
        for name, value in found.values.items()
    }


def _redacted(name: str, value: Value) -> object:
    return redact(value, name) if BY_NAME[name].secret and value else value
