"""What the end-to-end tests share: a browser with the extension, its panel, a server, pages."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import PANEL, Browser, started
from tests.e2e.harness_devtools import Target
from tests.e2e.harness_ears import FAKE_RECOGNITION, choose
from tests.e2e.harness_hearing import Hearing, Listener, listening, write
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_server import PAIR, JackKeyboard, Server
from tests.e2e.harness_stage import FAKE_SPEECH, Stage, set_stage
from tests.e2e.harness_wait import until
from tests.fixtures.spoken import Spoken

MIDI_ACCESS = Path(__file__).parents[1] / "extension" / "fakes" / "midi_access.js"


@pytest.fixture(scope="module")
def chromium(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser for the tests of one file; ended before another file's event loop runs."""
    with started(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """Give the browser as new; fail where a page, panel or worker reported an error."""
    chromium.reset()
    yield chromium

    assert chromium.errors() == []


@pytest.fixture
def panel(browser: Browser) -> Panel:
    """Open the panel with its engine in a popup window, so that it is no tab among the tabs."""
    opened = Panel(browser.open_window(PANEL + "?window"))
    opened.wait_until_engine()
    return opened


@pytest.fixture
def side_panel(browser: Browser) -> Target:
    """Open the true side panel; the page whose click opened it is blank again."""
    opener = browser.open(PANEL.replace("panel.html", "start.html"))
    panel = browser.open_side_panel(opener)
    panel.wait_for("document.documentElement.dataset.engine === 'here'")
    opener.goto("about:blank")
    return panel


@pytest.fixture
def web_midi(browser: Browser) -> None:
    """Give every page of the extension that opens from now on a fake requestMIDIAccess."""
    browser.devtools.first_scripts.append(MIDI_ACCESS.read_text(encoding="utf-8"))


@pytest.fixture
def voice(browser: Browser) -> None:
    """Give every page of the extension that opens from now on a fake voice."""
    browser.devtools.first_scripts.append(FAKE_SPEECH)


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """Serve the fixture pages; gives the address."""
    with serving() as address:
        yield address


@pytest.fixture
def page(browser: Browser, pages: str) -> Page:
    """Open a long page in the one tab there is."""
    tab = browser.context.pages[0]
    tab.goto(f"{pages}/long.html")
    return tab


@pytest.fixture(scope="module")
def running_server(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """Run the real server over a new data folder, with JACK for its bridge where there is one."""
    if shutil.which("jackd"):
        request.getfixturevalue("jack_server")
    running = Server(tmp_path_factory.mktemp("data"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def server(running_server: Server) -> Server:
    """Give the server of the tests of one file, running, though a test before has stopped it."""
    running_server.start()
    return running_server


@pytest.fixture
def jack_keyboard(jack_server: str) -> Iterator[JackKeyboard]:
    """Plug a keyboard into JACK."""
    keyboard = JackKeyboard()
    keyboard.plug()
    yield keyboard
    keyboard.unplug()


@pytest.fixture
def stage(panel: Panel, browser: Browser, pages: str) -> Stage:
    """Set the stage: three tabs, the second in front, beside the panel."""
    return set_stage(browser, panel, pages)


@pytest.fixture
def ask(panel: Panel) -> Ask:
    """Type a command; gives what is said of it."""

    def asked(text: str) -> str:
        before = len(panel.views)
        type_text(panel, text)

        def answered() -> str:
            views = panel.views[before:]
            began = next((view for view in views if view["now"]["busy"]), None)
            said, busy = (views[-1]["said"], views[-1]["now"]["busy"]) if views else ({}, [])
            over = began and not busy and said["id"] > began["said"]["id"]
            return str(said["text"]) if over else ""

        return until(answered, f"an answer to {text!r}")

    return asked


@pytest.fixture
def fields(panel: Panel, browser: Browser, pages: str) -> Page:
    """Show the page of fields in the one tab there is."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/fields.html")
    page.bring_to_front()
    return page


@pytest.fixture
def paired(server: Server, panel: Panel) -> str:
    """Pair the panel with the running server; gives the token."""
    token = server.token()
    panel.page.evaluate(PAIR, [server.address, token])
    panel.wait_link("server", "ready")
    return token


@pytest.fixture
def hearing(
    chromium_path: str, spoken: Spoken, server: Server, tmp_path: Path
) -> Iterator[Hearing]:
    """Return a function from texts to a listener to whose microphone they are spoken."""
    with ExitStack() as opened:

        def hear(*texts: str, **how: Any) -> Listener:
            file = tmp_path / "spoken.wav"
            write(file, [spoken(text) for text in texts])
            return opened.enter_context(listening(tmp_path / "profile", file, server, **how))

        yield hear


@pytest.fixture
def recognition(browser: Browser) -> None:
    """Give every page of the extension that opens from now on a fake recognition."""
    browser.devtools.first_scripts.append(FAKE_RECOGNITION)


@pytest.fixture
def own_ear(recognition: None, panel: Panel) -> Panel:
    """Let the browser's ear be chosen for everything."""
    choose(panel, ear="browser", dictation_ear="browser")
    return panel
