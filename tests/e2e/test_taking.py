"""Taking things from pages in a real Chromium: the clipboard, files, and the pointer held."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_wait import until

LINES = """() => {
  document.body.innerHTML = `
    <a id="way" href="/two.html?q=a b">A way</a> <p id="lines">One<br>two</p>
    <input id="secret" type="password" value="hunter2" aria-label="Password">
    <input id="name" value="Clara" aria-label="Name">
    <img id="dot" alt="A dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
    <div id="menu" tabindex="0">Menu <ul hidden><li><a href="#one">One</a></ul></div>`;
  const [menu, list] = [document.querySelector('#menu'), document.querySelector('ul')];
  window.heard = [];
  for (const type of ['mouseover', 'mouseenter', 'mouseout', 'mouseleave', 'pointermove']) {
    menu.addEventListener(type, (event) => window.heard.push(`${type} ${event.bubbles}`));
  }
  menu.addEventListener('mouseenter', () => { list.hidden = false; });
  menu.addEventListener('mouseleave', () => { list.hidden = true; });
}"""


@pytest.fixture
def here(panel: Panel, browser: Browser, pages: str) -> Page:
    """Show a page with something to take."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate(LINES)
    page.bring_to_front()
    return page


def focus(page: Page, name: str) -> None:
    """Put the focus on an element."""
    page.evaluate("(name) => document.getElementById(name).focus()", name)


def clipboard(page: Page) -> str:
    """Give what is on the clipboard, as a page that may read it sees it."""
    page.context.grant_permissions(["clipboard-read"], origin=page.url.rsplit("/", 1)[0])
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_addresses_and_texts(here: Page, ask: Ask, pages: str) -> None:
    """What is said to be copied is on the clipboard: an address, what is selected, a field."""
    focus(here, "way")
    assert ask("copy link") == f"Copied: {pages}/two.html?q=a%20b"
    assert clipboard(here) == f"{pages}/two.html?q=a%20b"
    assert ask("copy text") == "Copied: A way"
    focus(here, "name")
    assert ask("copy") == "Copied: Clara"
    here.evaluate("getSelection().selectAllChildren(document.querySelector('#lines'))")
    assert ask("copy") == "Copied: One two"
    assert clipboard(here) == "One\ntwo"


def test_a_password_is_not_copied(here: Page, ask: Ask) -> None:
    """What a secret field holds stays there, selected or not."""
    focus(here, "name")
    ask("copy")
    focus(here, "secret")
    assert ask("copy") == "What Password holds is secret; Rubato does not read it"
    here.evaluate("document.querySelector('#secret').select()")
    assert ask("copy") == "What Password holds is secret; Rubato does not read it"

    assert clipboard(here) == "Clara"


def test_files(here: Page, ask: Ask, browser: Browser) -> None:
    """An image of a list is downloaded and named; undo deletes it; what leads to none says so."""
    ask("images")
    assert ask("next").startswith("1 of 1: A dot")
    assert ask("download").startswith("Downloaded ")
    found = "chrome.downloads.search({exists: true}).then((all) => all.map((one) => one.filename))"
    [name] = browser.chrome(found)
    assert Path(name).read_bytes().startswith(b"GIF89a") or Path(name).stat().st_size > 0
    ask("undo")
    assert not Path(name).exists()
    assert browser.chrome(found) == []
    ask("mute tab")
    focus(here, "name")
    assert ask("download") == "Name leads to nothing that can be downloaded"
    focus(here, "way")
    here.evaluate("document.querySelector('#way').href = 'http://127.0.0.1:1/none'")
    assert ask("download").startswith("The download failed")


def test_the_pointer_is_held_and_taken_away(here: Page, ask: Ask) -> None:
    """A menu that opens under the pointer opens, and undo closes it."""
    focus(here, "menu")
    assert ask("hover").startswith("Over Menu")
    assert here.evaluate("document.querySelector('ul').hidden") is False
    assert here.evaluate("heard") == ["mouseover true", "mouseenter false", "pointermove true"]
    ask("undo")
    assert here.evaluate("document.querySelector('ul').hidden") is True
    focus(here, "menu")
    ask("hover")
    focus(here, "way")
    ask("hover")
    assert here.evaluate("heard.slice(-2)") == ["mouseout true", "mouseleave false"]


def test_nearest(here: Page, ask: Ask, panel: Panel) -> None:
    """From what has the focus, and by keys from what is offered while the word waits."""
    focus(here, "name")
    assert ask("nearest field").startswith("1 of 1: Password")
    assert ask("nearest link").startswith("1 of 1: A way")
    type_text(panel, "nearest")
    until(lambda: "link" in panel.page.inner_text("#offer-list"), "kinds are offered")
    assert "image" in panel.page.inner_text("#offer-list")
    assert ask("heading") == "No heading on this page"
