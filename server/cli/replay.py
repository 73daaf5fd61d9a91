"""`rubato replay FILE`: a recorded session done again in a browser of its own, and what differed.

So a session is an end-to-end test of a web site: it ends with 0 where nothing differed.
"""

import argparse
import base64
import importlib.util
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from server.adapters.chromium import Browser
from server.cli.browser import chosen
from server.cli.driven_browser import close_get_started, driven, open_panel
from server.cli.sessions import read_file
from server.core.errors import InvalidError, UnavailableError
from server.core.session_file import write_session
from server.core.session_log import Entry, Session
from server.core.session_reveals import reveals
from server.paths import data_path

if TYPE_CHECKING:
    from playwright.sync_api import Page

DIFFERED: Final = 1
"""The exit code where something differed."""

EPILOG: Final = """\
examples:
  rubato replay shopping.mid
  rubato replay shopping.mid --headed --pace 100
  rubato replay shopping.mid --yes --json --on-difference skip
  rubato replay shopping.mid --from 12 --to 20

The session, or the part of it, begins on the page that it began on, in a new profile that knows
no passwords.
Exit code: 0 nothing differed; 1 something did, or it could not be replayed; 2 usage."""

WEB: Final = ("http://", "https://", "file://")
OWN: Final = re.compile(r"(?:session|replay|microphone|piano|tour|undo\.list)\b")
"""Families of commands that are about the recording, the ears and the keys themselves."""

