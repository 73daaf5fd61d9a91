"""A rehearsal: a session is recorded in one browser, and replayed from its file in another."""

import base64
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from server.cli.replay import REPLAY
from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_labels import Labels
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_replayed import Recorded
from tests.e2e.harness_sites import Site
from tests.e2e.harness_wait import until

ENTRIES = """async () => {
  const {openStore} = await import(chrome.runtime.getURL('adapters/session_store.js'));
  const {writeSession} = await import(chrome.runtime.getURL('core/session_file.js'));
  const store = openStore();
  const [last] = await store.list();
  const {kept, entries} = await store.read(last.id);
  return [...writeSession(kept.header, entries)];
}"""

LOADED = """chrome.tabs.query({windowType: 'normal'})
  .then((tabs) => tabs.every(({status}) => status === 'complete'))"""

FORGET = """async () => {
  await chrome.browsingData?.remove({}, {});
  await chrome.history.deleteAll();
  for (const {id} of await chrome.bookmarks.search({})) {
    await chrome.bookmarks.remove(id).catch(() => undefined);
  }
}"""


def stage(browser: Browser, address: str) -> tuple[Panel, Page]:
    """Open the panel in a window of its own, and a page in the one tab there is."""
    browser.reset()
    panel = Panel(browser.open_window(PANEL + "?window"))
    panel.wait_until_engine()
    panel.page.evaluate(FORGET)
    page = browser.context.pages[0]
    page.goto(address)
    page.bring_to_front()
    in_front = f"chrome.tabs.query({{url: '{address}*', active: true}})"
    until(lambda: browser.chrome(in_front), "the page is in front")
    return panel, page


def record(browser: Browser, site: Site, what: Recorded) -> bytes:
    """Do it on the site as it is, and give the session's file; fails where a command fails."""
    site.alter()
    panel, page = stage(browser, f"{site.address}/{what.page}")
    said(panel, "start recording")
    for act in what.acts:
        kind, _, rest = act.partition(" ")
        until(lambda: browser.chrome(LOADED), f"{what.name}: all has loaded before {act}")
        if kind == "until":
            wait_for(browser, rest)
        elif kind == "keys":
            play(panel, tuple(map(int, rest.split())))
        elif kind == "label":
            labels = Labels(panel, page)
            labels.ask()
            keys = labels.named()[rest]
            play(panel, tuple(map(int, keys.split())))
        else:
            answer = said(panel, act.format(site=site.address))
            assert panel.role != "failed", f"{what.name}: {act}: {answer}"
    said(panel, "stop recording")
    return bytes(panel.page.evaluate(ENTRIES))


def wait_for(browser: Browser, text: str) -> None:
    """Wait until a page shows a text, as a person does for what comes late."""

    def shown() -> bool:
        with suppress(PlaywrightError):  # one is on its way to another page
            return any(text in page.inner_text("body") for page in browser.context.pages)
        return False

    until(shown, f"a page shows {text}")


def replay(
    browser: Browser, site: Site, what: Recorded, file: bytes, **wish: Any
) -> dict[str, Any]:
    """Replay it from where it began, up to the first difference, and give what it came to."""
    panel, _ = stage(browser, f"{site.address}/{what.page}")
    given = {"title": what.name, "pace": 0, "destructive": True, "differs": "stop"}

    over: dict[str, Any] = panel.page.evaluate(
        REPLAY, given | wish | {"file": base64.b64encode(file).decode()}
    )
    assert "problem" not in over, over
    return over


def said(panel: Panel, text: str) -> str:
    """Type a command; gives what is said of it."""
    before = len(panel.views)
    type_text(panel, text)
    return _answer(panel, before, text)


def play(panel: Panel, keys: tuple[int, ...]) -> str:
    """Play keys of the piano on the screen."""
    before = len(panel.views)
    for key in keys:
        panel.page.locator(f'[data-key="{key}"]').evaluate("(key) => { key.click(); }")
    return _answer(panel, before, str(keys))


def _answer(panel: Panel, before: int, what: str) -> str:
    def answered() -> str:
        views = panel.views[before:]
        began = next((view["said"]["id"] for view in views if view["now"]["busy"]), None)
        if began is None or views[-1]["now"]["busy"] or views[-1]["said"]["id"] <= began:
            return ""
        return str(views[-1]["said"]["text"])

    return until(answered, f"an answer to {what!r}")
