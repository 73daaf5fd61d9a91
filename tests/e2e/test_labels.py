"""Labels in a real browser: on every kind of page, through changes, and gone when done."""

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_labels import HIGH_C, opened
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e


CLICKS = (
    ("stage.html", "Press me", "heard.join() === 'click button'"),
    ("model/frames.html", "Press inside", "true"),
    ("model/frames_cross.html", "Press inside", "true"),
    ("model/shadow.html", "In a closed root", "heard === 'closed'"),
    ("model/shadow.html", "Heard deep", "heard === 'deep'"),
    ("model/modal.html", "In its shadow", "location.hash === '#2'"),
)


@pytest.mark.parametrize(("address", "name", "done"), CLICKS)
def test_a_label_clicks(
    browser: Browser, panel: Panel, pages: str, address: str, name: str, done: str
) -> None:
    """What has the label is clicked, wherever it is; then nothing of ours is left in the page."""
    labels = opened(browser, panel, f"{pages}/{address}")
    labels.ask()
    until(lambda: name in labels.named(), f"{name} has a label")
    assert {*labels.keys()} == {*labels.told()}

    labels.pick(name)

    panel.wait_said(f"Clicked {name}")
    until(lambda: labels.page.evaluate(done), done)
    until(lambda: not labels.keys(), "the labels are gone")
    assert not any(labels.hosts(session) for session in labels.sessions())


def test_labels_are_a_set_over_all_frames(browser: Browser, panel: Panel, pages: str) -> None:
    """No label of any frame begins another."""
    labels = opened(browser, panel, f"{pages}/model/frames_cross.html")
    labels.ask()
    until(lambda: len(labels.keys()) == 6, "all frames have labels")
    keys = labels.keys()

    assert len(set(keys)) == len(keys)
    assert not [a for a in keys for b in keys if a != b and f"{b} ".startswith(f"{a} ")]


MANY = """() => { document.body.innerHTML = Array.from({length: 60}, (_, i) =>
  `<a href="#${i}" style="display:inline-block;width:120px">Word ${i}</a> `).join(''); }"""


def test_keys_that_are_played_are_struck_out_and_other_labels_go(
    browser: Browser, panel: Panel, pages: str
) -> None:
    """The beginning of a label leaves those that it leads to."""
    labels = opened(browser, panel, f"{pages}/one.html")
    labels.page.evaluate(MANY)
    labels.ask()
    until(lambda: len(labels.keys()) == 60, "all have labels")
    long = next(label for label in labels.named().values() if " " in label)
    first = long.split()[0]

    labels.play(int(first))

    until(lambda: labels.parts()[0].get("data-played") == f"{first} ", "it is struck out")
    assert {part["data-played"] for part in labels.parts()} == {f"{first} "}
    for part in labels.parts():
        assert f"{first} {part['data-keys']}" in labels.named().values()
    labels.play(HIGH_C)
    until(lambda: not labels.keys(), "they are gone")


@pytest.mark.parametrize("key", [0, 12, 24])
def test_any_c_hides_labels(browser: Browser, panel: Panel, pages: str, key: int) -> None:
    """A C drops the word, and what was shown for it."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.ask()

    labels.play(key)

    until(lambda: not labels.keys(), "they are gone")
    assert panel.now["waiting"] is None


def test_keys_played_ahead(browser: Browser, panel: Panel, pages: str) -> None:
    """Known labels can be played at once, since they are the same when asked for again."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.ask()
    label = labels.named()["Press me"]
    labels.play(HIGH_C)
    until(lambda: not labels.keys(), "they are gone")

    labels.play(20, 2, *map(int, label.split()))

    until(lambda: labels.page.evaluate("heard.join()") == "click button", "it is clicked")


def test_labels_stay_and_follow_while_the_page_scrolls(
    browser: Browser, panel: Panel, pages: str
) -> None:
    """What stays in view keeps its label, which moves with it; what comes has a new one."""
    labels = opened(browser, panel, f"{pages}/one.html")
    labels.page.evaluate(
        """() => { document.body.innerHTML = Array.from({length: 200}, (_, i) =>
          `<p style="margin:0;height:40px"><a href="#${i}">Line ${i}</a></p>`).join(''); }"""
    )
    labels.ask()
    before = labels.named()
    labels.page.evaluate("scrollTo(0, 200)")

    until(lambda: "Line 5" in labels.named() and "Line 3" not in labels.named(), "others come")
    after = labels.named()
    stayed = before.keys() & after.keys()
    assert len(stayed) > 8
    assert {name: after[name] for name in stayed} == {name: before[name] for name in stayed}
    part = next(one for one in labels.parts() if one["data-keys"] == after["Line 9"])
    top = labels.page.evaluate("document.links[9].getBoundingClientRect().top")
    assert abs(labels.box(part)[1] - top) < 8


def test_a_page_that_changes_has_new_labels(browser: Browser, panel: Panel, pages: str) -> None:
    """While a word waits a link comes and one goes: the labels and the list follow, none moves."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.ask()
    before = labels.named()
    labels.page.evaluate(
        """() => { document.body.insertAdjacentHTML('beforeend', '<a href="#new">New</a>');
          document.querySelector('form button').remove(); }"""
    )

    until(lambda: "New" in labels.named() and "Send" not in labels.named(), "the list follows")
    assert labels.named()["Press me"] == before["Press me"]
    labels.pick("New")
    panel.wait_said("Clicked New")
    until(lambda: labels.page.evaluate("location.hash") == "#new", "the link is followed")


def test_labels_that_are_kept(browser: Browser, panel: Panel, pages: str) -> None:
    """They stay through clicks and on other pages, until they are hidden."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    type_text(panel, "show labels")
    panel.wait_said("labels are shown")
    labels.ask()
    labels.pick("Press me")
    panel.wait_said("Clicked Press me")
    assert labels.keys()
    labels.page.goto(f"{pages}/model/inner.html")
    until(labels.keys, "the new page has labels")

    type_text(panel, "show labels")

    panel.wait_said("Labels are hidden")
    until(lambda: not labels.keys(), "they are gone")


def test_labels_go_with_the_panel(browser: Browser, panel: Panel, pages: str) -> None:
    """When nobody asks for them any more they vanish."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.ask()

    panel.page.close()

    until(lambda: not labels.keys(), "they are gone")


def test_a_page_without_an_agent(browser: Browser, panel: Panel) -> None:
    """On a page of the browser the panel says why, and no word waits."""
    page = browser.context.pages[0]
    page.goto("chrome://version")
    page.bring_to_front()
    until(lambda: browser.chrome("chrome.tabs.query({url: 'chrome://version/', active: true})"), "")
    for word in ("label", "grid", "show labels"):
        type_text(panel, word)
        panel.wait_said("belongs to the browser")
        until(lambda: panel.now["state"]["at"] == "rest", "nothing waits")


def test_a_page_with_nothing_to_click(browser: Browser, panel: Panel, pages: str) -> None:
    """Where there is nothing in view, that is said, and no word waits."""
    labels = opened(browser, panel, f"{pages}/one.html")
    labels.page.evaluate("document.body.innerHTML = '<p>Nothing</p>'")
    type_text(panel, "label")
    panel.wait_said("Nothing in view can be clicked")

    assert panel.now["state"]["at"] == "rest"
