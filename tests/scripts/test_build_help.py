"""The help holds every command, setting, route and word of the tool, as the tables have them."""

import json
import re
from html import escape
from pathlib import Path

import pytest

from scripts.build_help import FOLDER, PAGES, built, lagging
from server.cli import COMMANDS
from server.core.settings import SETTINGS
from server.core.trust import RULES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Build it once."""
    return built()


def test_it_is_as_it_would_be_built(files: dict[str, str]) -> None:
    """What is kept is what `python scripts/build_help.py` writes."""
    known = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*")}

    assert lagging(files, known) == []


def test_every_command_is_told(files: dict[str, str]) -> None:
    """With its keys in both languages, and what one says."""
    table = json.loads((ROOT / "extension/languages/commands.json").read_text(encoding="utf-8"))
    rows = {row[0]: row[1] for row in re.findall(r"<tr><td><code>([^<]+)</code></td>(.*?)</tr>",
                                                 files["commands.html"])}  # fmt: skip
    for command in table["commands"]:
        row = rows[command["name"]]

        assert "<kbd>" in row, command["name"]
        assert escape(command["phrases"][0]) in row
        assert escape(command["help"]) in row


def test_every_setting_is_told(files: dict[str, str]) -> None:
    """With its caption."""
    for setting in SETTINGS:
        assert f"<code>{setting.name}</code>" in files["settings.html"]
        assert escape(setting.caption) in files["settings.html"]


def test_every_route_is_told(files: dict[str, str]) -> None:
    """With who may use it."""
    for rule in RULES:
        row = f"<td>{rule.method}</td><td><code>{escape(rule.path)}</code></td>"

        assert row in files["routes.html"]


def test_every_word_of_the_tool_is_told(files: dict[str, str]) -> None:
    """Each command has its part, and its actions have theirs."""
    for name, _module, _line in COMMANDS:
        assert f"<h2>rubato {name}</h2>" in files["tool.html"]
    assert "usage: rubato backup verify" in files["tool.html"]


def test_links_lead_somewhere(files: dict[str, str]) -> None:
    """Each link and picture is a page of the help, of the server, or elsewhere in the web."""
    for name, text in files.items():
        for target in re.findall(r'(?:href|src)="([^"#]+)', text if name.endswith("html") else ""):
            known = target in files or (ROOT / target.lstrip("/")).is_file() or target == "/"

            assert known or target.startswith(("https://", "http://127.0.0.1")), f"{name}: {target}"


def test_pages_hold_nothing_inline(files: dict[str, str]) -> None:
    """No script at all, no style of their own, nothing from elsewhere; one first heading each."""
    for name in PAGES:
        text = files[f"{name}.html"]

        assert not re.search(r"<script|<style|\sstyle=|\son\w+=\"|javascript:", text), name
        assert not re.search(r"src=\"(?:https?:)?//", text), name
        assert text.count("<h1>") == 1
        assert f'<a href="{name}.html" aria-current="page">' in text
