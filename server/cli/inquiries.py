"""`rubato inquiries`: what was asked, looked through, reviewed, and written into files."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.adapters.inquiry_files import InquiryFiles
from server.cli.ask import source_line
from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.core.errors import InvalidError
from server.core.library.times import clock_time

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato inquiries
  rubato inquiries list --search "fugue" --topic harmony --since 2026-11-01 --least 8
  rubato inquiries show 3f2a9c0d11e8b7aa
  rubato inquiries rate 3f2a9c0d11e8b7aa 8
  rubato inquiries correct 3f2a9c0d11e8b7aa "It has four voices." --teach
  rubato inquiries mark 3f2a9c0d11e8b7aa           answered in the next recording
  rubato inquiries remove 3f2a9c0d11e8b7aa --dry-run
  rubato inquiries export ~/inquiries --corrected

An export writes each inquiry with its answer, sources and review as YEAR/MONTH/TIMESTAMP.json below
the folder (ms since 1970, UTC); again, and only what changed is written. Days are those of here.
Exit code: 0 done; 1 no such inquiry, or nothing was found; 2 usage."""
AT_ONCE = 200
"""Inquiries of one answer of the server."""
WIDE = 80
"""Characters of a question in the list."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato inquiries` with its actions."""
    parser = subparsers.add_parser(
        "inquiries",
        help="list, show, review and export what was asked",
        description="Questions with their answers, as they were kept.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION")
    listing = actions.add_parser(
        "list", help="list them, the newest first (also without an action)"
    )
    listing.add_argument("--limit", type=int, default=20, help="how many (20)")
    show = actions.add_parser("show", help="show one with its answer and sources")
    rate = actions.add_parser("rate", help="rate an answer")
    correct = actions.add_parser("correct", help="say what should have been answered")
    remove = actions.add_parser("remove", help="delete one for good")
    mark = actions.add_parser("mark", help="have it answered in the next recording; two at most")
    mark.add_argument("--off", action="store_true", help="take the mark back")
    remove.add_argument("--dry-run", action="store_true", help="only tell what would go")
    for action in (show, rate, correct, mark, remove):
        action.add_argument("id", metavar="ID")
    rate.add_argument("rating", metavar="RATING", type=int, help="0 to 10")
    correct.add_argument("text", metavar="TEXT", help="empty takes the correction back")
    correct.add_argument("--teach", action="store_true", help="answer from it in these topics")
    export = actions.add_parser("export", help="write each into a file of its own")
    export.add_argument("folder", metavar="FOLDER", type=Path)
    for action in (listing, export):
        _add_sought(action)
    found = ((listing, _list), (show, _show), (rate, _rate), (correct, _correct), (remove, _remove))
    for action, act in (*found, (mark, _mark), (export, _export)):
        action.set_defaults(act=act)
        action.add_argument("--json", action="store_true", help="print JSON, for programs")
    # Without an action it lists; actions' own defaults would be laid over what was said before.
    parser.set_defaults(act=_list, **{name: listing.get_default(name) for name in SOUGHT}, limit=20)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(json=False)
    add_flags(parser, *FLAGS)


SOUGHT = ("search", "topic", "since", "until", "least", "most", "corrected")
"""What the server takes to look for."""


