"""Media in a real Chromium: in pages, frames and shadow roots, what fails, tabs that sound."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_media import serving_media
from tests.e2e.harness_media_pages import write_pages
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_wait import until


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages and a tone."""
    made = tmp_path_factory.mktemp("media")
    write_pages(made)
    return made


@pytest.fixture(scope="module")
def media(folder: Path) -> Iterator[str]:
    """Serve the pages as a media server does; gives the address."""
    with serving_media(folder) as address:
        yield address


Show = Callable[[str], Page]


@pytest.fixture
def show(panel: Panel, browser: Browser, media: str) -> Show:
    """Show a page in the one tab there is."""

    def shown(name: str) -> Page:
        page = browser.context.pages[0]
        page.goto(f"{media}/{name}.html", wait_until="load")
        page.bring_to_front()
        return page

    return shown


def state(frame: Page | Frame, root: str = "document") -> dict[str, Any]:
    """Give how the first media of a frame stands."""
    found: dict[str, Any] = frame.evaluate(
        f"""() => {{
          const one = {root}.querySelector('audio, video');
          return {{playing: !one.paused, time: Math.round(one.currentTime)}};
        }}"""
    )
    return found


def test_a_page(show: Show, ask: Ask) -> None:
    """Play, skip, pause and undo act on the page's media, and say where it is."""
    page = show("plain")

    assert ask("media second 20") == "0:20 of 1:00"
    assert ask("skip forward 3") == "0:35 of 1:00"
    assert ask("undo") == "Undone: skip"
    assert state(page) == {"playing": False, "time": 20}
    assert ask("play") == "Playing Plain, 0:20 of 1:00"
    assert state(page)["playing"]
    assert ask("undo") == "Undone: play"
    assert not state(page)["playing"]
    assert ask("media second -5") == "0:55 of 1:00"
    assert ask("skip forward 9") == "1:00 of 1:00"


@pytest.mark.parametrize(
    ("name", "called", "root"),
    [
        ("same", "Inner", ""),
        ("other", "Inner", ""),
        ("srcdoc", "Srcdoc", ""),
        ("open", "Open", "document.querySelector('x-player').shadowRoot"),
        ("closed", "Closed", "window.inside"),
    ],
)
def test_frames_and_shadow_roots(show: Show, ask: Ask, name: str, called: str, root: str) -> None:
    """Media in any frame or shadow root is found, called by its document, played and undone."""
    page = show(name)
    place = page if root else page.frames[1]

    assert ask("media second 20") == "0:20 of 1:00"
    assert ask("play").startswith(f"Playing {called}, 0:2")
    assert state(place, root or "document")["playing"]
    ask("undo")
    assert not state(place, root or "document")["playing"]


def test_a_frame_that_goes_away(show: Show, ask: Ask) -> None:
    """Undo says so where the frame with the media is gone."""
    page = show("other")
    ask("media volume 30")
    page.evaluate("document.querySelector('iframe').remove()")

    assert ask("undo") == "The page went away meanwhile"


def test_several(show: Show, ask: Ask, panel: Panel) -> None:
    """Several are listed by their own names; listen lists them, too, and choosing plays."""
    page = show("many")

    assert ask("listen") == "Audio and video on this page: 3; choose one to play it"
    titles = panel.page.locator("#offer-list .title").all_inner_texts()
    assert titles == ["First", "Second", "third part.wav"]
    assert ask("item 3").startswith("Playing third part.wav")
    assert ask("pause").startswith("Paused third part.wav")
    assert page.evaluate(
        "[...document.querySelectorAll('audio, video')].every((one) => one.paused)"
    )


def test_the_one_that_is_meant(show: Show, ask: Ask) -> None:
    """The largest in view is meant, until a person has used another."""
    page = show("many")
    assert ask("media second 20") == "0:20 of 1:00"
    assert page.evaluate("document.querySelector('video').currentTime") == 20
    show("many")
    page.click("text=play")
    page.click("text=pause")
    assert ask("media second 30") == "0:30 of 1:00"

    assert page.evaluate("document.querySelector('audio').currentTime") == 30


def test_a_hostile_page(show: Show, ask: Ask, browser: Browser) -> None:
    """Markup and hidden characters of a name are plain text; a page may not flood the list."""
    page = show("hostile")

    assert ask("play").startswith("Playing <img src=x onerror=alert(1)> tone, 0:0")
    page.evaluate(
        """() => {
          for (let i = 0; i < 999; i++) {
            const one = Object.assign(new Audio(), {preload: 'none', src: 'tone.wav'});
            document.body.append(one);
          }
        }"""
    )
    assert ask("list media").startswith("Audio and video on this page: 200;")


def test_names_of_the_session(show: Show, ask: Ask) -> None:
    """A page that tells the system what plays is believed."""
    page = show("plain")
    page.evaluate(
        "navigator.mediaSession.metadata = new MediaMetadata({title: 'Sonata', artist: 'Clara'})"
    )

    assert ask("play").startswith("Playing Sonata, Clara, 0:0")


def test_captions(show: Show, ask: Ask) -> None:
    """Captions in the person's language are loaded and shown; those that are lost are said."""
    page = show("captions")
    modes = "[...document.querySelector('video').textTracks].map(({mode}) => mode)"

    assert ask("captions") == "Captions: English"
    assert page.evaluate(modes) == ["disabled", "showing"]
    assert ask("captions") == "Captions off"
    assert page.evaluate(modes) == ["disabled", "disabled"]


