"""Fields in a real Chromium: what frameworks notice, secrets, Enter and Escape, frames."""

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_fields import focus, value
from tests.e2e.harness_pages import serving
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_wait import until


def test_typing_is_heard_key_by_key(fields: Page, ask: Ask) -> None:
    """The page hears keys and input as of a person, and text goes where the caret is."""
    focus(fields, "plain")

    assert ask("type , Ab") == "Plain: “as it was, Ab”"
    heard = fields.evaluate("heard")
    assert heard[-6:] == [
        *("keydown A", "beforeinput A", "input A"),
        *("keydown b", "beforeinput b", "input b"),
    ]
    assert ask("undo").startswith("Undone")
    assert value(fields, "plain") == "as it was"


# In the panel: the port that handlers have, for a tab that need not be in front.
TYPE = """async ([tab, text]) => {
  const {makeAgent} = await import('/adapters/agent.js');
  const {makeFields} = await import('/adapters/fields.js');
  const after = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  const port = makeFields(makeAgent(chrome, {tab: () => ({id: tab})}, after));
  const typed = await port.type(text);
  const value = typed.value?.value;
  return [value, (await port.back(typed.value.way)).ok];
}"""


@pytest.mark.parametrize("name", ["plain", "rich", "count"])
def test_a_page_without_the_focus(
    fields: Page, browser: Browser, panel: Panel, pages: str, name: str
) -> None:
    """In daily use the panel has the focus, and the page's field takes text nevertheless."""
    focus(fields, name)
    before = value(fields, name)
    tab = next(one["id"] for one in browser.tabs() if one["url"] == fields.url)
    browser.open(f"{pages}/one.html").bring_to_front()
    session = fields.context.new_cdp_session(fields)
    session.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    until(lambda: not fields.evaluate("document.hasFocus()"), "the page has lost the focus")

    typed, undone = panel.page.evaluate(TYPE, [tab, "7"])

    assert typed.endswith("7")
    assert undone
    assert value(fields, name) == before


def test_a_selection_is_replaced(fields: Page, ask: Ask) -> None:
    """Typed text takes the place of what is selected, and undo brings that back."""
    fields.evaluate("document.getElementById('plain').select()")

    assert ask("type new") == "Plain: “new”"
    ask("undo")
    assert value(fields, "plain") == "as it was"


def test_a_framework_notices(fields: Page, ask: Ask) -> None:
    """A controlled field keeps its state from what is typed, and from undo."""
    focus(fields, "controlled")

    assert ask("type Hello") == "Controlled: “Hello”"
    assert fields.evaluate("state") == "Hello"
    ask("undo")
    assert fields.evaluate("state") == ""


@pytest.mark.parametrize(("name", "before"), [("rich", "One <b>bold</b> word"), ("own", "kept")])
def test_editors(fields: Page, ask: Ask, name: str, before: str) -> None:
    """Text goes into contenteditable, and into editors that put it in themselves."""
    focus(fields, name)

    assert ask("type !").endswith("!”")
    assert value(fields, name).replace("<b>", "").replace("</b>", "").endswith(("word!", "kept!"))
    ask("undo")
    if name == "rich":
        assert value(fields, name) == before


def test_what_does_not_fit(fields: Page, ask: Ask) -> None:
    """A field that does not take a text says how it wants it, or that it refuses."""
    focus(fields, "day")
    assert ask("type tomorrow") == "“tomorrow” does not fit into Day; write it like 2026-01-31"
    assert ask("type 2026-03-04") == "Day: “2026-03-04”"
    focus(fields, "mask")
    assert ask("type abc") == "Digits did not take the text"
    assert ask("type 1a2") == "Digits: “12”"
    focus(fields, "count")
    assert ask("type x") == "“x” does not fit into Count; write it like 12.5"
    assert ask("type 7") == "Count: “57”"
    focus(fields, "many")
    assert ask("type North") == "Many takes no text; say pick and the name of an option"
    focus(fields, "stuck")
    assert ask("type North") == "Stuck takes no text; say tick to change it"
    fields.evaluate("document.activeElement.blur()")
    assert ask("type North") == "The focus is in no text field"


