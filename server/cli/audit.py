"""`rubato audit`: who did what, and when."""

import argparse
import json
from datetime import UTC, datetime

from server.cli.opened import add_flags, clock, open_services, settings_of
from server.core.deeds import AREAS, MOST_LISTED, Note, Sought, caption, kinds_of
from server.core.errors import InvalidError

EPILOG = """\
examples:
  rubato audit
  rubato audit --who anna --since 2026-11-01
  rubato audit --what people
  rubato audit --what token.make --json

what: a kind of deed, as listed, the first part of one, or an area:
""" + "\n".join(f"  {area:<11}{line}" for area, line in AREAS.items())
DAY = 24 * 3_600_000


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato audit`."""
    parser = subparsers.add_parser(
        "audit",
        help="who did what: people, access, topics, words, replies, settings, backups",
        description="What was changed here, by whom and when, the newest first.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_flags(parser, "data_dir", "database_url")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    parser.add_argument("--who", default="", metavar="NAME", help="only what this person did")
    parser.add_argument("--what", default="", metavar="KIND", help="only deeds of a kind or area")
    parser.add_argument(
        "--since", metavar="DAY", help="only from then on: 2026-11-21, or 7d for the last week"
    )
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help=f"at most, to {MOST_LISTED} (50)"
    )


def run(args: argparse.Namespace) -> int:
    """List deeds."""
    from server.adapters.database.deeds import DeedDatabase  # noqa: PLC0415

    opened = open_services(settings_of(args))
    try:
        found = DeedDatabase(opened.library.engine).deeds(_sought(args))
    finally:
        opened.store.close()
    if args.json:
        told = [
            {"id": one.id, "at": one.at, "who": one.who, "kind": one.kind, "detail": one.detail}
            for one in found
        ]
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return 0
    for one in found:
        print(_line(one))
    if not found:
        print("Nothing is noted that fits.")
    return 0


def _sought(args: argparse.Namespace) -> Sought:
    if not 1 <= args.limit <= MOST_LISTED:
        raise InvalidError(f"--limit is 1 to {MOST_LISTED}.")
    since = moment(args.since, clock()) if args.since else None
    return Sought(args.who.strip().lower(), kinds_of(args.what), since, limit=args.limit)


def moment(text: str, now: int) -> int:
    """Give the ms since 1970 of a day, or of so many days ago (7d); raises `InvalidError`."""
    if text.endswith("d") and text[:-1].isascii() and text[:-1].isdigit():
        return max(0, now - int(text[:-1][:6]) * DAY)
    try:
        day = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidError(f"{text!r} is no day; write it as 2026-11-21, or 7d.") from error
    return max(0, int(day.astimezone().timestamp() * 1000))


def _line(note: Note) -> str:
    when = datetime.fromtimestamp(note.at / 1000, UTC).astimezone()
    who = note.who or "(terminal)"
    detail = f": {note.detail}" if note.detail else ""
    return f"{when:%Y-%m-%d %H:%M}  {who:<16} {caption(note.kind)}{detail}"
