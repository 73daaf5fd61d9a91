"""Sessions replayed in a real Chromium: the same effects, and every difference noticed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask, type_text
from tests.e2e.harness_replay import over, told
from tests.e2e.harness_wait import until

SHOPPING = (
    "click on pianos",
    "links",
    "item 4",
    "field 1",
    "type for Anna",
    "click on buy",
)
"""What is done on the shop's pages; the fourth link of Pianos is the grand piano."""
Record = Callable[..., str]


@pytest.fixture
def shop(browser: Browser, panel: Panel, pages: str) -> Page:
    """Show the shop in the one tab there is."""
    page = browser.context.pages[0]
    page.goto(f"{pages}/replay/shop.html")
    page.bring_to_front()
    panel.wait_until_engine()
    return page


@pytest.fixture
def record(ask: Ask, shop: Page, pages: str) -> Record:
    """Record what is asked, and begin anew at the shop; gives the session's name."""

    def recorded(*commands: str) -> str:
        title = ask("start recording").removeprefix("Recording: ")
        for command in commands:
            ask(command)
        ask("stop recording")
        shop.goto(f"{pages}/replay/shop.html")
        return title

    return recorded


def test_shopping(panel: Panel, shop: Page, record: Record, ask: Ask) -> None:
    """Links, a list, a field, a text and a button: all of it is done again, and nothing differs."""
    record(*SHOPPING)
    assert shop.title() == "Music shop"

    panel.page.click("#tab-sessions")
    panel.page.get_by_role("button", name="Replay: Session").click()
    panel.wait_said("Replaying “Session of .*”: 6 commands")

    assert over(panel) == "6 commands, nothing differed"
    assert shop.title() == "Grand piano"
    assert shop.inner_text("output") == "in the basket: for Anna"


def test_what_comes_late_is_waited_for(panel: Panel, shop: Page, ask: Ask, pages: str) -> None:
    """A link that its page adds after a while is clicked when it is there."""
    ask("start recording")
    ask("click on pianos")
    shop.get_by_text("Toy piano").wait_for()
    ask("click on toy")
    ask("stop recording")
    shop.goto(f"{pages}/replay/shop.html")

    ask("replay session session")

    assert over(panel) == "2 commands, nothing differed"
    assert shop.title() == "Toy piano"


def test_a_list_in_another_order(panel: Panel, shop: Page, record: Record, ask: Ask) -> None:
    """The link that was meant is taken, wherever in the list it stands now."""
    record(*SHOPPING)
    swap = """document.addEventListener('DOMContentLoaded', () => {
      const list = document.querySelector('main ul');
      list?.append(...[...list.children].reverse());
    })"""
    shop.add_init_script(swap)

    ask("replay session session")

    assert over(panel) == "6 commands, nothing differed"
    assert shop.title() == "Grand piano"


def test_what_is_called_otherwise_is_offered(
    panel: Panel, shop: Page, record: Record, ask: Ask
) -> None:
    """A button with another name: it stops, offers the nearest, and goes on with what is chosen."""
    record("click on pianos", "click on upright", "click on buy")
    shop.add_init_script("""document.addEventListener('DOMContentLoaded', () => {
      const buy = document.querySelector('button');
      if (buy) buy.textContent = 'Buy now';
    })""")

    ask("replay session session")
    panel.wait_said("“Buy” is not there")
    assert [one["title"] for one in panel.views[-1]["offer"]] == [
        "Take Buy now instead",
        "Leave click on out",
        "Stop the replay",
    ]
    type_text(panel, "item 1")

    assert over(panel) == "3 of 3 commands, 1 differences"
    assert shop.inner_text("output").startswith("in the basket")


def test_another_page(panel: Panel, shop: Page, record: Record, ask: Ask, pages: str) -> None:
    """Where it does not begin on the page that it began on, it says so, and can be stopped."""
    record("click on pianos")
    shop.goto(f"{pages}/one.html")

    ask("replay session session")
    panel.wait_said("was on another page than “Page one”")
    assert [one["title"] for one in panel.views[-1]["offer"]][2:] == [
        "Stop the replay",
        "Open Music shop first",
    ]
    type_text(panel, "item 3")

    panel.wait_said("stopped after 0 of 1 commands")
    assert shop.title() == "Page one"


def test_step_by_step_and_cancelled(panel: Panel, shop: Page, record: Record, ask: Ask) -> None:
    """Each step waits to be asked for; cancel ends it, and nothing more is done."""
    record(*SHOPPING)

    assert "step by step" in ask("replay step by step session")
    type_text(panel, "next step")
    until(lambda: told(panel, "Step 1 of 6"), "the step is told")
    until(lambda: shop.title() == "Pianos", "the first step is done")
    panel.wait_last("replay.next")
    type_text(panel, "cancel")

    until(lambda: told(panel, "stopped after 1 of 6"), "it is told that it has stopped")
    assert shop.title() == "Pianos"
