"""`rubato browser`: a browser with the extension, in a profile of Rubato's own, paired."""

import argparse
import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from server.adapters import chromium, chromium_profile
from server.adapters.chromium import Browser, Running
from server.cli.opened import add_flags, data_folder, open_services, settings_of
from server.core.errors import NotFoundError, UnavailableError
from server.core.settings import BY_NAME, EXTENSION_ID, Settings
from server.paths import data_path

PANEL = f"chrome-extension://{EXTENSION_ID}/panel/panel.html"

MISSING = (
    "No Chromium was found, nor a Chrome, Edge or Brave. "
    "Debian, Ubuntu: sudo apt install chromium; macOS: brew install --cask chromium; "
    "or say where one is: --browser PATH"
)

LOAD_BY_HAND = """\
{name} {major} takes no extension from the command line. Load it once, by hand:
  1. In the window that opens now (chrome://extensions), turn on "Developer mode", top right.
  2. Press "Load unpacked" and choose the folder {extension}
  3. Close that browser and type this command again.
Or install Chromium, which needs none of this."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato browser`."""
    parser = subparsers.add_parser("browser", help="start a browser with the extension, paired")
    add_browser_flags(parser)
    add_flags(parser, "host", "port", "data_dir")


def add_browser_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags that say which browser, which profile and which page."""
    parser.add_argument(
        "--browser", type=Path, metavar="PATH", help="the browser's program, or its name"
    )
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="its profile (browser, in the data folder)"
    )
    parser.add_argument("--url", help="the page to open first")


def run(args: argparse.Namespace) -> int:
    """Open browser and panel, and leave them to the user."""
    settings = settings_of(args)
    found = chosen(args)
    if not answers(settings):
        print(
            f"No server answers at {address(settings)}; keys, voice and commands work without "
            "one. To have one too, type: rubato run"
        )
    open_browser(found, settings).leave()
    return 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to start: a browser, its profile, and the page to open first."""

    browser: Browser
    profile: Path | None
    url: str | None


def chosen(args: argparse.Namespace) -> Chosen:
    """Find the browser that was asked for, or raise `NotFoundError` that says what to install."""
    browser = chromium.find(args.browser)
    if browser is None:
        raise NotFoundError(f"{args.browser} is no browser." if args.browser else MISSING)
    return Chosen(browser, args.profile, args.url)


def open_browser(found: Chosen, settings: Settings) -> Running:
    """Start the browser, and in it the panel in a window of its own.

    Where one runs with this profile already, the windows open in that one.
    """
    browser, extension = found.browser, data_path("extension")
    profile = (found.profile or profile_of(browser, settings)).expanduser().resolve()
    chromium_profile.prepare(profile)
    loaded = None if browser.refuses_extensions else extension
    if loaded is None and not chromium_profile.holds(profile, EXTENSION_ID):
        print(LOAD_BY_HAND.format(name=browser.name, major=browser.major, extension=extension))
        return _start(browser, profile, None, "chrome://extensions")
    running = _start(browser, profile, loaded, *([found.url] if found.url else []))
    # A second start, since at the first the window comes before the extension and stays empty.
    _start(browser, profile, loaded, f"--app={panel_address(settings)}").leave()
    return running


def _start(browser: Browser, profile: Path, extension: Path | None, *words: str) -> Running:
    running = Running(browser, profile, chromium.arguments(profile, extension, words))
    if not running.wait_for_lock():
        raise UnavailableError(
            f"{browser.name} did not start. Try it alone to see why: "
            f"{browser.path} --user-data-dir={profile}"
        )
    return running


def profile_of(browser: Browser, settings: Settings) -> Path:
    """Give the profile's folder; never the user's own profile."""
    if "snap" in browser.path.parts:  # which sees no hidden folder of the user's
        return Path.home() / "snap" / "chromium" / "common" / "rubato"
    return data_folder(settings) / "browser"


def panel_address(settings: Settings) -> str:
    """Give the panel's address, with a code that pairs it where the server answers.

    Other users of the machine may see a command line, so the code is good for one use only and
    two minutes; if another was faster, the panel says that it could not pair.
    """
    if not answers(settings):
        return f"{PANEL}?window"
    opened = open_services(settings)
    try:
        made = opened.pairing.open(opened.users.owner())
    finally:
        opened.store.close()
    carried = {"pair": made.code}
    if settings.port != BY_NAME["port"].default:
        carried["server"] = address(settings)
    return f"{PANEL}?window#{urlencode(carried, safe=':/')}"


def address(settings: Settings) -> str:
    """Give the server's address as the extension reaches it."""
    return f"http://127.0.0.1:{settings.port}"


def answers(settings: Settings) -> bool:
    """Tell whether a Rubato server answers there; another program does not count."""
    connection = HTTPConnection("127.0.0.1", settings.port, timeout=2)
    try:
        connection.request("GET", "/health")
        health = json.loads(connection.getresponse().read())
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(health, dict) and health.get("name") == "rubato"
