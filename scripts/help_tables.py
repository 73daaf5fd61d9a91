"""Tables of the help, from the tables that the code is derived from."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import import_module
from pathlib import Path

from server import app
from server.cli import COMMANDS
from server.core.setting import Setting
from server.core.settings import SETTINGS
from server.core.trust import RULES

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ROOT / "extension" / "languages"
WIDTH = 88
"""Columns of what a command of the terminal says."""


def commands() -> Iterator[str]:
    """Give every command by its group."""
    told = json.loads((LANGUAGES / "commands.json").read_text(encoding="utf-8"))["commands"]
    played = _played()
    for group in dict.fromkeys(command["group"] for command in told):
        members = (one for one in told if one["group"] == group)
        rows = [_command(one, played[one["name"]]) for one in members]
        head = ("Command", "Keys", "Say", "What it does")
        yield _section(group.capitalize(), _table(f"Commands: {group}", head, rows))


def _played() -> dict[str, list[str]]:
    """Give the keys of each command, the short ones first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in ("swift", "base"):
        language = json.loads((LANGUAGES / f"{name}.json").read_text(encoding="utf-8"))
        for word in language["words"]:
            if "keys" in word and word["means"]:
                found[word["means"][0]].append(" ".join(map(str, word["keys"])))
    return found


def _command(told: "dict[str, object]", keys: Sequence[str]) -> Sequence[str]:
    phrases = [str(one) for one in told["phrases"]]  # type: ignore[attr-defined]
    value = "" if told["value"] == "none" else f" It takes a {told['value']}."
    undo = f" Undo {told['undo']}." if told.get("undo") else ""
    return (
        f"<code>{escape(str(told['name']))}</code>",
        "<br />".join(f"<kbd>{one}</kbd>" for one in keys),
        escape("; ".join(phrases)),
        escape(f"{told['help']}{value}{undo}"),
    )


def settings() -> str:
    """Give every setting."""
    head = ("Setting", "Default", "May be", "What it is")
    rows = [_setting(one) for one in SETTINGS]
    return _section("Every setting", _table("Settings", head, rows))


def _setting(setting: Setting) -> Sequence[str]:
    default = setting.default
    shown = ", ".join(default) if isinstance(default, tuple) else str(default)
    shown = shown.lower() if isinstance(default, bool) else shown
    return (
        f"<code>{setting.name}</code>",
        f"<code>{escape(shown)}</code>" if shown else "empty",
        escape(setting.allowed),
        escape(setting.caption),
    )


def routes() -> Iterator[str]:
    """Give every route and WebSocket with what its function says of it."""
    about = {}
    for module in app.ROUTERS:
        for route in module.router.routes:
            line = (route.endpoint.__doc__ or "").partition("\n")[0]
            for method in getattr(route, "methods", None) or ["WS"]:
                about[method, route.path] = line
    rows = [
        (rule.method, f"<code>{escape(rule.path)}</code>",
         escape(about.get((rule.method, rule.path), "")), escape(rule.who.value))
        for rule in RULES
    ]  # fmt: skip
    head = ("Method", "Path", "What it does", "Who may")
    yield _section("Routes", _table("Routes", head, rows))


def tool() -> Iterator[str]:
    """Give what each command of the terminal says of itself."""
    for name, module, line in COMMANDS:
        parser = argparse.ArgumentParser(prog="rubato")
        subparsers = parser.add_subparsers()
        import_module(module).add_parser(subparsers)
        said = "\n".join(_said(subparsers.choices[name]))
        yield _section(f"rubato {name}", f'<p>{escape(line)}</p><pre tabindex="0">{said}</pre>')


def _said(parser: argparse.ArgumentParser) -> Iterator[str]:
    form = parser.formatter_class
    # As wide everywhere, whatever terminal builds it.
    parser.formatter_class = lambda prog: form(prog, width=WIDTH)  # type: ignore[call-arg]
    yield escape(parser.format_help())
    # It has no other way to list them.
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in dict.fromkeys(action.choices.values()):
                yield from _said(child)


def _section(title: str, body: str) -> str:
    return f"<section>\n<h2>{escape(title)}</h2>\n{body}\n</section>"


def _table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of cells that are HTML already."""
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    lines = "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide" role="region" aria-label="{escape(name)}" tabindex="0"><table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}\n</tbody></table></div>"
    )