def _add_sought(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--search", default="", metavar="WORDS", help="of the question, answer or correction")
    add("--topic", default="", help="a topic that was asked")
    add("--since", default="", metavar="DAY", help="asked on this day or later, e.g. 2026-11-01")
    add("--until", default="", metavar="DAY", help="asked on this day or before")
    add("--least", type=int, help="rated so or better, 0 to 10")
    add("--most", type=int, help="rated so or worse")
    add("--corrected", action="store_true", help="only corrected ones")


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    with server_client(args) as client:
        code: int = args.act(client, args)
    return code


def _list(client: "httpx.Client", args: argparse.Namespace) -> int:
    found = list(_found(client, args, args.limit))
    if args.json:
        print(json.dumps([one for one, _ in found], indent=2, ensure_ascii=False))
    else:
        for inquiry, name in found:
            print(_line(inquiry, name))
        print("" if found else "Nothing was asked that fits.", end="" if found else "\n")
    return 0 if found else 1


def _show(client: "httpx.Client", args: argparse.Namespace) -> int:
    inquiry = told(client.get(f"/v1/inquiries/{_id(args)}"))
    if args.json:
        print(json.dumps(inquiry, indent=2, ensure_ascii=False))
        return 0
    review = inquiry["review"]
    print(f"{inquiry['question']}\n\n{inquiry['answer']}\n")
    for source in inquiry["sources"]:
        print(f"[{source['number']}] {source_line(source)}")
    if review["correction"]:
        print(f"Corrected: {review['correction']}")
    for one in inquiry["answered"]:
        server = str(client.base_url).rstrip("/")
        at = clock_time(max(one["at_ms"], 0))
        print(f"Answered in {one['name']} at {at}: {server}{one['address']}")
    parts = [_when(inquiry), *inquiry["topics"], inquiry["model"] or "quoted", _rated(review)]
    print(f"({', '.join(part for part in parts if part)})")
    return 0


def _rate(client: "httpx.Client", args: argparse.Namespace) -> int:
    return _review(client, args, {"rating": args.rating})


def _correct(client: "httpx.Client", args: argparse.Namespace) -> int:
    teach = {"teach": True} if args.teach else {}
    return _review(client, args, {"correction": args.text} | teach)


def _review(client: "httpx.Client", args: argparse.Namespace, change: dict[str, Any]) -> int:
    path = f"/v1/inquiries/{_id(args)}"
    version = told(client.get(path))["review"]["version"]
    inquiry = told(client.patch(path, json=change | {"version": version}))
    if args.json:
        print(json.dumps(inquiry["review"], indent=2, ensure_ascii=False))
    else:
        corrected = "corrected" if inquiry["review"]["correction"] else "not corrected"
        print(f"{_rated(inquiry['review']) or 'not rated'}, {corrected}")
    return 0


def _mark(client: "httpx.Client", args: argparse.Namespace) -> int:
    path = f"/v1/inquiries/{_id(args)}/marked"
    inquiry = told(client.delete(path) if args.off else client.put(path))
    if args.json:
        print(json.dumps({"marked": inquiry["marked"]}))
    else:
        print("marked for the next recording" if inquiry["marked"] else "not marked")
    return 0


def _remove(client: "httpx.Client", args: argparse.Namespace) -> int:
    if args.dry_run:
        return _would_go(client, args)
    told(client.delete(f"/v1/inquiries/{_id(args)}"))
    if args.json:
        print(json.dumps({"removed": args.id}))
    return 0


def _would_go(client: "httpx.Client", args: argparse.Namespace) -> int:
    goes = told(client.delete(f"/v1/inquiries/{_id(args)}", params={"dry": True}))
    if args.json:
        print(json.dumps(goes, indent=2, ensure_ascii=False))
        return 0
    rating = "" if goes["rating"] is None else f"its rating {goes['rating']}"
    links = f"its links to {goes['answered']} recordings" if goes["answered"] else ""
    parts = ["its answer", rating, "its correction" if goes["correction"] else "", links]
    print(f"“{goes['question']}” would go, with {', '.join(filter(None, parts))}.")
    return 0


def _export(client: "httpx.Client", args: argparse.Namespace) -> int:
    files = InquiryFiles(args.folder.expanduser())
    for inquiry, _ in _found(client, args, None):
        files.keep(inquiry)
    if args.json:
        print(json.dumps({"written": files.written, "unchanged": files.unchanged}))
    else:
        print(f"{files.written} written, {files.unchanged} unchanged, below {args.folder}.")
    return 0 if files.written or files.unchanged else 1


def _found(
    client: "httpx.Client", args: argparse.Namespace, limit: int | None
) -> Iterator[tuple[dict[str, Any], str]]:
    """Give what is sought, each with who asked it, the newest first; `limit` none: all."""
    params, before, left = _sought(args), "", limit
    while left is None or left > 0:
        many = AT_ONCE if left is None else min(left, AT_ONCE)
        page = params | {"limit": many} | ({"before": before} if before else {})
        answer = told(client.get("/v1/inquiries", params=page))
        for one in answer["inquiries"]:
            yield one, answer["users"].get(str(one["user"]), "")
            before = one["id"]
        if len(answer["inquiries"]) < many:
            return
        left = None if left is None else left - many


def _sought(args: argparse.Namespace) -> dict[str, Any]:
    given = {name: getattr(args, name) for name in SOUGHT}
    if args.since:
        given["since"] = _ms(args.since)
    if args.until:
        given["until"] = _ms(args.until, days=1) - 1
    return {name: value for name, value in given.items() if value not in {"", None, False}}


def _ms(day: str, days: int = 0) -> int:
    """Give when a day begins here, or one so many days later, in ms since 1970."""
    try:
        found = datetime.combine(datetime.strptime(day, "%Y-%m-%d").date(), time.min)  # noqa: DTZ007  (a day of here)
    except ValueError as error:
        raise InvalidError(f"{day!r} is no day; write it as 2026-11-21.") from error
    return int((found + timedelta(days=days)).astimezone().timestamp() * 1000)


def _id(args: argparse.Namespace) -> str:
    if not args.id.isalnum():
        raise InvalidError(f"{args.id!r} is no inquiry; `rubato inquiries` lists their ids.")
    return str(args.id)


def _line(inquiry: dict[str, Any], name: str) -> str:
    question = " ".join(inquiry["question"].split())
    shown = question if len(question) <= WIDE else question[:WIDE] + " …"
    rated = _rated(inquiry["review"])
    parts = [inquiry["id"], _when(inquiry), name, shown, f"({rated})" if rated else ""]
    return "  ".join(part for part in parts if part)


def _rated(review: dict[str, Any]) -> str:
    return "" if review["rating"] is None else f"rated {review['rating']}"


def _when(inquiry: dict[str, Any]) -> str:
    return f"{datetime.fromtimestamp(inquiry['created'] / 1000).astimezone():%Y-%m-%d %H:%M}"
