"""Pairing the panel with the server by a code, in the settings, and losing the pairing."""

import httpx
import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until


def pair(panel: Panel, address: str, code: str) -> None:
    """Type the server's address and a code into the settings, and press the button."""
    panel.page.click("#tab-settings")
    panel.page.fill("#setting-server", address)
    panel.page.press("#setting-server", "Tab")
    panel.page.fill("#pair-code", code)
    panel.page.click("#pair")


def wait_answer(panel: Panel, text: str) -> None:
    """Wait until the settings answer."""
    panel.page.wait_for_selector(f"#room-settings :text('{text}')")


def test_code_pairs(panel: Panel, server: Server) -> None:
    """A code, small and with a blank in it, pairs; the bridge is connected, and said so."""
    code = server.code().lower()
    pair(panel, server.address, f"{code[:4]} {code[4:]}")
    wait_answer(panel, "Paired as owner.")

    panel.wait_link("server", "ready")
    panel.wait_said("The server is connected.")


@pytest.mark.parametrize(
    ("address", "code", "why"),
    [
        (None, "AAAAAAAA", "That code is not valid"),
        ("http://127.0.0.1:9", "AAAAAAAA", "No server answers at http://127.0.0.1:9"),
        ("http://rubato.example", "AAAAAAAA", "http://rubato.example"),
    ],
)
def test_wrong_pairing_says_why(
    browser: Browser, panel: Panel, server: Server, address: str | None, code: str, why: str
) -> None:
    """A wrong code, no server there, an address elsewhere: each says what is the matter."""
    browser.forgive("status of 4", "ERR_")
    panel.page.click("#tab-settings")
    if address is None or "127" in address:
        pair(panel, address or server.address, code)
    else:
        panel.page.fill("#setting-server", address)
        panel.page.press("#setting-server", "Tab")
    wait_answer(panel, why)

    panel.wait_link("server", "unpaired")


def test_revoked_token(browser: Browser, panel: Panel, server: Server, paired: str) -> None:
    """A pairing that the server takes back ends at once, and the panel shows it."""
    browser.forgive("status of 401")
    headers = {"Authorization": f"Bearer {paired}"}
    answer = httpx.delete(f"{server.address}/v1/tokens/current", headers=headers)
    answer.raise_for_status()

    panel.wait_link("server", "unpaired")


def test_forgotten_pairing(panel: Panel, server: Server, paired: str) -> None:
    """Forgetting the pairing in the settings ends the bridge, and is said."""
    panel.page.click("#tab-settings")
    totals = panel.page.locator("#server-totals")
    until(lambda: totals.inner_text().startswith("There: recordings 0"), "what it holds")
    panel.page.click("#unpair")
    wait_answer(panel, "no longer paired")
    until(lambda: totals.inner_text() == "", "what it holds is gone")

    panel.wait_link("server", "unpaired")
    stored = "chrome.storage.local.get('pairing').then(({pairing}) => pairing ?? null)"
    until(lambda: panel.page.evaluate(stored) is None, "the token is forgotten")
