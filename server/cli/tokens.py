"""`rubato tokens`: what programs show to the server, narrow and with an end."""

import argparse
import json
from datetime import UTC, datetime

from server.cli.opened import Opened, add_flags, clock, open_services, settings_of
from server.core.scopes import SCOPES
from server.core.tokens import Token

EPILOG = """\
examples:
  rubato tokens
  rubato tokens add prometheus --scope metrics --days 365
  rubato tokens add "my notes" --scope chat --scope read
  rubato tokens revoke 7

A token is shown once, when it is made. It goes in the header Authorization: Bearer TOKEN, never in
an address. It never may more than the person it is for.
scopes (none: all that the person may):
""" + "\n".join(f"  {name:<9}{scope.caption}" for name, scope in SCOPES.items())


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato tokens list|add|revoke`."""
    parser = subparsers.add_parser(
        "tokens",
        help="make, list and revoke tokens of programs",
        description="What programs and extensions show to the server.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_flags(parser, "data_dir", "database_url")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    parser.set_defaults(act=_list)
    actions = parser.add_subparsers(metavar="ACTION")
    actions.add_parser("list", help="list them (also without an action)").set_defaults(act=_list)
    add = actions.add_parser("add", help="make one, and show it this once")
    add.add_argument("name", help="what it is for")
    add.add_argument("--scope", action="append", default=[], choices=list(SCOPES),
                     help="what it may do; may be repeated")  # fmt: skip
    add.add_argument("--days", type=int, metavar="N", help="when it ends; else when it is revoked")
    add.add_argument("--user", metavar="NAME", help="whom it acts for (the owner)")
    add.set_defaults(act=_add)
    revoke = actions.add_parser("revoke", help="end one")
    revoke.add_argument("id", type=int, metavar="ID")
    revoke.set_defaults(act=_revoke)


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    opened = open_services(settings_of(args))
    try:
        code: int = args.act(opened, args)
    finally:
        opened.store.close()
    return code


def _list(opened: Opened, args: argparse.Namespace) -> int:
    tokens = [one for one in opened.store.tokens("extension") if one.live(clock())]
    if args.json:
        print(json.dumps([_facts(token) for token in tokens], indent=1, ensure_ascii=False))
        return 0
    for token in tokens:
        print(_line(token))
    if not tokens:
        print("There are none; `rubato pair` pairs an extension, `rubato tokens add` makes one.")
    return 0


def _add(opened: Opened, args: argparse.Namespace) -> int:
    user = opened.users.one(args.user) if args.user else opened.users.owner()
    token = opened.access.make(user, args.name, args.scope, args.days)
    print(json.dumps({"token": token}) if args.json else f"{token}\nIt is shown this once.")
    return 0


def _revoke(opened: Opened, args: argparse.Namespace) -> int:
    opened.access.revoke(opened.users.owner(), args.id)
    print(f"The token {args.id} was revoked.")
    return 0


def _line(token: Token) -> str:
    may = " ".join(token.scopes) or "everything"
    ends = f"until {_day(token.expires)}" if token.expires else "until revoked"
    used = f"last used {_day(token.last_used)}" if token.last_used else "not used yet"
    return f"{token.id:>4}  {token.label:<24} {token.user.name:<16} {may:<14} {ends}, {used}"


def _facts(token: Token) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.label,
        "user": token.user.name,
        "scopes": list(token.scopes),
        "created": token.created,
        "last_used": token.last_used,
        "expires": token.expires,
    }


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).astimezone().date().isoformat()
