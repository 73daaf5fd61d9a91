"""`rubato embedder`: what finds passages by their meaning, shown and changed with progress."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.core.errors import UnavailableError

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato embedder
  rubato embedder ollama:nomic-embed-text
  rubato embedder ~/models/all-MiniLM-L6-v2
  rubato embedder none            topics learnt from the documents themselves
  rubato embedder ""              what is there by itself, as at first

The old one serves until every passage is embedded by the new one. Leave with Ctrl-C: a server that
runs goes on, else the next start does. Naming the one that serves calls a change off.
Exit code: 0 it serves, or is shown; 1 it cannot embed, and the old one serves on; 2 usage."""
BETWEEN: Final = 0.3
"""Seconds between two looks."""
PATIENCE: Final = 90.0
"""Seconds that what holds it up is waited for: the server tries again by itself."""
BAR: Final = 30


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato embedder`."""
    parser = subparsers.add_parser(
        "embedder",
        help="show and change what finds passages by their meaning",
        description="Show what finds passages by their meaning, or have another take over.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("model", metavar="MODEL", nargs="?", help="a folder, ollama:NAME, openai:NAME or none")
    add("--no-wait", action="store_true", help="do not wait until it serves")
    add("--json", action="store_true", help="print JSON, for programs")
    add_flags(parser, *FLAGS, "ollama_url", "openai_url")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show it, or change it and wait."""
    with server_client(args) as client:
        if args.model is None:
            found = told(client.get("/v1/embedder"))
        else:
            found = told(client.put("/v1/embedder", json={"model": _named(args.model)}))
            if not args.no_wait:
                found = _awaited(client, found)
    print(json.dumps(found, indent=2, ensure_ascii=False) if args.json else _shown(found))
    return 0


def _named(model: str) -> str:
    """Name a folder as any process does, wherever it works."""
    folder = Path(model).expanduser()
    return str(folder.resolve()) if model and folder.is_dir() else model


def _awaited(client: "httpx.Client", found: dict[str, Any]) -> dict[str, Any]:
    """Wait until it serves; raises `UnavailableError` where something holds it up for long."""
    moved = time.monotonic()
    while found["changing_to"] is not None:
        _bar(found)
        if time.monotonic() - moved > PATIENCE:
            raise UnavailableError(
                f"{found['changing_to']} does not get on: {found['problem'] or 'it is silent'} "
                f"{_name(found['serving'])} serves meanwhile; the server tries on."
            )
        time.sleep(BETWEEN)
        before, found = found["done"], told(client.get("/v1/embedder"))
        if found["done"] != before:
            moved = time.monotonic()
    _clear()
    return found


def _bar(found: dict[str, Any]) -> None:
    if sys.stderr.isatty():
        done, of = found["done"], max(found["of"], 1)
        filled = min(BAR, BAR * done // of)
        bar = "#" * filled + "." * (BAR - filled)
        print(f"\r[{bar}] {done}/{of} {found['problem'][:40]:<40}", end="", file=sys.stderr)


def _clear() -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<{BAR + 64}}\r", end="", file=sys.stderr)


def _shown(found: dict[str, Any]) -> str:
    lines = [f"{_name(found['serving'])} serves, over {found['of']} passages."]
    if found["changing_to"] is not None:
        lines.append(
            f"{_name(found['changing_to'])} takes over when all are embedded: "
            f"{found['done']} of {found['of']} are."
        )
    return "\n".join([*lines, *filter(None, [found["problem"]])])


def _name(model: str) -> str:
    return model or "What is there by itself"