def test_captions_that_are_lost(show: Show, ask: Ask, browser: Browser) -> None:
    """Captions that can't be loaded, or are not there, are said."""
    browser.forgive("404")
    show("no_captions")
    assert ask("captions") == "The captions of “Lost” could not be loaded"
    show("plain")
    assert ask("captions") == (
        "“Plain” has no captions that the browser knows of, and its player names no button for any"
    )


def test_media_that_fails(show: Show, ask: Ask, browser: Browser) -> None:
    """What is not there or not to be decoded is said; so is a page without media."""
    browser.forgive("404")
    for name in ("missing", "broken"):
        show(name)
        assert ask("play").startswith(f"The browser can’t play “{name.capitalize()}”")
        assert ask("media second 20").startswith("The browser can’t play")
    show("none")
    assert ask("play") == "There is no audio or video on this page"
    assert ask("full screen") == "There is no video on this page"


def test_sound_in_no_document(show: Show, ask: Ask, browser: Browser, panel: Panel) -> None:
    """What plays without being in the page is listed, paused and sought in, and undo plays it."""
    page = show("detached")
    until(lambda: page.evaluate("song.currentTime > 0"), "it plays")

    assert ask("list media").startswith("Audio and video on this page: 2;")
    titles = panel.page.locator("#offer-list .title").all_inner_texts()
    assert titles == ["tone.wav", "third part.wav"]
    assert ask("media second 20") == "0:20 of 1:00"
    assert ask("pause").startswith("Paused tone.wav, 0:2")
    assert page.evaluate("song.paused")
    ask("undo")
    assert not page.evaluate("song.paused")
    assert ask("pause").startswith("Paused tone.wav")
    assert ask("play").startswith("Playing tone.wav")


def test_sound_without_media(show: Show, ask: Ask, browser: Browser) -> None:
    """What a page makes with no audio and no video can be muted, and that is said."""
    page = show("oscillator")
    page.mouse.click(5, 5)
    page.evaluate("context.resume()")
    until(lambda: browser.tabs()[0]["audible"], "the page sounds")

    assert ask("pause").startswith("What sounds here is no audio or video that can be reached")


def test_captions_of_the_sites_own(show: Show, ask: Ask) -> None:
    """Where the browser knows of none, the player's own button is offered."""
    page = show("own_captions")

    assert ask("captions").startswith(
        "“Own” gives the browser no captions; its player has a button"
    )
    ask("item 1")
    assert page.get_attribute("button", "aria-pressed") == "true"


def test_a_server_that_sends_only_wholes(
    panel: Panel, browser: Browser, folder: Path, ask: Ask
) -> None:
    """What can't be skipped through says so, and stays where it is."""
    with serving(folder) as address:
        page = browser.context.pages[0]
        page.goto(f"{address}/plain.html")

        assert ask("skip forward 3").startswith("“Plain” can’t be skipped through")
        assert state(page)["time"] == 0


def test_pages_that_let_nobody_in(panel: Panel, browser: Browser, ask: Ask) -> None:
    """On the browser's own pages the reason is said."""
    browser.context.pages[0].goto("chrome://version")

    assert "belongs to the browser" in ask("play")
    assert "belongs to the browser" in ask("full screen")


def test_full_screen(show: Show, ask: Ask) -> None:
    """A word typed into the panel is gesture enough for the video to fill the screen."""
    page = show("plain")

    assert ask("full screen") == "Full screen: Plain"
    assert page.evaluate("document.fullscreenElement.localName") == "video"
    assert ask("full screen") == "No longer full screen: Plain"
    assert page.evaluate("document.fullscreenElement") is None


def muted(browser: Browser) -> list[str]:
    """Give the titles of the muted tabs."""
    return [tab["title"] for tab in browser.tabs() if tab["mutedInfo"]["muted"]]


def test_tabs_that_sound(show: Show, ask: Ask, browser: Browser, media: str, panel: Panel) -> None:
    """Two sounding tabs are listed; silence mutes both, and again brings back just these."""
    first = show("plain")
    second, third = (browser.open(f"{media}/{name}.html") for name in ("same", "none"))
    for frame in (first, second.frames[1]):
        frame.evaluate("document.querySelector('video').play()")
    third.bring_to_front()
    until(lambda: sum(tab["audible"] for tab in browser.tabs()) == 2, "two tabs sound")

    assert ask("sounding tab") == "2 tabs sound; choose one"
    assert panel.page.locator("#offer-list .title").all_inner_texts() == ["Plain", "Same"]
    assert ask("item 2") == "Tab 2: Same"
    assert ask("sounding tab") == "Tab 1: Plain"
    assert ask("mute") == "Muted 2 tabs"
    assert muted(browser) == ["Plain", "Same"]
    assert ask("sounding tab") == "No tab sounds"
    assert ask("mute") == "2 tabs sound again"
    assert muted(browser) == []
    assert state(first)["playing"]
    assert ask("mute") == "Muted 2 tabs"
    assert ask("undo") == "Undone: mute everything"
    assert muted(browser) == []
