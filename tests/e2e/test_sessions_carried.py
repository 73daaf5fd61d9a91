"""Sessions that carry sound and pictures: kept on their clock, listened to, and said when not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_carried import (
    EDGE,
    FILE_RATE,
    MARK,
    carrying,
    clicks,
    clicks_in,
    decoded,
    files_of,
    inside,
    kept,
    listening_panel,
    panel_of,
    strays,
    strike_when_it_clicks,
)
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_server import PAIR, Server
from tests.e2e.harness_wait import until
from tests.e2e.test_sessions_sent import file_of, listed

NEAR = 20
"""Milliseconds that a click may be from where the clock has it."""
LATE = 100
"""Milliseconds after which a click is heard on a busy machine."""


@pytest.fixture(scope="module")
def hearing_clicks(
    chromium_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Start a browser whose microphone clicks each second."""
    del chromium_path
    folder = tmp_path_factory.mktemp("carried")
    with carrying(folder / "profile", clicks(folder / "clicks.wav")) as browser:
        yield browser


@pytest.fixture
def ticking(hearing_clicks: Browser) -> Iterator[Browser]:
    """Give it as new."""
    hearing_clicks.reset()
    yield hearing_clicks
    assert hearing_clicks.errors() == []


def notes_struck(page: Page) -> list[int]:
    """Give the milliseconds of the session at which the note of a click was struck."""
    return [
        one["at"]
        for one in kept(page)["entries"]
        if one["type"] == "midi" and one["bytes"][:2] == [0x90, MARK]
    ]


def wait_struck(panel: Panel, count: int) -> None:
    """Wait until so many clicks were heard."""
    until(lambda: len(notes_struck(panel.page)) >= count, f"{count} clicks were heard")


def test_a_click_stands_at_its_second_after_a_pause(ticking: Browser, tmp_path: Path) -> None:
    """What was heard is at the ms of the session when it was heard, also behind pauses."""
    panel, keyboard = listening_panel(ticking)
    type_text(panel, "start recording")
    panel.wait_said("Kept with the session from now on: Microphone")
    expect(panel.page.locator("#link-recording")).to_have_text("Recording with Microphone")
    strike_when_it_clicks(panel.page, keyboard.name)
    wait_struck(panel, 3)
    since = [kept(panel.page)["kept"]["since"]]
    for count in (6, 9):
        type_text(panel, "pause recording")
        panel.wait_said("Recording paused")
        expect(panel.page.locator("#media-now")).to_contain_text("nothing of it is kept now")
        panel.page.wait_for_timeout(700)
        type_text(panel, "resume recording")
        panel.wait_said("Recording goes on")
        wait_struck(panel, count)
        since.append(kept(panel.page)["kept"]["since"])
    type_text(panel, "stop recording")
    panel.wait_said("Recorded")

    medium, path = files_of(panel, tmp_path)["microphone"]
    heard = [at + medium["at"] for at in clicks_in(decoded(path))]
    spans = medium["spans"]
    first = (since[0] + next(click for click in heard if click > spans[0][0] + EDGE)) % 1000
    struck = notes_struck(panel.page)
    for span, begun in zip(spans, since, strict=True):
        wall = strays(heard, span, begun, first)
        note = [min((at - click for at in struck), key=abs) for click in inside(heard, span)]
        print(
            "clicks beside their second, ms:", *map(round, wall), "their note:", *map(round, note)
        )
        assert wall
        # On a busy machine the fake device is late, or the listener; what is recorded is neither.
        assert all(min(map(abs, one)) <= NEAR for one in zip(wall, note, strict=True))
    assert min(abs(click - struck[0]) for click in heard) <= LATE


def test_a_session_is_listened_to(ticking: Browser, tmp_path: Path) -> None:
    """Turned on by keyboard, recorded, played and sought in the room, saved, deleted with it."""
    panel = panel_of(ticking)
    view = panel.page
    view.get_by_role("tab", name="Settings").click()
    choice = view.get_by_role("checkbox", name="What the microphone hears", exact=True)
    expect(choice).not_to_be_checked()
    choice.press("Space")
    view.get_by_role("tab", name="Sessions").click()
    type_text(panel, "start recording")
    panel.wait_said("Kept with the session from now on: Microphone")
    expect(view.locator("#media-now")).to_contain_text("Microphone is kept: ")
    view.wait_for_timeout(2500)
    type_text(panel, "stop recording")
    panel.wait_said("Recorded")
    expect(view.locator("#media-now")).to_be_hidden()

    view.get_by_text("Sound and pictures", exact=True).press("Enter")
    player = view.get_by_label(re.compile("^Microphone of “Session of"))
    player.evaluate(
        "(audio) => audio.readyState || new Promise((on) => {audio.onloadedmetadata = on})"
    )
    long = kept(view)["kept"]["at"] / 1000
    assert player.evaluate("(audio) => audio.duration") == pytest.approx(long, abs=0.5)
    player.evaluate("(audio) => { audio.currentTime = 1.5; }")
    expect(view.get_by_text("At 0:01 of the session")).to_be_visible()
    player.evaluate("(audio) => audio.play()")
    until(lambda: player.evaluate("(audio) => audio.currentTime") > 1.6, "it plays on from there")
    with view.expect_download() as told:
        view.get_by_role("button", name=re.compile("Save as a WebM file")).press("Enter")
    assert re.match(r"Session of .* - Microphone\.webm", told.value.suggested_filename)
    assert clicks_in(decoded(Path(told.value.path())))

    for name in ("Delete", "Delete for good"):
        view.get_by_role("button", name=name, exact=True).press("Enter")
    expect(view.get_by_text("No session yet.")).to_be_visible()
    assert view.evaluate(ALL_MEDIA) == 0
    del tmp_path


