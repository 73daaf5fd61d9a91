"""Acting on what has the focus: in shadow roots, frames, dialogs; and where nobody may."""

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_words import COMMANDS

PARTS = """
  <input id="name" aria-label="Name" value="Clara">
  <div id="rich" contenteditable aria-label="Notes">Some</div>
  <label><input type="checkbox" id="box"> Loud</label>
  <select id="colour" aria-label="Colour"><option>Red<option>Green</select>
  <a id="way" href="/two.html">A way</a>
  <form id="form"><input id="search" aria-label="Search"></form>"""

# Each gives the root that holds the parts, as `window.root`.
PLACES = {
    "page": "window.root = document.body; root.innerHTML = parts",
    "shadow": """
      const host = document.body.appendChild(document.createElement('div'));
      window.root = host.attachShadow({mode: 'closed'}); root.innerHTML = parts""",
    "shadow in a frame": """
      const frame = document.body.appendChild(document.createElement('iframe'));
      const page = frame.contentDocument;
      const host = page.body.appendChild(page.createElement('x-host'));
      window.root = host.attachShadow({mode: 'open'}); root.innerHTML = parts""",
    "dialog": """
      document.body.innerHTML = `<input id="behind"><dialog>${parts}</dialog>`;
      window.root = document.querySelector('dialog'); root.showModal()""",
    "made while one looks": """
      document.body.innerHTML = '<main></main>';
      window.root = document.querySelector('main');
      for (const part of document.createRange().createContextualFragment(parts).children) {
        root.append(part.cloneNode(true));
      }""",
}


HELD = "(() => {{ const of = (id) => root.querySelector('#' + id); return {}; }})()"


def held(page: Page, expression: str) -> object:
    """Give what is so of the parts."""
    found: object = page.evaluate(HELD.format(expression))
    return found


@pytest.mark.parametrize("place", PLACES)
def test_what_has_the_focus(
    panel: Panel, browser: Browser, pages: str, ask: Ask, place: str
) -> None:
    """Typing, ticking, picking, asking, pointing and copying reach it, and undo does."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate(f"(parts) => {{ {PLACES[place]} }}", PARTS)
    page.bring_to_front()

    held(page, "of('name').focus()")
    assert ask("type !").startswith("Name: “")
    assert "!" in str(held(page, "of('name').value"))
    ask("undo")
    assert held(page, "of('name').value") == "Clara"
    held(page, "of('rich').focus()")
    assert ask("type !").startswith("Notes: “")
    ask("undo")
    assert held(page, "of('rich').textContent") == "Some"
    held(page, "of('box').focus()")
    assert ask("tick") == "Loud. checkbox, checked"
    held(page, "of('colour').focus()")
    assert ask("pick green") == "Colour: Green"
    held(page, "of('search').focus()")
    assert ask("enter").startswith("Enter in “Search” may send")
    held(page, "of('way').focus()")
    assert ask("hover") == "Over A way"
    assert ask("copy link") == f"Copied: {pages}/two.html"
    assert ask("nearest field").startswith("1 of ")


NEW = [
    *("field.focus", "field.type", "field.enter", "field.escape", "field.choose", "field.tick"),
    *("element.hover", "element.nearest", "element.copy-link", "element.copy-text"),
    *("element.download", "element.new-window"),
]


def test_where_nobody_may(panel: Panel, browser: Browser, ask: Ask) -> None:
    """On the browser's own pages each says so, and does nothing."""
    browser.context.pages[0].goto("chrome://version")
    for command in NEW:
        value = {"none": "", "number": " 1", "text": " link"}[COMMANDS[command]["value"]]

        assert "belongs to the browser" in ask(COMMANDS[command]["phrases"][0] + value)
