"""A language that people made on the server, in the panel: switched on, played and spoken."""

import httpx
from playwright.sync_api import expect

from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_players import ComputerKeys
from tests.e2e.harness_server import Server
from tests.e2e.test_accessibility import violations


def test_a_language_of_the_server_is_switched_on_and_played(
    server: Server, panel: Panel, paired: str, ask: Ask
) -> None:
    """One that does not go with the others is refused by name, and nothing is changed."""
    headers = {"authorization": f"Bearer {paired}"}
    with httpx.Client(base_url=server.address, headers=headers) as client:
        for name in ("chess", "golf"):
            client.post("/v1/languages", json={"name": name}).raise_for_status()
            word = {"language": name, "keys": [0, 1, 6, 1, 0], "says": [f"do {name}"]}
            client.post("/v1/words", json={**word, "commands": ["where"]}).raise_for_status()
    panel.page.click("#tab-settings")
    panel.page.click("label[for=served-golf]")
    panel.page.click("label[for=served-chess]")
    expect(panel.page.locator("#served-chess-problem")).to_contain_text("(golf)")
    expect(panel.page.locator("#served-chess")).not_to_be_checked()
    keys = ComputerKeys(panel.page)
    panel.page.locator("h1").first.click()
    keys.play((0, 1, 6, 1, 0))
    panel.wait_said("channel 1 of 1")
    assert "channel 1 of 1" in ask("do golf")
    assert violations(panel.page) == []
