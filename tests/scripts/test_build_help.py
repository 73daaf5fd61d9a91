"""The help holds every command, setting, route and word of the tool, as the tables have them."""

import json
import re
from html import escape
from pathlib import Path

import pytest

from scripts.build_help import BELOW, FOLDER, PAGES, built, lagging
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
    for name in {**PAGES, **BELOW}:
        text = files[f"{name}.html"]

        assert not re.search(r"<script|<style|\sstyle=|\son\w+=\"|javascript:", text), name
        assert not re.search(r"src=\"(?:https?:)?//", text), name
        assert text.count("<h1>") == 1
        assert (f'<a href="{name}.html" aria-current="page">' in text) is (name in PAGES)
        assert not re.search(r"<p>{\w+}</p>", text), f"{name}: a hole that nothing fills"


def test_every_board_has_its_page(files: dict[str, str]) -> None:
    """Each is led to from the page of boards, says its maker, and names where it is from."""
    assert len(BELOW) >= 6
    for name in BELOW:
        assert f'href="{name}.html"' in files["boards.html"]
        assert "<p>By " in files[f"{name}.html"]
        assert re.search("<p>Sources?:", files[f"{name}.html"])


def test_every_permission_has_its_reason(files: dict[str, str]) -> None:
    """The page of privacy names each that the extension may have."""
    manifest = json.loads((ROOT / "extension/manifest.json").read_text(encoding="utf-8"))
    asked = [*manifest["permissions"], *manifest["optional_permissions"]]

    assert all(f"<td><code>{name}</code></td>" in files["privacy.html"] for name in asked)


def test_the_chart_is_there_to_print(files: dict[str, str]) -> None:
    """The page of keys leads to it."""
    assert files["keys.pdf"].startswith("%PDF-")
    assert 'href="keys.pdf"' in files["keys.html"]
