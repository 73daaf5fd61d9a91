"""The layout in a real Chromium: what was scheduled is what is in view, and a stop ends it."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_air import RECORD, silence, started
from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_wait import until

CELLS = (("heading", -5, 0), ("text", 0, -3), ("link", -3, -5), ("link", 5, 5), ("button", 3, 4),
         ("field", 4, -1), ("image", 1, 2))  # fmt: skip
"""What `layout.html` holds: role, row, column."""
PASSES = ("heading", "text", "link", "control", "image")
CLASS = {"button": "control", "field": "control"}


@pytest.fixture
def heard(panel: Panel, browser: Browser, pages: str) -> Panel:
    """Bring the page to hear to the front, with its frame; write down what the panel sounds."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/layout.html")
    frame = pages.replace("127.0.0.1", "localhost") + "/layout-frame.html"
    page.evaluate("(url) => { document.querySelector('iframe').src = url; }", frame)
    page.frame_locator("iframe").locator("a").wait_for()
    page.bring_to_front()
    panel.page.click("#tab-tabs")
    panel.page.evaluate(RECORD)
    return panel


def say(page: Page, words: str) -> None:
    """Type words into the panel and send them."""
    page.fill("#text", words)
    page.press("#text", "Enter")


def sweep(panel: Panel, words: str, begins: str) -> list[dict[str, Any]]:
    """Ask for a layout, wait for its words, and give what was started but for the other answers."""
    silence(panel.page)
    say(panel.page, words)
    until(lambda: panel.said.startswith(begins), f"it says {begins}")
    return started(panel.page)


def expected() -> set[tuple[int, float]]:
    """Give when each element's first strike is due, in ms after the sweep begins, and its pan."""
    return {
        (300 * PASSES.index(CLASS.get(role, role)) + 15 * (column + 5), round(0.16 * column, 2))
        for role, _, column in CELLS
    }


def heard_at(rows: list[dict[str, Any]], begin: float) -> set[tuple[int, float]]:
    """Give the time of each strike in whole ms after the sweep began, and its pan."""
    return {(round(1000 * (row["when"] - begin)), round(row["pan"], 2)) for row in rows}


def test_sweep_is_what_is_in_view(heard: Panel) -> None:
    """Each element, that in the frame of another site too, sounds at its time and pan, once."""
    rows = sweep(heard, "layout", "In view")
    # The heading of column 0 begins 75 ms after the sweep does.
    begin = min(row["when"] for row in rows) - 0.075

    assert expected() <= heard_at(rows, begin)
    assert {pan for _, pan in heard_at(rows, begin)} == {pan for _, pan in expected()}
    assert max(row["ends"] for row in rows) - begin <= 1.5
    assert heard.said == (
        "In view: headings: 1; regions of text: 1; links: 2; buttons: 1; fields: 1; images: 1."
    )


# Within the sweep's own time, whatever else the machine does.
SAY_AMID = """async (words) => {
  const say = (text) => {
    document.getElementById('text').value = text;
    document.getElementById('say').requestSubmit();
  };
  for (const text of words) {
    const before = started.length;
    say(text);
    while (started.length === before && text !== 'stop') {
      await new Promise((resume) => setTimeout(resume, 5));
    }
  }
}"""


def test_a_new_sweep_replaces_the_old_and_stop_ends_it(heard: Panel) -> None:
    """What the first had yet to play is taken back, and so is all of the second by stop."""
    first = len(sweep(heard, "layout", "In view"))
    silence(heard.page)
    heard.page.evaluate(SAY_AMID, ["layout", "layout", "stop"])
    until(lambda: heard.said == "Stopped", "it stops")
    rows = started(heard.page)
    one, other = rows[:first], rows[first : 2 * first]

    assert max(row["ends"] for row in one) <= other[0]["now"] + 0.05
    assert max(row["ends"] for row in other) < other[0]["when"] + 1
    assert not any(row["pan"] for row in rows[2 * first :])


def test_a_class_and_the_cursor_choose_what_is_heard(heard: Panel) -> None:
    """Links alone are one pass; around the field is what is near it; nowhere is said to be so."""
    silence(heard.page)
    say(heard.page, "layout here")
    until(lambda: "nowhere on this page" in heard.said, "there is no cursor yet")

    links = sweep(heard, "layout of links", "In view: links: 2.")
    # The answers besides sound in the middle.
    assert {round(row["pan"], 2) for row in links} - {0} == {-0.8, 0.8}
    say(heard.page, "fields")
    until(lambda: "A field" in heard.said, "the fields are listed")
    silence(heard.page)
    say(heard.page, "next")
    until(lambda: heard.said.startswith("1 of 1"), "it goes to the field")
    assert [round(row["pan"], 2) for row in started(heard.page)] == [-0.16, -0.16]
    near = sweep(heard, "layout here", "In view: fields: 1")
    assert {round(row["pan"], 2) for row in near} == {-0.16}


