"""`rubato comments`: comments under your videos, and the replies that wait for you."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.core.comments.outbox import AFTER
from server.core.errors import InvalidError
from server.core.library.times import address_at, clock_time
from server.core.library.videos import watched_at

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato comments
  rubato comments --state review
  rubato comments search "soft pedal" --video Elise --from 3:00 --to 4:00
  rubato comments search --author Ada --json
  rubato comments show UgxKREWxIgDrw8w2e_Z4AaABAg
  rubato comments draft UgxKREWxIgDrw8w2e_Z4AaABAg
  rubato comments edit UgxKREWxIgDrw8w2e_Z4AaABAg "With the soft pedal, at 3:12."
  rubato comments approve UgxKREWxIgDrw8w2e_Z4AaABAg

A reply is sent by the next step (`rubato timestep`) after it is approved. A state is one of review
(it waits for you), planned, sending, sent, failed, held, rejected, withdrawn.
Exit code: 0 done; 1 no such comment, it changed meanwhile, or nothing was found; 2 usage."""
AT_ONCE = 200
"""Comments of one answer of the server."""
WIDE = 72
"""Characters of a comment in the list."""
SECOND = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6})")
SOUGHT = ("text", "author", "video", "thread", "state", "open", "from_second", "to_second")
"""What the server takes to look for."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato comments` with its actions."""
    parser = subparsers.add_parser(
        "comments",
        help="find comments under your videos, and decide on the replies",
        description="Comments under your videos, with the replies to them.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION")
    listing = actions.add_parser("list", help="list them, the newest first (also without this)")
    search = actions.add_parser("search", help="list those with some words, and more")
    search.add_argument("text", metavar="WORDS", nargs="*", help="of the comment or its reply")
    for each in (parser, listing, search):
        _add_sought(each)
    acts = {
        "show": (_show, "show one with its thread and the reply"),
        "draft": (_draft, "let the chat answer one; nothing is kept"),
        "approve": (_approve, "let the reply go out with the next step"),
        "edit": (_edit, "rewrite the reply, or write one; it still waits for you"),
        "reject": (_reject, "let one have no reply"),
        "reopen": (_reopen, "let a reply wait again that was rejected or refused"),
        "sent": (_sent, "say of a reply that is held that it stands on YouTube"),
    }
    listing.set_defaults(act=_list)
    search.set_defaults(act=_list)
    for name, (act, line) in acts.items():
        action = actions.add_parser(name, help=line)
        action.add_argument("id", metavar="ID")
        action.set_defaults(act=act)
    written = "the reply; - reads it from standard input"
    actions.choices["edit"].add_argument("text", metavar="TEXT", help=written)
    actions.choices["approve"].add_argument("text", metavar="TEXT", nargs="?", help=written)
    actions.choices["reject"].add_argument("--reason", default="", help="why, for yourself")
    for each in actions.choices.values():
        each.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
    parser.set_defaults(act=_list, json=False, text=[], limit=20)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    add_flags(parser, *FLAGS)


def _add_sought(parser: argparse.ArgumentParser) -> None:
    def add(flag: str, line: str, **more: Any) -> None:
        parser.add_argument(flag, help=line, default=argparse.SUPPRESS, **more)

    add("--author", "a channel's id, or part of a name")
    add("--video", "a video's id, or part of its title")
    add("--thread", "of this thread alone", metavar="ID")
    add("--state", "of the reply", choices=list(AFTER))
    add("--open", "neither answered nor left out", action="store_true")
    add("--from", "about this second or later, e.g. 3:12", dest="from_second", metavar="TIME")
    add("--to", "about this second or before", dest="to_second", metavar="TIME")
    add("--limit", "how many (20)", type=int)


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    with server_client(args) as client:
        code: int = args.act(client, args)
    return code


def _list(client: "httpx.Client", args: argparse.Namespace) -> int:
    found = list(_found(client, args))
    if args.json:
        print(json.dumps([one for one, _ in found], indent=2, ensure_ascii=False))
    for comment, title in [] if args.json else found:
        print(_line(comment, title))
    if not found and not args.json:
        print("There is no comment that fits.")
    return 0 if found else 1


def _show(client: "httpx.Client", args: argparse.Namespace) -> int:
    found = told(client.get(_place(args)))
    if args.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return 0
    comment = found["comment"]
    video = found["videos"].get(comment["video"], {})
    print(_plain(video.get("title") or comment["video"]))
    print(_link(comment), end="\n\n")
    for one in found["thread"]:
        here = "> " if one["id"] == comment["id"] else "  "
        print(_plain(f"{here}{one['author']['name']} ({_when(one)}): {one['text']}"))
    print(f"\n{_reply(comment['reply'])}")
    return 0