ALL_MEDIA = """async () => (await (await import('/adapters/media_store.js')).openMediaStore()
  .sessions()).size"""


def test_a_tab_where_nobody_called_rubato_is_said(ticking: Browser, pages: str) -> None:
    """The browser wants that first; the answer says how."""
    ticking.context.pages[0].goto(f"{pages}/long.html")
    panel = panel_of(ticking, "tab-sound")
    type_text(panel, "start recording")

    panel.wait_said("Sound of the tab is not kept: .* press Rubato's shortcut there")


def test_what_is_not_allowed_is_said(ticking: Browser) -> None:
    """The session is recorded without it; once it is allowed, the next resume has it."""
    panel = panel_of(ticking, "microphone")
    allow(ticking, panel, "denied")
    type_text(panel, "start recording")
    panel.wait_said(
        "Microphone is not kept: the browser does not allow it; allow it in Get started"
    )
    expect(panel.page.locator("#link-recording")).to_have_text("Recording")
    panel.page.click("#tab-sessions")
    expect(panel.page.locator("#media-now")).to_contain_text("Microphone is not kept: ")
    allow(ticking, panel, "granted")
    type_text(panel, "pause recording")
    panel.wait_said("paused")
    type_text(panel, "resume recording")

    panel.wait_said("Kept with the session from now on: Microphone")


def test_it_lies_beside_its_session_on_the_server(
    ticking: Browser, server: Server, tmp_path: Path
) -> None:
    """Sent when the session has ended, named by its file, and gone when that is deleted."""
    token = server.token()
    panel = panel_of(ticking, "microphone")
    panel.page.evaluate(PAIR, [server.address, token])
    panel.wait_link("server", "ready")
    type_text(panel, "start recording")
    panel.wait_said("Kept with the session from now on: Microphone")
    panel.page.wait_for_timeout(1500)
    type_text(panel, "stop recording")
    panel.wait_said("Recorded")
    until(lambda: len(listed(server, token)) == 2, "both came")
    kinds = {one["kind"]: one for one in listed(server, token)}
    carried = asked(server, token, f"{kinds['session']['id']}/media")["media"]

    (one,) = carried
    assert one["recording"]["id"] == kinds["microphone"]["id"]
    assert one["name"] == "Fake Default Audio Input"
    file = tmp_path / "sent.webm"
    file.write_bytes(file_of(server, token, kinds["microphone"]["id"]))
    assert clicks_in(decoded(file))
    type_text(panel, "delete recording")
    panel.wait_said("Deleted")
    until(lambda: not listed(server, token), "both are deleted there")
    type_text(panel, "undo")
    panel.wait_said("Undone")
    until(lambda: len(listed(server, token)) == 2, "both are there again")


def asked(server: Server, token: str, path: str) -> dict[str, Any]:
    """Ask about a recording."""
    address = f"{server.address}/v1/recordings/{path}"
    answer = httpx.get(address, headers={"authorization": f"Bearer {token}"})
    found: dict[str, Any] = answer.json()
    return found


def test_where_there_is_no_room_the_session_goes_on(ticking: Browser, tmp_path: Path) -> None:
    """What there is of the medium stays, and it is said; nothing of the session is lost."""
    panel = panel_of(ticking, "microphone")
    cdp = ticking.context.new_cdp_session(panel.page)
    type_text(panel, "start recording")
    panel.wait_said("Kept with the session from now on: Microphone")
    panel.page.wait_for_timeout(1200)
    origin = panel.page.evaluate("origin")
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})
    until(lambda: told(panel, "Microphone has ended: the browser has no more room"), "it is said")
    type_text(panel, "scroll down")
    panel.wait_last("scroll.down")
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    type_text(panel, "new tab")
    panel.wait_last("tab.new")
    type_text(panel, "stop recording")
    panel.wait_said("Recorded")

    assert len(decoded(files_of(panel, tmp_path)["microphone"][1])) > FILE_RATE / 2
    commands = [one["command"] for one in kept(panel.page)["entries"] if one["type"] == "command"]
    assert commands == ["scroll.down", "tab.new"]


def told(panel: Panel, part: str) -> bool:
    """Tell whether this was said, though other things were said since."""
    return any(part in view["said"]["text"] for view in panel.views)


def allow(browser: Browser, panel: Panel, setting: str) -> None:
    """Let the browser have the microphone's permission so."""
    origin = re.match("[a-z-]+://[a-z]+", panel.page.url)
    assert origin
    browser.devtools.send(
        "Browser.setPermission",
        permission={"name": "microphone"},
        setting=setting,
        origin=origin[0],
    )
