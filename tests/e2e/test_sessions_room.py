"""The sessions room: a session recorded, renamed, looked into, saved and deleted by keyboard."""

import base64
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from server.core.session_file import Reading, read_session, write_session
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask


def said(panel: Panel) -> str:
    """Give what the room says of what was pressed."""
    return panel.page.inner_text("#sessions-said")


def test_a_session_by_keyboard_alone(panel: Panel, page: Page, ask: Ask) -> None:
    """Recorded, renamed, looked into, saved and deleted, with Tab, Enter and Space."""
    view = panel.page
    view.get_by_role("tab", name="Sessions").click()
    panel_room = view.get_by_role("tabpanel", name="Sessions")
    expect(panel_room.get_by_text("No session yet.")).to_be_visible()
    panel_room.get_by_role("button", name="Start recording").press("Enter")
    expect(view.get_by_role("button", name="Recording", exact=True)).to_be_visible()
    ask("scroll down")
    panel_room.get_by_role("button", name="Pause").press("Space")
    expect(view.get_by_role("button", name="Recording paused", exact=True)).to_be_visible()
    panel_room.get_by_role("button", name="Resume").press("Space")
    panel_room.get_by_role("button", name="Stop").press("Enter")
    expect(view.locator("#link-recording")).to_be_hidden()

    name = panel_room.get_by_role("textbox", name="Name")
    name.fill("Evening")
    name.press("Enter")
    expect(panel_room.get_by_role("heading", name="Evening")).to_be_visible()
    assert said(panel) == "Now called “Evening”"

    panel_room.get_by_text("What it reveals").press("Enter")
    expect(panel_room.get_by_role("heading", name="Pages (1)")).to_be_visible()
    expect(panel_room.get_by_text(page.url)).to_be_visible()

    with view.expect_download() as told:
        panel_room.get_by_role("button", name="Save as a MIDI file: Evening").press("Enter")
    assert told.value.suggested_filename == "Evening.mid"
    reading = read_session(Path(told.value.path()).read_bytes())
    assert isinstance(reading, Reading)
    assert reading.session.header is not None
    assert reading.session.header["title"] == "Evening"

    delete = panel_room.get_by_role("button", name="Delete", exact=True)
    delete.press("Enter")
    assert said(panel).startswith("“Evening” would be gone for good")
    panel_room.get_by_role("button", name="Delete for good").press("Enter")
    expect(panel_room.get_by_text("No session yet.")).to_be_visible()
    assert said(panel) == "Deleted “Evening”"


DROP = """([name, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  const how = {dataTransfer, bubbles: true, cancelable: true};
  document.body.dispatchEvent(new DragEvent('drop', how));
}"""


def foreign() -> bytes:
    """Make a session that somebody else may have made: it closes a window and opens an address."""
    asked = {"at": 5, "type": "command", "tab": 1, "ok": True, "ms": 3}
    header = {"rubato": 1, "title": "<b>Mine</b>", "started": "", "lowest": 48}
    return write_session(
        header | {"languages": [], "made_by": "somebody"},
        [
            {"at": 0, "type": "page", "tab": 1, "url": "https://evil.test/", "title": "Prize"},
            asked | {"command": "scroll.down"},
            asked | {"command": "channel.close"},
            asked | {"command": "address.open", "value": "https://evil.test/take"},
        ],
    )


def test_a_dropped_session_is_shown_and_runs_nothing(
    panel: Panel, page: Page, browser: Browser
) -> None:
    """Its addresses and commands are listed, those that destroy first; then it is kept or left."""
    view, before = panel.page, browser.tabs()
    data = base64.b64encode(foreign()).decode()
    view.evaluate(DROP, ["theirs.mid", data])
    opened = view.get_by_role("region", name="Opened: <b>Mine</b>")
    expect(opened.get_by_role("heading", name="Opened: <b>Mine</b>")).to_be_focused()
    expect(opened.get_by_role("listitem").first).to_have_text(re.compile("destroys something"))
    expect(opened.get_by_text("Prize · https://evil.test/")).to_be_visible()
    expect(opened.get_by_text("https://evil.test/take")).to_be_visible()

    opened.get_by_role("button", name="Leave it").press("Enter")
    expect(opened).to_be_hidden()
    view.evaluate(DROP, ["theirs.mid", data])
    opened.get_by_role("button", name="Keep it").press("Enter")
    expect(view.locator("#sessions-list h3")).to_have_text(["<b>Mine</b>"])

    assert panel.ran() == []
    assert [tab["url"] for tab in browser.tabs()] == [tab["url"] for tab in before]
    assert page.evaluate("scrollY") == 0


def test_what_is_no_session_is_refused(panel: Panel) -> None:
    """It is said, and nothing is kept."""
    view = panel.page
    data = base64.b64encode(b"<!doctype html>").decode()
    view.evaluate(DROP, ["page.html", data])

    expect(view.locator("#sessions-said")).to_have_text(re.compile("That is no session"))
    expect(view.locator("#sessions-list h3")).to_have_count(0)
