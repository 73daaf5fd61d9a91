"""Sessions go to the real server: once they have ended, and once it is there again."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from server.core.session_file import Reading, read_session
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_server import PAIR, Server
from tests.e2e.harness_wait import until


def listed(server: Server, token: str) -> list[dict[str, Any]]:
    """Give the sessions that the server has whole."""
    answer = httpx.get(
        f"{server.address}/v1/recordings", headers={"authorization": f"Bearer {token}"}
    )
    return [one for one in answer.json()["recordings"] if one["complete"]]


def file_of(server: Server, token: str, identity: str) -> bytes:
    """Fetch one."""
    return httpx.get(
        f"{server.address}/v1/recordings/{identity}/file",
        headers={"authorization": f"Bearer {token}"},
    ).content


def test_a_session_is_sent_when_it_ends(
    browser: Browser, panel: Panel, server: Server, ask: Ask
) -> None:
    """It is on the server as it is in the browser; deleted here, it is deleted there."""
    token = server.token()
    panel.page.evaluate(PAIR, [server.address, token])
    panel.wait_link("server", "ready")
    ask("start recording")
    ask("new tab")
    ask("stop recording")

    (sent,) = until(lambda: listed(server, token), "the server has the session")
    assert sent["name"].startswith("Session of")
    reading = read_session(file_of(server, token, sent["id"]))
    assert isinstance(reading, Reading)
    ran = [one["command"] for one in reading.session.entries if one["type"] == "command"]
    assert ran == ["tab.new"]
    panel.page.click("#tab-sessions")
    expect(panel.page.locator("#sessions-list .note").first).to_contain_text("on the server")

    item = panel.page.locator("#sessions-list li").first
    item.locator("input.name").fill("Finger exercise")
    item.locator("input.name").press("Enter")
    until(lambda: listed(server, token)[0]["name"] == "Finger exercise", "it is renamed there, too")

    ask("delete recording")
    until(lambda: not listed(server, token), "the server has deleted it")
    assert browser.tabs()


@pytest.mark.usefixtures("browser")
def test_what_ended_while_the_server_was_away_is_sent_later(
    panel: Panel, server: Server, ask: Ask
) -> None:
    """A session of before the pairing goes when the server comes."""
    ask("start recording")
    ask("stop recording")
    token = server.token()
    assert listed(server, token) == []
    panel.page.evaluate(PAIR, [server.address, token])

    until(lambda: listed(server, token), "the server has the session")