def arrivals(page: Page) -> int:
    """Count the arrivals that were heard: five strikes up, 40 ms apart, in the middle."""
    whens = [row["when"] for row in started(page)]
    return sum(
        [round(1000 * (each - when)) for each in whens[i : i + 5]] == [0, 40, 80, 120, 160]
        for i, when in enumerate(whens)
    )


def knows_in_front(panel: Panel, title: str) -> None:
    """Wait until the engine knows which page is in front; the browser tells it a little later."""

    def told() -> bool:
        say(panel.page, "where")
        panel.wait_last("where")
        return title in panel.said

    until(told, f"{title} is in front")


def test_a_page_that_has_loaded_is_heard_and_shown(
    heard: Panel, browser: Browser, pages: str
) -> None:
    """In front it sounds, with its layout where that is set; behind it does not."""
    front = browser.context.pages[0]
    shown = heard.page.locator("#arrived")
    silence(heard.page)
    behind = browser.open(f"{pages}/one.html")
    until(lambda: shown.inner_text() == "Loaded: Page one", "it has arrived, in front")
    until(lambda: arrivals(heard.page) >= 1, "it is heard, too")
    front.bring_to_front()
    knows_in_front(heard, "A page to hear")
    silence(heard.page)
    behind.goto(f"{pages}/three.html")
    front.goto(f"{pages}/four.html")
    until(lambda: arrivals(heard.page) == 1, "the page in front has arrived")
    until(lambda: shown.inner_text() == "Loaded: Page four", "it is shown")

    heard.page.click("#tab-settings")
    heard.page.select_option("#setting-arrival", "layout")
    front.bring_to_front()
    knows_in_front(heard, "Page four")
    silence(heard.page)
    front.goto(f"{pages}/layout.html")
    until(lambda: heard.said.startswith("In view: headings: 1"), "its layout is said")
    assert arrivals(heard.page) == 1
    assert {round(row["pan"], 2) for row in started(heard.page)} >= {-0.8, 0.64}


def test_the_tour_plays_and_names_every_sound(heard: Panel) -> None:
    """From the tour room, by next and by the list: each stop is named, and heard once."""
    heard.page.click("#tab-tour")
    silence(heard.page)
    heard.page.get_by_role("button", name="Tour of the sounds").click()
    until(lambda: heard.said.startswith("22 sounds"), "the tour begins")
    assert len(started(heard.page)) == 4
    for number, strikes, name in ((2, 1, "Image. played by: french horn"), (3, 3, "Text. played")):
        silence(heard.page)
        say(heard.page, "next")
        heard.wait_said(f"^{number} of 22")
        assert name in heard.said
        assert len(started(heard.page)) == strikes
    silence(heard.page)
    heard.page.locator("#offer-list button", has_text="Arrived").click()
    until(lambda: heard.said.startswith("22 of 22"), "it is chosen")
    assert arrivals(heard.page) == 1


def test_endless_text_is_heard_without_holding_the_page_up(heard: Panel, browser: Browser) -> None:
    """Ten million letters in one node are one region, told like any other."""
    page = browser.context.pages[0]
    page.evaluate("() => { document.body.innerHTML = `<p>${'a word '.repeat(1.5e6)}</p>`; }")
    rows = sweep(heard, "layout", "In view: regions of text: 1.")

    assert -0.8 in {round(row["pan"], 2) for row in rows}


# Live and offline, the same graph: what it plays is what core/render.js says.
AS_RENDERED = """async () => {
  const {voices} = await import('/core/mixer.js');
  const {openGraph} = await import('/adapters/sound_graph.js');
  const {planSweep, sightsOf} = await import('/core/layout.js');
  const {renderStereo} = await import('/core/render.js');
  const {sounds} = await (await fetch('/languages/sounds.json')).json();
  const view = {width: 1100, height: 550};
  const found = ['heading', 'link', 'button', 'image'].map((role, i) => ({role, visible: true,
    level: 1, box: {left: 250 * i, top: 130 * i, width: 90, height: 40}}));
  const {tones} = planSweep(sightsOf(found, view), view,
    {classes: ['heading', 'link', 'control', 'image'], sounds});
  const context = new OfflineAudioContext(2, 1.5 * 22050, 22050);
  const graph = await openGraph(context);
  for (const pan of new Set(tones.map((tone) => tone.pan))) {
    graph.play('layout', tones.filter((tone) => tone.pan === pan), 0, pan);
  }
  const heard = await context.startRendering();
  const said = renderStereo(voices(graph.sounds.bank, tones),
    new Map([...graph.sounds.buffers].map(([file, buffer]) =>
      [file, {rate: buffer.sampleRate, data: buffer.getChannelData(0)}])), 22050);
  const rms = (data) => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length);
  return said.map((ear, side) => [Math.max(...ear.map((x, i) =>
    Math.abs(x - heard.getChannelData(side)[i]))), rms(ear)]);
}"""


def test_a_layout_is_played_as_the_renderer_says(panel: Panel) -> None:
    """Both ears hear each tone at its time, pan and loudness, frame by frame."""
    for off, loudness in panel.page.evaluate(AS_RENDERED):
        assert off < 0.001
        assert loudness > 0.01