def _draft(client: "httpx.Client", args: argparse.Namespace) -> int:
    draft = told(client.post(f"{_place(args)}/draft"))
    if args.json:
        print(json.dumps(draft, indent=2, ensure_ascii=False))
    else:
        print(draft["text"] or f"No reply: {draft['refused']}")
        if draft["held"]:
            print(f"It waits for you: {draft['held']}")
    return 0 if draft["text"] else 1


def _approve(client: "httpx.Client", args: argparse.Namespace) -> int:
    text = {} if args.text in (None, []) else {"text": _written(args.text)}
    return _decide(client, args, "post", "approve", text)


def _edit(client: "httpx.Client", args: argparse.Namespace) -> int:
    return _decide(client, args, "put", "reply", {"text": _written(args.text)})


def _reject(client: "httpx.Client", args: argparse.Namespace) -> int:
    return _decide(client, args, "post", "reject", {"reason": args.reason})


def _reopen(client: "httpx.Client", args: argparse.Namespace) -> int:
    return _decide(client, args, "post", "reopen", {})


def _sent(client: "httpx.Client", args: argparse.Namespace) -> int:
    return _decide(client, args, "post", "sent", {})


def _decide(
    client: "httpx.Client", args: argparse.Namespace, method: str, act: str, more: dict[str, Any]
) -> int:
    """Decide on the reply as it is now."""
    reply = told(client.get(_place(args)))["comment"]["reply"]
    body = {"version": reply["version"] if reply else 0} | more
    after = told(client.request(method, f"{_place(args)}/{act}", json=body))
    print(json.dumps(after, indent=2, ensure_ascii=False) if args.json else _reply(after))
    return 0


def _found(
    client: "httpx.Client", args: argparse.Namespace
) -> Iterator[tuple[dict[str, Any], str]]:
    """Give what is sought, each with its video's title, the newest first."""
    params, left = _sought(args), args.limit
    while left > 0:
        page = told(client.get("/v1/comments", params=params | {"limit": min(left, AT_ONCE)}))
        for one in page["comments"]:
            yield one, page["videos"].get(one["video"], {}).get("title", one["video"])
        left -= len(page["comments"])
        if not page["next"]:
            return
        params["before"] = page["next"]


def _sought(args: argparse.Namespace) -> dict[str, Any]:
    given = {name: value for name in SOUGHT if (value := getattr(args, name, None))}
    if "text" in given:
        given["text"] = " ".join(given["text"])
    for name in ("from_second", "to_second"):
        if name in given:
            given[name] = _second(given[name])
    return given


def _second(text: str) -> int:
    """Read 3:12, 1:02:03 or 192 as seconds."""
    found = SECOND.fullmatch(text)
    if found is None:
        raise InvalidError(f"{text!r} is no time of a video; write it as 3:12, or in seconds.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def _written(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _place(args: argparse.Namespace) -> str:
    return f"/v1/comments/{quote(args.id, safe='')}"


def _line(comment: dict[str, Any], title: str) -> str:
    text = " ".join(comment["text"].split())
    shown = text if len(text) <= WIDE else text[:WIDE] + " …"
    at = "" if comment["second"] is None else f"at {clock_time(round(1000 * comment['second']))}"
    state = comment["reply"]["state"] if comment["reply"] else comment["skipped"] or "open"
    state = "ours" if comment["ours"] else state
    parts = [comment["id"], _when(comment), f"[{state}]", comment["author"]["name"], shown]
    return _plain("  ".join([*parts, f"({' '.join(filter(None, [title, at]))})"]))


def _link(comment: dict[str, Any]) -> str:
    ms = None if comment["second"] is None else round(1000 * comment["second"])
    return address_at(watched_at(comment["video"]), ms) if comment["video"] else ""


def _reply(reply: dict[str, Any] | None) -> str:
    if reply is None:
        return "There is no reply yet."
    why = f" ({reply['reason']})" if reply["reason"] else ""
    return _plain(f"{reply['text']}\n[{reply['state']}{why}]".strip())


def _plain(text: str) -> str:
    """Give what strangers wrote as a terminal may show it: no character moves its cursor."""
    return "".join(one for one in text if one == "\n" or one.isprintable())


def _when(comment: dict[str, Any]) -> str:
    return f"{datetime.fromtimestamp(comment['published'] / 1000).astimezone():%Y-%m-%d %H:%M}"
