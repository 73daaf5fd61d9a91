"""Sessions in a real Chromium: what is recorded of real pages, and what never is."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.core.session_file import Reading, read_session
from server.core.session_log import Session
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_fields import focus
from tests.e2e.harness_panel import LISTEN, Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_players import FakeWebMidi, ScreenPiano
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

LAST_FILE = """async () => {
  const found = await chrome.downloads.search({orderBy: ['-startTime'], state: 'complete'});
  return found.find(({mime}) => mime === 'audio/midi')?.filename ?? JSON.stringify(found);
}"""


def saved(panel: Panel, ask: Ask) -> tuple[bytes, Session]:
    """Save the session as a person does, and read the file."""
    ask("save session")
    name = until(lambda: panel.page.evaluate(LAST_FILE), "the file is saved")
    data = Path(name).read_bytes()
    reading = read_session(data)
    assert isinstance(reading, Reading)
    assert reading.flaws == ()
    return data, reading.session


def of(session: Session, kind: str) -> list[dict[str, Any]]:
    """Give the entries of one type."""
    return [entry for entry in session.entries if entry["type"] == kind]


@pytest.mark.usefixtures("web_midi")
def test_what_a_session_holds(stage: Stage, ask: Ask) -> None:
    """Notes, words, commands with values, speech, pages, tabs as tracks, earcons, markers."""
    panel = stage.panel
    keyboard = FakeWebMidi(panel.page)
    keyboard.plug()
    panel.wait_said("Web Keys")
    assert ask("start recording").startswith("Recording: Session of")
    keyboard.play([9, 9])
    panel.wait_last("scroll.down")
    ask("tab 3")
    ask("pause recording")
    keyboard.play([9, 9])
    panel.wait_last("scroll.down")
    ask("resume recording")
    ScreenPiano(panel.page).play([6])
    panel.wait_last("item.previous")
    type_text(panel, "make me a sandwich")
    panel.wait_said("sandwich")
    _, session = saved(panel, ask)

    header = session.header
    assert header is not None
    assert header["lowest"] == 48
    assert [one["name"] for one in header["languages"]] == ["base", "swift", "numbers-decimal"]
    assert session.tracks[:2] == ("The stage", "Page three")
    assert [one["keys"] for one in of(session, "word")] == [[9, 9], [6]]
    assert [(one["command"], one.get("value"), one["ok"]) for one in of(session, "command")] == [
        ("scroll.down", None, True),
        ("tab.number", 3, True),
        ("item.previous", None, True),
    ]
    notes = [one["bytes"] for one in of(session, "midi")]
    assert [bytes_ for bytes_ in notes if bytes_[1] == 57] == notes[:4]
    assert notes[4:] == [[0x90, 54, 64], [0x80, 54, 64]]
    assert [(one["text"], one["by"]) for one in of(session, "speech")] == [
        ("tab 3", "typed"),
        ("pause recording", "typed"),
        ("make me a sandwich", "typed"),
    ]
    assert [one["title"] for one in of(session, "page")][:2] == ["The stage", "Page three"]
    assert [one["name"] for one in of(session, "marker")] == ["pause", "resume"]
    assert "done" in {one["name"] for one in of(session, "earcon")}
    scrolled = of(session, "command")[0]
    assert scrolled["page"]["title"] == "The stage"


def test_elements_are_named(panel: Panel, fields: Page, ask: Ask) -> None:
    """A command that is done on an element names it, so that another browser finds it again."""
    focus(fields, "plain")
    ask("start recording")
    ask("type harmony")
    _, session = saved(panel, ask)

    typed = next(one for one in of(session, "command") if one["command"] == "field.type")
    assert typed["value"] == "harmony"
    assert typed["target"] == {"role": "textbox", "name": "Plain", "path": "input#plain"}


@pytest.mark.parametrize("field", ["secret", "card"])
def test_secrets_are_not_kept(panel: Panel, fields: Page, ask: Ask, field: str) -> None:
    """What goes into a password or payment field is in no file, and nowhere in what is kept."""
    focus(fields, field)
    ask("start recording")
    ask("type 4929swordfish")
    data, session = saved(panel, ask)

    assert b"swordfish" not in data
    assert "swordfish" not in panel.page.evaluate(ALL_KEPT)
    typed = next(one for one in of(session, "command") if one["command"] == "field.type")
    assert "value" not in typed


ALL_KEPT = """async () => {
  const {openStore} = await import('/adapters/session_store.js');
  const store = openStore();
  const all = await Promise.all((await store.list()).map(({id}) => store.read(id)));
  return JSON.stringify(all);
}"""


def test_a_session_goes_on_in_another_panel(browser: Browser, panel: Panel, page: Page) -> None:
    """Where the window with the engine closes, the next one records on, on the same clock."""
    del page
    other = Panel(browser.open_window(panel.page.url))
    type_text(panel, "start recording")
    panel.wait_said("Recording:")
    panel.page.close()
    other.wait_until_engine()
    type_text(other, "pause recording")

    other.wait_said("Recording paused at 0:")


RECORD_FROM_START = """async () => {
  const {settings = {}} = await chrome.storage.sync.get('settings');
  await chrome.storage.sync.set({settings: {...settings, record_from_start: true}});
}"""


def test_a_session_from_the_start(panel: Panel, ask: Ask) -> None:
    """Who wants it has what was done before they thought of recording."""
    expect(panel.page.locator("#link-recording")).to_be_hidden()
    panel.page.evaluate(RECORD_FROM_START)
    panel.page.reload()
    expect(panel.page.locator("#link-recording")).to_have_text("Recording")
    panel.page.evaluate(LISTEN)
    ask("new tab")
    _, session = saved(panel, ask)

    assert [one["command"] for one in of(session, "command")] == ["tab.new"]
