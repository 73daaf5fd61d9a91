"""Extensions in other languages of people: German as the browser's own, and a language made up."""

import json
import shutil
from pathlib import Path

from server.adapters.language_texts import LanguageFolder
from server.cli.people import english_texts
from server.core.language import Command
from server.services.language_sources import load
from tests.e2e.harness_browser import EXTENSION, PANEL, START, Browser, shipped
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

LANGUAGES = EXTENSION.parent / "languages"


def begun(browser: Browser) -> Browser:
    """Leave one blank tab, when Get started has opened by itself."""
    until(lambda: browser.devtools.find("page", lambda url: url == START), "Get started is open")
    browser.reset()
    return browser


def opened(browser: Browser) -> Panel:
    """Open the panel with its engine in it."""
    panel = Panel(browser.open_window(PANEL + "?window"))
    panel.wait_until_engine()
    return panel


def in_german(folder: Path) -> Path:
    """Copy the extension so that its texts are German, whatever language the browser has.

    Chromium takes the default language where it has no texts in its own.
    """
    copy = Path(shutil.copytree(shipped(), folder / "extension"))
    shutil.rmtree(copy / "_locales" / "en")
    file = copy / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(manifest | {"default_locale": "de"}), encoding="utf-8")
    return copy


def made_up(language: str) -> str:
    """Make a language whose words are English backwards: one file, as de.toml is one."""
    commands = load(LanguageFolder(LANGUAGES)).commands
    english = (LANGUAGES / "people" / "en.toml").read_text(encoding="utf-8")
    words = english.replace('language = "en"', f'language = "{language}"').replace(
        "fifteen = 15", "neetfif = 15"
    )
    texts = {k: f"‹{v}›" for k, v in english_texts(EXTENSION).items() if k != "panel_language"}
    lines = [f"{key} = {_toml(text)}" for key, text in texts.items()]
    return "\n".join([words, *map(_command, commands), "[texts]", *lines, ""])


def _command(command: Command) -> str:
    ways = {"undo": command.undo, "final": command.final}
    told = [f"{way} = {_toml(f'‹{text}›')}" for way, text in ways.items() if text]
    return "\n".join(
        [
            f'[commands."{command.name}"]',
            f"phrases = [{_toml(command.phrases[0][::-1])}]",
            f"help = {_toml(f'‹{command.help}›')}",
            *told,
        ]
    )


def _toml(text: str) -> str:
    """Write a text in quotes: JSON's are TOML's, too."""
    return json.dumps(text, ensure_ascii=False)
