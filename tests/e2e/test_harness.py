"""The harness itself: what the tests stand on is there."""

from playwright.sync_api import Page

from server.adapters import chromium_profile
from tests.e2e.harness_browser import EXTENSION, ID, ROOT, Browser
from tests.e2e.harness_devtools import Target
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import ScreenPiano
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until


def test_every_permission_is_granted(browser: Browser) -> None:
    """The profile grants what a person would be asked for, and the manifest is the shipped one."""
    wanted = chromium_profile.manifest(EXTENSION)
    granted = browser.chrome(
        f"chrome.permissions.contains({{permissions: {wanted['optional_permissions']},"
        f" origins: {wanted['optional_host_permissions']}}})"
    )
    page = browser.open(ROOT + "manifest.json")
    states = page.evaluate(
        "() => Promise.all([{name: 'midi'}, {name: 'midi', sysex: true}, {name: 'microphone'}]"
        ".map((wanted) => navigator.permissions.query(wanted).then(({state}) => state)))"
    )

    assert granted is True
    assert states == ["granted"] * 3
    assert page.evaluate("chrome.runtime.id") == ID


def test_side_panel_opens(side_panel: Target) -> None:
    """The true side panel opens without a screen, has a size and runs the engine."""
    assert side_panel.wait_for("innerWidth") > 100


def test_worker_dies_and_wakes(browser: Browser, panel: Panel) -> None:
    """A killed worker is gone with its globals, and a message wakes a new one."""
    worker = browser.devtools.find("service_worker", lambda url: url.startswith(ROOT))[0]
    worker.evaluate("globalThis.old = true")

    browser.kill_worker()
    panel.page.evaluate("() => { chrome.runtime.sendMessage({}).catch(() => undefined); }")

    until(
        lambda: any(
            worker.evaluate("globalThis.old !== true")
            for worker in browser.devtools.find("service_worker", lambda url: ROOT in url)
        ),
        "a new worker runs",
    )


def test_screen_piano_reaches_the_engine(panel: Panel, page: Page) -> None:
    """A click on the piano is a key of the engine."""
    ScreenPiano(panel.page).play([0])

    until(lambda: panel.views[-1]["now"]["keys"] == [0], "the key is pending")


def test_server_answers(server: Server) -> None:
    """The server runs with a data folder of its own and makes codes."""
    assert len(server.code()) == 8
