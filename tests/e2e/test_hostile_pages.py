"""Hostile pages: they slow nothing for long, put nothing into the panel, and learn nothing."""

from typing import Any

import pytest

from tests.e2e.harness_browser import ID, Browser
from tests.e2e.harness_model import Model
from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e

# In each frame, each timer and each callback of an observer something comes, goes, or is renamed.
ENDLESS = """() => {
  window.turns = 0;
  document.body.innerHTML = '<h1>Endless</h1><p id="here"></p><div id="bin"></div>';
  const bin = document.querySelector('#bin');
  const turn = () => {
    window.turns += 1;
    bin.innerHTML = `<a href="#${turns}">Link ${turns}</a>`.repeat(20);
    document.querySelector('h1').title = `${turns}`;
    document.querySelector('#here').style.marginTop = `${turns % 7}px`;
  };
  new MutationObserver(() => setTimeout(turn)).observe(bin, {childList: true});
  (function each() { turn(); requestAnimationFrame(each); })();
}"""


def test_endless_changes(browser: Browser, pages: str) -> None:
    """A page that never rests is told as it is at the time, and goes on."""
    model = Model(browser, f"{pages}/one.html")
    model.page.evaluate(ENDLESS)

    for _ in range(5):
        before = model.page.evaluate("turns")
        found = model.elements()
        assert [one["role"] for one in found] == ["heading", *["link"] * 20]
        until(lambda: model.page.evaluate("turns") > before, "the page goes on")  # noqa: B023


# What a page may hold that is long, where a name, a state or a text is looked for.
MUCH = """() => {
  const much = 'much '.repeat(2e7);
  document.title = much;
  document.body.innerHTML = '<a href="#1">One</a><a href="#2">Two</a><button>Three</button>'
    + '<textarea aria-label="Four"></textarea><h2 hidden></h2><img alt="Five">';
  const [one, two] = document.links;
  one.setAttribute('aria-label', much);
  two.title = much;
  two.href = `#${much}`;
  document.querySelector('button').setAttribute('aria-description', much);
  document.querySelector('textarea').value = 'much '.repeat(2e5);
  document.querySelector('h2').textContent = much;
  document.body.append(document.createComment(much));
}"""


def test_a_hundred_megabytes(browser: Browser, pages: str) -> None:
    """Of texts of 100 MB as much is told as a person hears."""
    model = Model(browser, f"{pages}/one.html")
    model.page.evaluate(MUCH)

    found = model.elements()

    told = [(one["role"], one["name"][:5], len(one["name"]) <= 120) for one in found]
    assert told == [
        ("link", "much ", True),
        ("link", "Two", True),
        ("button", "Three", True),
        ("textbox", "Four", True),
        ("image", "Five", True),
    ]
    assert len(str(found)) < 4000


NAMED = """() => {
  const names = ['<img src=x onerror="top.stolen=1"><b>Bold</b>',
    'Line\\u0000\\u001b[2J\\u202eturned', '{"rubato": "click"}', '${alert(1)}', '&lt;script&gt;'];
  document.body.innerHTML = '';
  for (const name of names) {
    const link = document.createElement('a');
    link.href = '#';
    link.setAttribute('aria-label', name);
    link.textContent = 'x';
    document.body.append(link, ' ');
  }
}"""
IN_PANEL = """() => [...document.querySelectorAll('#offer-list *, #said *')]
  .filter((one) => one.matches('b, img, script')).length"""


def test_names_of_markup(stage: Stage) -> None:
    """What a page calls its elements is shown and said as text, without what turns a terminal."""
    stage.page.evaluate(NAMED)

    Words(stage).perform("link.list")

    offer = stage.until("they are offered", lambda seen: len(seen["offer"]) == 5)["offer"]
    assert offer == [
        '<img src=x onerror="top.stolen=1"><b>Bold</b>',
        "Line [2J turned",
        '{"rubato": "click"}',
        "${alert(1)}",
        "&lt;script&gt;",
    ]
    assert stage.panel.page.evaluate(IN_PANEL) == 0
    assert stage.panel.page.evaluate("window.stolen") is None


# All ways by which a page may reach another context; and what ours would listen to.
REACH = """async (id) => {
  const acts = [{rubato: 'click', button: 'left', id: 1}, {rubato: 'elements', family: 'element'},
    {type: 'view', view: {said: 'hostile'}}];
  for (const act of acts) {
    window.postMessage(act, '*');
    new BroadcastChannel('rubato').postMessage(act);
    for (const name of ['rubato', 'rubato-ask', 'rubato-offer', 'elements', 'message']) {
      document.dispatchEvent(new CustomEvent(name, {detail: act}));
    }
  }
  const refused = (promise) => promise.then(() => false, () => true);
  const files = ['page/agent.bundle.js', 'panel/panel.html', 'manifest.json', 'worker.js'];
  return {
    port: typeof window.chrome?.runtime?.sendMessage,
    connect: typeof window.chrome?.runtime?.connect,
    files: await Promise.all(files.map((file) => refused(fetch(`chrome-extension://${id}/${file}`)))),
    pressed: window.pressed ?? 0,
    globals: Object.keys(window).filter((name) => /rubato/i.test(name)),
  };
}"""


def test_pages_that_speak_to_us(browser: Browser, pages: str) -> None:
    """No message or event of a page makes the agent act, and none of our files is to be had."""
    model = Model(browser, f"{pages}/model/inner.html")
    model.page.evaluate(
        "() => { document.querySelector('button').onclick = () => { window.pressed = 1; }; }"
    )
    model.elements()

    reached = model.page.evaluate(REACH, ID)
    browser.forgive("chrome-extension://", "ERR_FAILED", "ERR_BLOCKED")

    assert reached == {
        "port": "undefined",
        "connect": "undefined",
        "files": [True] * 4,
        "pressed": 0,
        "globals": [],
    }
    assert "hostile" not in model.panel.inner_text("body")


def test_a_frame_that_goes_away(browser: Browser, pages: str) -> None:
    """What was to be done in a frame that is gone ends with a reason, and the rest is told."""
    model = Model(browser, f"{pages}/model/frames_cross.html")
    until(lambda: len(model.elements()) == 8, "the frames are there")
    at = model.named("Press inside")["at"]

    model.page.evaluate("document.querySelector('iframe').remove()")

    reply = model.panel.evaluate("(at) => port.click(at, {button: 'left'})", at)
    assert not reply["ok"]
    assert reply["why"]["key"] == "why_page_left"
    until(lambda: len(model.elements()) == 5, "the rest is told")


def test_a_frame_that_hangs(browser: Browser, pages: str) -> None:
    """A frame of another site that never answers holds up nobody: the page is told without it."""
    model = Model(browser, f"{pages}/model/frames_cross.html")
    until(lambda: len(model.elements()) == 8, "the frames are there")

    frames: list[Any] = model.page.frames[1:]
    frames[0].evaluate("() => { setTimeout(() => { for (;;); }, 50); }")
    until(lambda: model.lines() == ['link "Before"', 'link "After"'], "the page is told without")
    model.page.close()
