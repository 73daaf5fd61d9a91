"""`rubato users`: people, from the terminal."""

import argparse
import getpass
import sys
from collections.abc import Callable

from server.cli.opened import Opened, add_flags, open_services, settings_of, tell_first_password
from server.core.errors import InvalidError
from server.core.users import ROLES


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato users list|add|password|google|remove`."""
    parser = subparsers.add_parser("users", help="list, add and remove people, change a password")
    parser.set_defaults(action="list")
    add_flags(parser, "data_dir")
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    actions.add_parser("list", help="list people (also without an action)")
    add = actions.add_parser("add", help="add somebody with a random password, shown once")
    add.add_argument("name")
    add.add_argument("--role", choices=ROLES, default="user", help="user reads, admin writes")
    password = actions.add_parser("password", help="change a password; ends open sessions")
    password.add_argument("name")
    password.add_argument("--random", action="store_true", help="choose one and show it once")
    google = actions.add_parser("google", help="show somebody's Google account, or take it away")
    google.add_argument("name")
    google.add_argument("--unlink", action="store_true", help="take it away; ends open sessions")
    actions.add_parser("remove", help="remove somebody with their tokens").add_argument("name")


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    opened = open_services(settings_of(args))
    try:
        tell_first_password(opened.first_password)
        ACTIONS[args.action or "list"](opened, args)
    finally:
        opened.store.close()
    return 0


def _list(opened: Opened, _args: argparse.Namespace) -> None:
    for user in opened.users.everybody():
        print(f"{user.name:<32} {user.role}")


def _add(opened: Opened, args: argparse.Namespace) -> None:
    user, password = opened.users.add(args.name, args.role)
    print(f"{user.name} ({user.role}) was added; the password, shown this once: {password}")


def _password(opened: Opened, args: argparse.Namespace) -> None:
    user = opened.users.one(args.name)
    if args.random:
        print(f"New password of {user.name}: {opened.users.set_password(user.name)}")
        return
    opened.users.set_password(user.name, _asked())
    print(f"The password of {user.name} was changed; open sessions ended.")


def _asked() -> str:
    """Ask twice on a terminal, else read one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("New password: ")
    if getpass.getpass("Again: ") != password:
        raise InvalidError("The two are different; nothing was changed.")
    return password


def _remove(opened: Opened, args: argparse.Namespace) -> None:
    user = opened.users.remove(args.name)
    print(f"{user.name} was removed, with all tokens.")


def _google(opened: Opened, args: argparse.Namespace) -> None:
    user = opened.users.one(args.name)
    if args.unlink:
        opened.users.unlink(user.name)
        print(f"{user.name} comes in with Google no more; open sessions ended.")
        return
    mail = opened.store.account_mail(user.id)
    print(f"{user.name}: {mail}" if mail else f"{user.name} has no Google account here.")


ACTIONS: dict[str, Callable[[Opened, argparse.Namespace], None]] = {
    "list": _list,
    "add": _add,
    "password": _password,
    "google": _google,
    "remove": _remove,
}
