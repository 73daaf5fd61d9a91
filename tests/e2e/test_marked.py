"""Marked inquiries with the real server: told in the next recording, answered, linked."""

import re
from typing import Any

import httpx
from playwright.sync_api import expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_server import PAIR, Server
from tests.e2e.harness_wait import until
from tests.e2e.test_accessibility import violations


def test_answered_while_recording(browser: Browser, panel: Panel, server: Server, ask: Ask) -> None:
    """Two are read out when it begins; a button and a phrase answer them; the server links."""
    token = server.token()
    with httpx.Client(
        base_url=server.address, headers={"authorization": f"Bearer {token}"}, timeout=20
    ) as client:
        questions = ("Who was Bach?", "What is a fugue?")
        told = [
            client.post("/v1/inquiries", json={"question": one}).json()["id"] for one in questions
        ]
        for one in told:
            client.put(f"/v1/inquiries/{one}/marked").raise_for_status()
        panel.page.evaluate(PAIR, [server.address, token])
        panel.wait_link("server", "ready")

        ask("start recording")
        panel.wait_said(re.escape("First: Who was Bach? Then: What is a fugue?"))
        second = panel.page.get_by_role("button", name="Answered: What is a fugue?")
        second.press("Enter")
        panel.wait_said(re.escape("What is a fugue? Now: Who was Bach?"))
        expect(second).to_be_focused()
        expect(second).to_be_disabled()
        assert violations(panel.page) == []
        ask("inquiry answered")
        panel.wait_said("Answered at 0:0")
        ask("stop recording")
        expect(panel.page.locator("#marked")).to_be_hidden()

        def answered() -> list[Any]:
            found = [client.get(f"/v1/inquiries/{one}").json()["answered"] for one in told]
            return found if all(found) else []

        first, other = until(answered, "the server links to the second")
        assert first[0]["at_ms"] >= other[0]["at_ms"] > 0
        assert first[0]["address"].startswith("/analyze.html?recording=")
        assert client.get("/v1/inquiries/marked").json() == {"inquiries": []}
        assert browser.tabs()