# What the panels tell each other; a page of the extension hears and says it, too.
REPLAY = """(wish) => new Promise((over) => {
  const line = new BroadcastChannel('rubato');
  line.onmessage = ({data}) => { if (data.type === 'replayed') over(data.over); };
  const file = [...atob(wish.file)].map((letter) => letter.charCodeAt(0));
  line.postMessage({type: 'act', action: {...wish, act: 'replay', file}});
})"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato replay`."""
    parser = subparsers.add_parser(
        "replay",
        help="replay a session in a browser, and tell what differed",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--headed", action="store_true", help="show the browser")
    parser.add_argument("--browser", type=Path, metavar="PATH", help="the browser's program")
    parser.add_argument("--url", help="the page to begin on (the one where the session began)")
    parser.add_argument(
        "--from", dest="first", type=_number, metavar="N", help="begin with its Nth command"
    )
    parser.add_argument(
        "--to", dest="last", type=_number, metavar="N", help="end after its Nth command"
    )
    parser.add_argument(
        "--pace", type=int, default=0, metavar="PERCENT",
        help="of the pace it was played at (0: as fast as the pages are)",
    )  # fmt: skip
    parser.add_argument(
        "--on-difference", choices=("stop", "skip", "nearest"), default="stop",
        help="end it, leave the command out, or take the nearest element (stop)",
    )  # fmt: skip
    parser.add_argument(
        "--destructive", action="store_true", help="do what cannot be taken back, too"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing before it begins")
    parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")
    parser.set_defaults(profile=None)


def run(args: argparse.Namespace) -> int:
    """Say what the session will do, ask, replay it, and tell what differed."""
    session = read_file(args.file)
    start = args.url or _page_of_step(session, args.first) or _first_page(session)
    if not args.yes:
        _agree(args.file, session)
    if importlib.util.find_spec("playwright") is None:
        raise UnavailableError("Replaying drives a browser by Playwright: pip install playwright")
    wish = {
        "title": args.file.stem,
        "file": base64.b64encode(write_session(session.header or {}, session.entries)).decode(),
        "pace": args.pace,
        "destructive": args.destructive,
        "differs": args.on_difference,
    }
    wish |= {"from": args.first} if args.first else {}
    wish |= {"to": args.last} if args.last else {}
    with (
        TemporaryDirectory(prefix="rubato-", ignore_cleanup_errors=True) as folder,
        panel(chosen(args).browser, Path(folder), start, headed=args.headed) as opened,
    ):
        over: dict[str, Any] = opened.evaluate(REPLAY, wish)
    if "problem" in over:
        raise InvalidError(_problem(args.file, over["problem"]))
    print(json.dumps(over, indent=2) if args.json else "\n".join(lines(args.file.stem, over)))
    report = over["report"]
    return DIFFERED if report["differences"] or report["ended"] else 0


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no step: the first is 1")
    return number


def _first_page(session: Session) -> str:
    pages = [entry["url"] for entry in session.entries if entry["type"] == "page"]
    return next((url for url in pages if url.startswith(WEB)), "about:blank")


def _page_of_step(session: Session, number: int | None) -> str | None:
    """Give where a step was done, as far as a new profile can begin there."""
    step = next(islice(_steps(session), number - 1, None), None) if number else None
    url = step.get("page", {}).get("url", "") if step else ""
    return url if url.startswith(WEB) else None


def _steps(session: Session) -> Iterator[Entry]:
    """Give what is done again; `extension/core/replay_plan.js` numbers the same."""
    for entry in session.entries:
        if entry["type"] == "command" and entry["ok"] and not OWN.match(entry["command"]):
            yield entry


def _agree(file: Path, session: Session) -> None:
    """List what it would do; raises `InvalidError` where nobody agrees."""
    revealed = reveals(session)
    commands = [entry["command"] for entry in session.entries if entry["type"] == "command"]
    told = [
        f"{file.name} would do {len(commands)} commands, on these pages:",
        *(f"  {page}" for page in revealed.pages),
        "and give commands these texts:" if revealed.typed else "",
        *(f"  {text}" for text in revealed.typed),
    ]
    destroying = sorted(_destructive() & set(commands))
    told.append(f"What cannot be taken back: {', '.join(destroying)}" if destroying else "")
    print("\n".join(line for line in told if line), file=sys.stderr)
    if not sys.stdin.isatty():
        raise InvalidError("Nobody is there to agree to this; say --yes where you know the file.")
    print("Replay it? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise InvalidError("Nothing was replayed.")


def _destructive() -> set[str]:
    table = data_path("extension") / "languages" / "commands.json"
    commands = json.loads(table.read_text(encoding="utf-8"))["commands"]
    return {one["name"] for one in commands if one["destructive"]}


def _problem(file: Path, problem: str) -> str:
    if problem == "empty":
        return f"{file} has no commands that could be replayed."
    kind, _, names = problem.partition(" ")
    if kind == "part":
        return f"{file} has no command in that part; it has {names}."
    return f"{file} has commands that this version does not know: {names}. Update Rubato."


def lines(title: str, over: dict[str, Any]) -> Sequence[str]:
    """Tell a person what a replay came to."""
    report, of = over["report"], over["of"]
    told = [f"{title}: {report['done']} of {of} commands done, {report['skipped']} left out"]
    told += [_difference(one) for one in report["differences"]]
    if report["ended"]:
        told.append("It ended there.")
    elif not report["differences"]:
        told.append("Nothing differed.")
    return told


def _difference(one: dict[str, Any]) -> str:
    step = one["step"]
    what = f"  step {step['number']}, {step['command']}"
    if one["kind"] == "title":
        return f"{what}: its page was “{one['expected']['title']}”, is “{one['found']['title']}”"
    if one["kind"] == "answer":
        return f"{what}: came to {_answer(one['was'])}, now to {_answer(one['now'])}"
    if one["kind"] == "page":
        found = one["found"]
        return f"{what}: expected {one['expected']['url']}, found {found['url']} ({found['title']})"
    target = step.get("target")
    if one["kind"] == "secret":
        return f"{what}: what went into “{target['name'] if target else ''}” is in no session"
    if not target:
        return f"{what}: did not work ({one['why']['key']})"
    near = ", ".join(map(_element, one["nearest"])) or "nothing like it"
    return f"{what}: no {_element(target)}; nearest: {near}"


def _element(target: dict[str, Any]) -> str:
    row = f" ({target['near']})" if "near" in target else ""
    return f"{target['role']} “{target['name']}”{row}"


def _answer(said: dict[str, Any]) -> str:
    return f"{said['key']} ({', '.join(said['args'])})"


@contextmanager
def panel(browser: Browser, profile: Path, url: str, *, headed: bool) -> Iterator["Page"]:
    """Open a browser with a page in front, and the panel in its own window; give the panel."""
    with driven(browser, profile, headed=headed) as context:
        before = context.pages
        front, opened = context.new_page(), open_panel(context)
        for page in before:
            page.close()
        close_get_started(context)
        front.bring_to_front()
        front.goto(url)
        yield opened
