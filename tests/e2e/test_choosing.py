"""Choosing in a real Chromium: options of lists of every making, radio buttons, boxes, switches."""

from playwright.sync_api import Page

from tests.e2e.harness_fields import focus, value
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_wait import until


def test_a_secret_list(fields: Page, ask: Ask, panel: Panel) -> None:
    """What is picked in a list of a payment is not told, nor kept for undo."""
    focus(fields, "month")
    type_text(panel, "pick")
    until(lambda: "January" in panel.page.inner_text("#offer-list"), "months are offered")
    assert "picked now" not in panel.page.inner_text("#offer-list")
    assert ask("January") == "Month: January"
    assert ask("undo") == "There is nothing to undo."
    ask("fields")
    assert "January" not in panel.page.inner_text("#offer-list")
    assert ask("find January") == "“January” is not in this page"


def test_picking(fields: Page, ask: Ask, panel: Panel) -> None:
    """Options of lists of every making are picked by name, and undo picks as before."""
    focus(fields, "many")
    assert ask("pick south") == "Many: South"
    assert fields.evaluate("document.getElementById('many').selectedOptions[0].label") == "South"
    assert ask("pick west") == "No option of Many is called “west”. There are 2: North, South"
    ask("undo")
    assert fields.evaluate("document.getElementById('many').selectedOptions.length") == 0
    fields.evaluate("document.querySelector('[name=size]').focus()")
    assert ask("pick large") == "Small: Large"
    assert fields.evaluate("document.querySelector(':checked[name=size]').value") == "l"
    ask("undo")
    assert fields.evaluate("document.querySelector(':checked[name=size]')") is None
    focus(fields, "colour")
    assert ask("pick green") == "Colour: Green"
    assert value(fields, "colour") == "Green"
    ask("undo")
    assert value(fields, "colour") == ""


def test_a_list_of_the_pages_own(fields: Page, ask: Ask, panel: Panel) -> None:
    """It is opened to look, and shut where nothing fits; while the word waits it is offered."""
    focus(fields, "menu")
    assert ask("pick plum") == "No option of Fruit is called “plum”. There are 2: Apple, Pear"
    assert (
        fields.evaluate("document.getElementById('menu').getAttribute('aria-expanded')") == "false"
    )
    assert ask("pick pear").endswith(": Pear")
    assert fields.inner_text("#menu") == "Pear"
    focus(fields, "menu")
    type_text(panel, "pick")
    until(
        lambda: panel.page.locator("#offer-list .title").all_inner_texts() == ["Apple", "Pear"],
        "the options are offered",
    )
    type_text(panel, "apple")
    until(lambda: fields.inner_text("#menu") == "Apple", "it is picked")
    ask("undo")
    assert fields.inner_text("#menu") == "Pear"


def test_ticking(fields: Page, ask: Ask) -> None:
    """A box or switch says how it stands then; one that stays as it is says so."""
    focus(fields, "switch")
    assert ask("tick") == "Dark. switch, checked"
    ask("undo")
    until(
        lambda: fields.get_attribute("#switch", "aria-checked") == "false",
        "the switch is off again",
    )
    focus(fields, "stuck")
    assert ask("tick") == "Stuck stays as it is; the page did not change it"
    focus(fields, "plain")
    assert ask("tick") == "Plain is no checkbox, switch or radio button"