@pytest.mark.parametrize(
    ("name", "called"), [("secret", "Password"), ("card", "Number of the card")]
)
def test_secrets_stay_secret(fields: Page, ask: Ask, panel: Panel, name: str, called: str) -> None:
    """What a secret field holds is never told, before or after; undo goes by the browser's own."""
    held = value(fields, name)
    focus(fields, name)

    assert ask("type 99") == f"Typed into {called}; what it holds is not read out"
    assert value(fields, name) == held + "99"
    ask("undo")
    assert value(fields, name) == held
    assert ask("clear field") == f"Cleared {called}"
    assert value(fields, name) == ""
    ask("undo")
    assert value(fields, name) == held
    ask("fields")
    assert held not in str(panel.page.locator("#offer-list").inner_text())


def test_a_secret_is_not_undone_into_another_field(fields: Page, ask: Ask) -> None:
    """What was typed into a secret field is taken out, though another was written in since."""
    focus(fields, "secret")
    ask("type 99")
    focus(fields, "plain")
    ask("type !")
    ask("undo")
    assert ask("undo").startswith("Undone")

    assert value(fields, "secret") == "hunter2"
    assert value(fields, "plain") == "as it was"


def test_enter_asks_before_it_sends(fields: Page, ask: Ask) -> None:
    """Enter in a form's field asks, and sends by the form's own button when chosen."""
    focus(fields, "plain")
    assert ask("enter") == "Enter in “Plain” may send or delete. Choose 1 to press it"
    assert "submit" not in fields.evaluate("heard")
    assert ask("item 1") == "Enter: Plain"
    assert fields.evaluate("heard.filter((one) => one === 'submit').length") == 1
    focus(fields, "erase")
    assert ask("enter").startswith("Enter in “Delete all” may")
    assert fields.evaluate("location.hash") == ""
    ask("item 1")
    assert fields.evaluate("location.hash") == "#erased"


def test_a_form_whose_fields_stand_in_the_way(fields: Page, ask: Ask) -> None:
    """Fields called like parts of a form keep neither Enter nor submit from sending it."""
    focus(fields, "search")
    assert ask("enter").startswith("Enter in “Search” may send")
    ask("item 1")
    assert fields.evaluate("heard") == ["search"]
    assert ask("submit").startswith("Sent ")
    assert fields.evaluate("heard") == ["search"] * 2


def test_escape_closes_then_leaves(fields: Page, ask: Ask) -> None:
    """Escape closes a dialog, else leaves the field; undo opens it and goes back."""
    fields.evaluate("document.getElementById('dialog').showModal()")

    assert ask("escape") == "Closed A question"
    assert not fields.evaluate("document.getElementById('dialog').open")
    ask("undo")
    assert fields.evaluate("document.getElementById('dialog').matches(':modal')")
    ask("escape")
    focus(fields, "plain")
    assert ask("escape") == "Left Plain"
    assert ask("escape") == "Escape"
    ask("undo")
    assert fields.evaluate("document.activeElement.id") == "plain"


def test_in_a_frame_of_another_site(panel: Panel, browser: Browser, pages: str, ask: Ask) -> None:
    """The focus is followed into frames of other sites, and undo, too."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.bring_to_front()
    with serving() as other:
        page.evaluate(
            """async (url) => {
              const frame = document.createElement('iframe');
              Object.assign(frame, {src: url, height: 500});
              document.body.append(document.createElement('iframe'), frame);
              await new Promise((loaded) => { frame.onload = loaded; });
            }""",
            other.replace("127.0.0.1", "localhost") + "/fields.html",
        )
        inner = next(frame for frame in page.frames if frame.url.startswith("http://localhost"))
        inner.locator("#plain").focus()
        assert ask("type !").startswith("Plain: “")
        assert "!" in inner.locator("#plain").input_value()
        assert ask("undo").startswith("Undone")
        assert inner.locator("#plain").input_value() == "as it was"
        inner.locator("#order").focus()
        assert ask("click") == "Order would send the form; play submit to send it"
        inner.locator("#plain").focus()
        assert ask("clear field") == "Cleared Plain"
        ask("undo")
        assert inner.locator("#plain").input_value() == "as it was"
        assert ask("field 2").startswith("2 of")
        assert inner.evaluate("document.activeElement.id") == "controlled"
