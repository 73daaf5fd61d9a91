"""A Chromium with the extension in it, all permissions granted, watched for errors."""

import atexit
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from websockets.sync.client import connect

from scripts.bundled import scripts
from server.adapters import chromium, chromium_profile
from tests.e2e.harness_devtools import Devtools, DevtoolsError, Target
from tests.e2e.harness_wait import until

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
ID = chromium_profile.extension_id(EXTENSION)
ROOT = f"chrome-extension://{ID}/"
PANEL = ROOT + "panel/panel.html"
START = ROOT + "panel/start.html"

FLAGS = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--force-device-scale-factor=1",
    "--window-size=1280,800",
)


@cache
def shipped() -> Path:
    """Copy the extension with each page in one script, as people get it; modules stay beside.

    It opens twice as fast as the folder, which `test_folder.py` loads as it is.
    """
    folder = Path(mkdtemp(prefix="rubato-extension-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(EXTENSION, folder, dirs_exist_ok=True)
    for name, script in scripts(EXTENSION).items():
        (folder / name).write_bytes(script)
    return folder


class Browser:
    """The running browser, seen by Playwright (`context`) and by a DevTools client of ours."""

    def __init__(self, context: BrowserContext, devtools: Devtools) -> None:
        self.context = context
        self.devtools = devtools
        self._forgiven: list[str] = []

    def open(self, url: str) -> Page:
        """Open a tab and wait until it has loaded."""
        page = self.context.new_page()
        page.goto(url)
        return page

    def open_window(self, url: str) -> Page:
        """Open a popup window of the extension, as its worker does."""
        known = set(self.context.pages)
        self.chrome(f"chrome.windows.create({{type: 'popup', url: '{url}', {POPUP}}})")
        page = until(lambda: self._come(known, url), f"{url} is open")[0]
        page.wait_for_load_state()
        if self.devtools.first_scripts:
            until(lambda: self._has_first_scripts(page), "the first scripts were there first")
        return page

    def _come(self, known: set[Page], url: str) -> list[Page]:
        """Find the page that came at `url`; others, as Get started, may come at the same time."""
        self.context.cookies("about:blank")  # only a call lets Playwright hear of new pages
        return [page for page in self.context.pages if page not in known and page.url == url]

    def _has_first_scripts(self, page: Page) -> bool:
        """Load the page anew where it was loading before the scripts were there."""
        if page.evaluate("() => Boolean(window.first)"):
            return True
        with suppress(PlaywrightError):  # its worker may be loading it anew, too
            page.reload()
        return False

    def open_side_panel(self, opener: Page) -> Target:
        """Open the true side panel by a click in `opener`, an extension page in a tab."""
        known = set(self.devtools.targets)
        opener.evaluate(OPEN_ON_CLICK)
        opener.mouse.click(1, 1)
        return until(lambda: self._panels_but(known), "the side panel is there")[0]

    def _panels_but(self, known: set[str]) -> list[Target]:
        panels = self.devtools.find("page", lambda url: url.startswith(PANEL))
        return [panel for panel in panels if panel.id not in known]

    def chrome(self, expression: str) -> Any:
        """Evaluate JavaScript where chrome.* is: in a panel, else in the worker."""
        while True:
            ours = until(self._any_of_ours, "a page or worker of the extension")
            try:
                return ours[0].evaluate(expression)
            except DevtoolsError as error:
                if GONE not in str(error):  # it was closed a moment ago: nothing ran there
                    raise

    def _any_of_ours(self) -> list[Target]:
        return [*self._ours("page"), *self._ours("service_worker")]

    def _ours(self, kind: str) -> list[Target]:
        return self.devtools.find(kind, lambda url: url.startswith(ROOT))

    def tabs(self) -> list[dict[str, Any]]:
        """Give every tab as chrome.tabs does."""
        found: list[dict[str, Any]] = self.chrome("chrome.tabs.query({})")
        return found

    def kill_worker(self) -> None:
        """Stop the worker as Chromium does after thirty idle seconds."""
        page = self._ours("page")[0]
        self.devtools.worker_states.clear()
        page.send("ServiceWorker.enable")
        page.send("ServiceWorker.stopAllWorkers")
        until(lambda: "stopped" in self.devtools.worker_states, "the worker is stopped")
        page.send("ServiceWorker.disable")

    def forgive(self, *parts: str) -> None:
        """Let errors that contain one of these pass: this test provokes them."""
        self._forgiven.extend(parts)

    def errors(self) -> list[str]:
        """Give every error of any page, panel or worker that the test did not provoke."""
        return [
            error
            for error in self.devtools.errors
            if not any(part in error for part in self._forgiven)
        ]

    def reset(self) -> None:
        """Leave one blank tab, nothing stored and no errors: a new test begins."""
        blank = self.context.new_page()
        for page in self.context.pages:
            if page != blank:
                page.close()
        for panel in self._ours("page"):
            panel.close()
        blank.goto(ROOT + "manifest.json")
        blank.evaluate(CLEAR)
        blank.goto("about:blank")
        self._forgiven.clear()
        self.devtools.errors.clear()
        self.devtools.first_scripts.clear()


GONE = "Session with given id not found"

POPUP = "width: 420, height: 800"

OPEN_ON_CLICK = """async () => {
  const {windowId} = await chrome.tabs.getCurrent();
  addEventListener('pointerdown', () => chrome.sidePanel.open({windowId}), {once: true});
}"""

CLEAR = """async () => {
  for (const area of ['local', 'sync', 'session']) await chrome.storage[area].clear();
  // Waited for: a page that goes takes with it what it has asked for and was not done yet.
  for (const name of ['rubato-sessions', 'rubato-session-media'])
    await new Promise((done, failed) => {
      const asked = indexedDB.deleteDatabase(name);
      asked.onsuccess = asked.onblocked = done;
      asked.onerror = () => failed(asked.error);
    });
  chrome.runtime.sendMessage({}).catch(() => undefined);  // a worker that was killed wakes
}"""


def open_in_front(devtools: Devtools, url: str) -> Target:
    """Open a tab that a person sees: Get started, which opens by itself, is there before it."""
    until(lambda: devtools.find("page", lambda one: one == START), "Get started is open")
    page = devtools.open(url)
    devtools.send("Target.activateTarget", targetId=page.id)
    page.wait_for("!document.hidden")
    return page


@contextmanager
def running(
    profile: Path,
    *flags: str,
    granted: bool = True,
    source: Path | None = None,
    beside: Sequence[Path] = (),
) -> Iterator[tuple[Devtools, str]]:
    """Start a browser with a new profile, with all permissions or none; stop it at the end.

    Gives a DevTools client, and the address for others; `beside` are other extensions.  Without
    Playwright, which makes every tab believe that it is in front, those behind another are hidden
    as a person's are.
    """
    found = chromium.find()
    assert found is not None
    extension = source or shipped()
    if granted:
        extension = chromium_profile.prepare_granted(profile, extension)
    else:
        chromium_profile.prepare(profile)
    loaded = Path(",".join(str(each) for each in (extension, *beside)))
    only = f"--disable-extensions-except={loaded}"
    line = chromium.arguments(profile, loaded, ["about:blank"], [*FLAGS, only, *flags])
    browser = chromium.Running(found, profile, line)
    try:
        address = browser.devtools()
        with connect(address, max_size=None) as connection:
            yield Devtools(connection), address
    finally:
        browser.stop()


@contextmanager
def started(
    profile: Path,
    *flags: str,
    granted: bool = True,
    source: Path | None = None,
    beside: Sequence[Path] = (),
) -> Iterator[Browser]:
    """Start it with Playwright beside; in a new profile when Get started has opened by itself.

    It would come among the tabs of a test otherwise, and be counted, when the machine is busy.
    """
    new = not (profile / "Default").exists()
    with (
        running(profile, *flags, granted=granted, source=source, beside=beside) as (
            devtools,
            address,
        ),
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.connect_over_cdp(address).contexts[0]
        if new:
            until(lambda: devtools.find("page", lambda url: url == START), "Get started is open")
        yield Browser(context, devtools)
