"""`rubato topics`: list, make, rename, merge and delete topics."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.core.errors import NotFoundError
from server.core.library.topics import key_of

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato topics
  rubato topics add harmony --caution "Written for pianists."
  rubato topics rename harmony "Harmony and counterpoint"
  rubato topics merge chords harmony
  rubato topics remove chords
  rubato topics suggested
  rubato topics accept harmony
  rubato topics refuse harmony 17

ALL is every document; it is always asked, and is no topic of the list.
Exit code: 0 done; 1 no such topic, or its name is taken; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato topics` with its actions."""
    parser = subparsers.add_parser(
        "topics",
        help="list, make, rename, merge and delete topics",
        description="Collections of your documents that chat answers from.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(act=_list)
    parser.set_defaults(json=False)
    actions = parser.add_subparsers(metavar="ACTION")
    actions.add_parser("list", help="list them, with what is in them").set_defaults(act=_list)
    add = actions.add_parser("add", help="make one")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--caution", default="", help="a sentence that is shown with its answers")
    add.set_defaults(act=_add)
    rename = actions.add_parser("rename", help="give one another name")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    rename.set_defaults(act=_rename)
    merge = actions.add_parser("merge", help="put everything of one into another")
    merge.add_argument("name", metavar="FROM")
    merge.add_argument("into", metavar="INTO")
    merge.set_defaults(act=_merge)
    remove = actions.add_parser("remove", help="delete one; its documents stay")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(act=_remove)
    suggested = actions.add_parser("suggested", help="list what may belong where, and why")
    suggested.set_defaults(act=_suggested)
    for word, accept in (("accept", True), ("refuse", False)):
        answer = actions.add_parser(word, help=f"{word} a suggestion, or all of a topic")
        answer.add_argument("name", metavar="NAME", help="the topic")
        answer.add_argument("what", metavar="DOCUMENT|INQUIRY", nargs="?", help="as listed")
        answer.set_defaults(act=_answer, accept=accept)
    # Before the action and behind it; what is not said leaves what was said before.
    for each in (parser, *actions.choices.values()):
        each.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    with server_client(args) as client:
        done: Any = args.act(client, args)
    if args.json:
        print(json.dumps(done, indent=2, ensure_ascii=False))
    elif isinstance(done, list):
        print(_table(done))
    else:
        print(done["did"])
    return 0


def _list(client: "httpx.Client", _args: argparse.Namespace) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(client.get("/v1/topics"))["topics"]
    return found


def _add(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    asked = {"name": args.name, "caution": args.caution}
    made = told(client.post("/v1/topics", json=asked))
    return {**made, "did": f"{made['name']} is made."}


def _rename(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    topic = named(client, args.name)
    changed = told(client.patch(f"/v1/topics/{topic['id']}", json={"name": args.new}))
    return {**changed, "did": f"{topic['name']} is {changed['name']} now."}


def _merge(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    source, target = named(client, args.name), named(client, args.into)
    merged = told(client.post(f"/v1/topics/{source['id']}/merge", json={"into": target["id"]}))
    return {**merged, "did": f"All of {source['name']} is in {merged['name']} now."}


def _remove(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    topic = named(client, args.name)
    told(client.delete(f"/v1/topics/{topic['id']}"))
    return {**topic, "did": f"{topic['name']} is deleted; its documents stay in ALL."}


def _suggested(client: "httpx.Client", _args: argparse.Namespace) -> dict[str, Any]:
    found = told(client.get("/v1/suggestions"))
    names = {one["id"]: one["name"] for one in _list(client, _args)}
    rows = [
        f"{names[one['topic']]}  {what}  {one['title']}: {one['reason']}"
        for what, one in _open(found)
        if one["topic"] in names
    ]
    return {**found, "did": "\n".join(rows) or "Nothing is suggested."}


def _open(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Give each suggestion with what it is of: a document's number, or an inquiry's id."""
    documents = [(str(one["document"]), one) for one in found["suggestions"]]
    return documents + [(one["inquiry"], one) for one in found["inquiries"]]


def _answer(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    topic = named(client, args.name)
    chosen = [
        (what, "inquiry" in one)
        for what, one in _open(told(client.get("/v1/suggestions")))
        if one["topic"] == topic["id"] and args.what in {None, what}
    ]
    if not chosen:
        raise NotFoundError(f"Nothing of that is suggested for {topic['name']}.")
    for what, asked in chosen:
        place = f"inquiries/{what}" if asked else what
        told(client.put(f"/v1/suggestions/{place}/{topic['id']}", json={"accept": args.accept}))
    word = "belong to" if args.accept else "do not belong to"
    return {
        "documents": [int(what) for what, asked in chosen if not asked],
        "inquiries": [what for what, asked in chosen if asked],
        "did": f"{len(chosen)} {word} {topic['name']}.",
    }


def named(client: "httpx.Client", name: str) -> dict[str, Any]:
    """Find a topic by name; raises `NotFoundError`."""
    topics = told(client.get("/v1/topics"))["topics"]
    found = next((one for one in topics if key_of(one["name"]) == key_of(name)), None)
    if found is None:
        known = ", ".join(one["name"] for one in topics) or "none yet"
        raise NotFoundError(f"There is no topic {name}; there are: {known}.")
    return dict(found)


def _table(topics: list[dict[str, Any]]) -> str:
    if not topics:
        return "There is no topic yet: `rubato topics add NAME` makes one."
    width = max(len(one["name"]) for one in topics)
    head = f"{'topic':<{width}}  documents  passages  characters"
    rows = [
        f"{one['name']:<{width}}  {one['documents']:>9}  {one['passages']:>8}  "
        f"{one['characters']:>10}" + (f"  ({one['caution']})" if one["caution"] else "")
        for one in topics
    ]
    return "\n".join([head, *rows])
