"""`rubato users`: people and their wishes, from the terminal."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from server.cli.opened import (
    Opened,
    add_flags,
    clock,
    open_services,
    settings_of,
    tell_first_password,
)
from server.core.errors import InvalidError
from server.core.users import ROLES

if TYPE_CHECKING:
    from server.core.wishes import Wish
    from server.services.wishing import Wishing

EPILOG = """\
examples:
  rubato users
  rubato users add anna --role admin
  rubato users password anna --random
  rubato users wishes
  rubato users grant anna "Welcome: begin with the topics."
  rubato users refuse anna "Ask again when you have played with us."

A wish is what somebody asked on the page: to be an admin. Your sentence is shown to them there."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato users list|add|password|google|remove|wishes|grant|refuse`."""
    parser = subparsers.add_parser(
        "users",
        help="list, add and remove people, change a password, answer who asks to be an admin",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(action="list")
    parser.add_argument("--json", action="store_true", help="print lists as JSON, for programs")
    add_flags(parser, "data_dir", "database_url")
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
    actions.add_parser("wishes", help="list who asked to be an admin, those that wait first")
    for word, line in (("grant", "make an admin of who asks"), ("refuse", "leave them a user")):
        answer = actions.add_parser(word, help=line)
        answer.add_argument("name")
        answer.add_argument("answer", nargs="?", default="", help="a sentence, shown to them")


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    opened = open_services(settings_of(args))
    try:
        tell_first_password(opened.first_password, sys.stderr if args.json else None)
        ACTIONS[args.action or "list"](opened, args)
    finally:
        opened.store.close()
    return 0


def _list(opened: Opened, args: argparse.Namespace) -> None:
    people = opened.users.everybody()
    if args.json:
        told = [{"name": one.name, "role": one.role, "created": one.created} for one in people]
        print(json.dumps(told, indent=1))
        return
    for user in people:
        print(f"{user.name:<32} {user.role:<6} since {_day(user.created)}")
    waiting = _wishing(opened).waiting()
    if waiting:
        print(f"{waiting} asked to be an admin: rubato users wishes")


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


def _wishes(opened: Opened, args: argparse.Namespace) -> None:
    from dataclasses import asdict  # noqa: PLC0415

    found = _wishing(opened).listed(opened.users.owner())
    if args.json:
        told: list[dict[str, Any]] = [asdict(one) for one in found]
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return
    for one in found:
        print(_wish_line(one))
    if not found:
        print("Nobody asked to be an admin yet.")


def _grant(opened: Opened, args: argparse.Namespace) -> None:
    wishing = _wishing(opened)
    done = wishing.answer(wishing.open_of(args.name).id, args.answer, grant=True)
    print(f"{done.name} is an admin now.")


def _refuse(opened: Opened, args: argparse.Namespace) -> None:
    wishing = _wishing(opened)
    done = wishing.answer(wishing.open_of(args.name).id, args.answer, grant=False)
    print(f"{done.name} stays a user, and is told so.")


def _wishing(opened: Opened) -> "Wishing":
    from server.cli.community import wishing_of  # noqa: PLC0415

    return wishing_of(opened.store, opened.library.engine, clock)


def _wish_line(wish: "Wish") -> str:
    answered = f": {wish.answer}" if wish.answer else ""
    state = "waits" if wish.state == "open" else f"{wish.state}{answered}"
    return f"{wish.name:<32} {_day(wish.asked)}  {wish.why}\n{'':<32} {state}"


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).astimezone().date().isoformat()


ACTIONS: dict[str, Callable[[Opened, argparse.Namespace], None]] = {
    "list": _list,
    "add": _add,
    "password": _password,
    "google": _google,
    "remove": _remove,
    "wishes": _wishes,
    "grant": _grant,
    "refuse": _refuse,
}
