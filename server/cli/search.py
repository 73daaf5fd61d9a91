"""`rubato search`: the passages of your documents that fit a question best."""

import argparse
import json

from server.cli.ask import source_line
from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.cli.topics import named as topic_named

EPILOG = """\
examples:
  rubato search "stretto in minor"
  rubato search "thumb under" --topic technique --limit 3 --json
  rubato search --documents counterpoint

Exit code: 0 found; 1 nothing was found, or there is no such topic; 2 usage."""
LONGEST = 400
"""Characters of a passage that are printed."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato search`."""
    parser = subparsers.add_parser(
        "search",
        help="find passages in your documents",
        description="Find the passages that fit best, without asking a model.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("question", metavar="WORDS", help="what is looked for")
    add("--topic", action="append", default=[], help="a topic to be asked beside ALL")
    add("--limit", type=int, default=5, help="how many (5)")
    add(
        "--documents",
        action="store_true",
        help="find documents by title, headings and summary instead; of the first --topic, or ALL",
    )
    add("--json", action="store_true", help="print JSON, for programs")
    add_flags(parser, *FLAGS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search, and print what was found."""
    if args.documents:
        return _documents(args)
    body = {"question": args.question, "topics": args.topic, "limit": args.limit}
    with server_client(args) as client:
        found = told(client.post("/v1/search", json=body))["passages"]
    if args.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return 0 if found else 1
    for at, one in enumerate(found, 1):
        text = " ".join(one["text"].split())
        shown = text if len(text) <= LONGEST else text[:LONGEST] + " …"
        print(f"{at}. {source_line(one)}\n   {shown}\n")
    if not found:
        print("Nothing was found.")
    return 0 if found else 1


def _documents(args: argparse.Namespace) -> int:
    """Find documents as wholes, each with what it is about."""
    params: dict[str, str | int] = {"q": args.question, "limit": args.limit}
    with server_client(args) as client:
        for name in args.topic[:1]:
            params["topic"] = topic_named(client, name)["id"]
        found = told(client.get("/v1/documents", params=params))["documents"]
    if args.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return 0 if found else 1
    for at, one in enumerate(found, 1):
        parts = [one["title"], one["address"]]
        head = " · ".join(part for part in dict.fromkeys(parts) if part)
        print(f"{at}. {head} ({one['kind']}, {one['id']})\n   {one['summary']}\n")
    if not found:
        print("No document was found.")
    return 0 if found else 1
