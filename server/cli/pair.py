"""`rubato pair`: a code for the extension, without signing in: who reads the database may."""

import argparse
import sys

from server.cli.opened import add_flags, open_services, settings_of, tell_first_password
from server.core.pairing import CODE_LIFE, shown


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato pair`."""
    parser = subparsers.add_parser(
        "pair", help="make a code that pairs the extension with the server"
    )
    parser.add_argument("--user", metavar="NAME", help="whom the extension acts for (the owner)")
    parser.add_argument("--quiet", action="store_true", help="print the code and nothing else")
    add_flags(parser, "data_dir")


def run(args: argparse.Namespace) -> int:
    """Make a code and print it."""
    opened = open_services(settings_of(args))
    try:
        user = opened.users.one(args.user) if args.user else opened.users.owner()
        made = opened.pairing.open(user)
    finally:
        opened.store.close()
    tell_first_password(opened.first_password, sys.stderr if args.quiet else None)
    if args.quiet:
        print(made.code)
        return 0
    print(f"Code: {shown(made.code)}")
    print(
        f"Type it in the extension's settings under Server within {CODE_LIFE // 60_000} minutes; "
        f"it pairs one extension, which then acts for {user.name}."
    )
    return 0
