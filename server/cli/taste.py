"""`rubato taste`: learn what you like from your ratings, tell why, give it out, forget it."""

import argparse
import json
import time
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato taste train
  rubato taste explain
  rubato taste explain https://example.org/page --text "what it says"
  rubato taste new --limit 10
  rubato taste export > taste.json
  rubato taste forget --yes

Errors are how many points a prediction is off, on ratings that it did not see.
Exit code: 0 done; 1 too few ratings, or nothing learnt yet; 2 usage."""
PAUSE = 0.2
"""Seconds between two looks at how far it is."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato taste` with its actions."""
    parser = subparsers.add_parser(
        "taste",
        help="learn what you like from your ratings, tell why, and forget it",
        description="A small model of your ratings, learnt and kept on this machine.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(act=_state, json=False)
    actions = parser.add_subparsers(metavar="ACTION")
    actions.add_parser("train", help="learn anew").set_defaults(act=_train)
    explain = actions.add_parser("explain", help="tell what it is worth, or why it likes a thing")
    explain.add_argument("key", metavar="ADDRESS", nargs="?", default="")
    explain.add_argument("--kind", default="page", help="page (as it is), passage, bookmark …")
    explain.add_argument("--title", default="", help="what it is called")
    explain.add_argument("--text", default="", help="what it says")
    explain.set_defaults(act=_explain)
    new = actions.add_parser("new", help="list what is new in your feeds and folders, best first")
    new.add_argument("--limit", type=int, default=20, metavar="N", help="of each (20)")
    new.set_defaults(act=_new)
    actions.add_parser("export", help="print all ratings with their history").set_defaults(
        act=_export
    )
    forget = actions.add_parser("forget", help="delete ratings and what was learnt")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    forget.set_defaults(act=_forget)
    # Before the action and behind it; what is not said leaves what was said before.
    for each in (parser, *actions.choices.values()):
        each.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    if args.act is _forget and not args.yes and not _sure():
        return 1
    with server_client(args) as client:
        done: dict[str, Any] = args.act(client, args)
    said = done.pop("did", None)
    print(json.dumps(done, indent=2, ensure_ascii=False) if args.json or said is None else said)
    return 0


def _sure() -> bool:
    return input("Delete all your ratings but those of answers? [y/N] ").strip().lower() == "y"


def _state(client: "httpx.Client", _args: argparse.Namespace) -> dict[str, Any]:
    state = told(client.get("/v1/taste"))
    return {**state, "did": said_of(state)}


def _train(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    state = told(client.post("/v1/taste/train"))
    while state["training"]:
        if not args.json:
            print("learning: {done} of {total}".format(**state["training"]), flush=True)
        time.sleep(PAUSE)
        state = told(client.get("/v1/taste"))
    return {**state, "did": said_of(state)}


def _explain(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    if not args.key:
        return _state(client, args)
    body = {"kind": args.kind, "key": args.key, "title": args.title, "text": args.text}
    said = told(client.post("/v1/taste/explain", json=body))
    shares = sorted(said["parts"].items(), key=lambda one: -abs(one[1]))
    rows = [f"  {share:+5.2f}  {name}" for name, share in shares if abs(share) >= 0.005]
    head = f"{said['value']:.1f} ± {said['unsure']:.1f}: {said['reason']}"
    return {**said, "did": "\n".join([head, *rows])}


def _new(client: "httpx.Client", args: argparse.Namespace) -> dict[str, Any]:
    state = told(client.get("/v1/taste"))
    body = {"limit": args.limit}
    found = {
        which: told(client.post(f"/v1/taste/{which}", json=body))
        for which in ("feeds", "folders")
        if state[which]
    }
    lines = [line for one in found.values() for line in _lines(one)]
    if not found:
        lines = ["No feeds and no folders are set (`feeds`, `folders`)."]
    return {**found, "did": "\n".join(lines) or "Nothing is new."}


def _lines(found: dict[str, Any]) -> list[str]:
    """Show things: how each would be rated and why, and where it is."""
    lines = [found["why"]] if found["why"] else []
    for one in found["things"]:
        known = one["value"] is not None
        value = f"{one['value']:4.1f} ± {one['unsure']:.1f}" if known else "    –    "
        lines += [f"{value}  {one['title']}", f"{'':11}{one['key']}"]
        if one["reason"]:
            lines.append(f"{'':11}{one['reason']}")
    return lines


def _export(client: "httpx.Client", _args: argparse.Namespace) -> dict[str, Any]:
    return dict(told(client.get("/v1/taste/export")))


def _forget(client: "httpx.Client", _args: argparse.Namespace) -> dict[str, Any]:
    gone = told(client.delete("/v1/taste"))
    return {**gone, "did": f"{gone['forgotten']} ratings are forgotten, and what they taught."}


def said_of(state: dict[str, Any]) -> str:
    """Say how a taste stands, in a few lines."""
    lines = [f"{state['count']} ratings", state["missing"], state["problem"], state["outdated"]]
    trained = state["trained"]
    if trained:
        worth, before = trained["held_out"], trained["before"]
        lines += [
            f"learnt from {trained['count']} with {trained['embedder']}",
            f"off by {worth['model']:.2f} on ratings it did not see"
            + (f", by {before['model']:.2f} before" if before else ""),
            f"always the mean: {worth['mean']:.2f}; nearest neighbours: {worth['neighbours']:.2f}",
            f"rank correlation {worth['rank']:.2f}",
        ]
    lines += [
        f"contradictory: “{first['title'] or first['key']}” {first['value']} and {second['value']}"
        for first, second in state["contradictions"]
    ]
    return "\n".join(filter(None, lines))
