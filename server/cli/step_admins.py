"""`timestep.py --admin USER`, `--remove-admin USER`, `--admins`: who may write, and who should."""

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING

from server.cli.opened import open_services, tell_first_password
from server.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.cli.opened import Opened
    from server.core.step.admins import Suggestion

MOST = 10_000
"""Accepted proposals that are counted."""


def add_admins(parser: argparse.ArgumentParser) -> None:
    """Add the flags; each does that alone, and no step."""
    flags = parser.add_mutually_exclusive_group()
    flags.add_argument("--admin", metavar="USER", help="make somebody an admin, and do no step")
    flags.add_argument("--remove-admin", metavar="USER", help="make an admin a user again")
    flags.add_argument(
        "--admins", action="store_true", help="list admins, and who should be one by what they did"
    )


def admins(args: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked for."""
    opened = open_services(settings)
    try:
        tell_first_password(opened.first_password)
        if args.admin:
            return _told(args, opened.users.set_role(args.admin, "admin").name, "is an admin now")
        if args.remove_admin:
            name = opened.users.set_role(args.remove_admin, "user").name
            return _told(args, name, "is a user now")
        return _listed(args, opened)
    finally:
        opened.store.close()


def _told(args: argparse.Namespace, name: str, what: str) -> int:
    role = "admin" if args.admin else "user"
    print(json.dumps({"name": name, "role": role}) if args.json else f"{name} {what}.")
    return 0


def _listed(args: argparse.Namespace, opened: "Opened") -> int:
    names = [user.name for user in opened.users.everybody() if user.role == "admin"]
    fit = suggested(opened)
    if args.json:
        told = [{"name": one.name, "reason": one.reason} for one in fit]
        print(json.dumps({"admins": names, "suggested": told}, indent=2))
        return 0
    print(*(f"{name:<32} admin" for name in names), sep="\n")
    for one in fit:
        print(f"{one.name:<32} should be one: {one.reason}")
    return 0


def suggested(opened: "Opened") -> "Sequence[Suggestion]":
    """Give who should be an admin."""
    from server.adapters.database.dictionary_proposals import ProposalDatabase  # noqa: PLC0415
    from server.core.step.admins import suggestions  # noqa: PLC0415

    store = ProposalDatabase(opened.library.engine)
    words = Counter(one.by for one in store.proposals(None, "accepted", MOST))
    return suggestions(opened.stats.persons(), words)
