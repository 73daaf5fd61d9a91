"""The sessions room: a session recorded, renamed, looked into, saved and deleted by keyboard."""

from pathlib import Path

from playwright.sync_api import Page, expect

from server.core.session_file import Reading, read_session
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
