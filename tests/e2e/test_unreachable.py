"""Pages that let no extension in: the rest works there, and for what doesn't the reason is said."""

from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage

NO_PAGE_NEEDED = (
    ("tab.list", None, "3 tabs; you are in 2"),
    ("bookmark.add", None, "Bookmarked: "),
    ("history.back", None, "The stage"),
    ("history.forward", None, ""),
    ("tab.duplicate", None, "Duplicated: "),
    ("undo", None, "Undone: duplicate tab"),
    ("tab.next", None, "Tab 3: Page three"),
)
"""Commands, values, and what is said of each, where no page lets anybody in."""


def plays_but_for_the_page(stage: Stage, why: str) -> None:
    """Play what needs a page, to hear why not, and what needs none, to see it done."""
    words = Words(stage)
    for command in ("scroll.down", "element.click", "read.start"):
        words.perform(command)
        stage.panel.wait_said(why)
        stage.panel.wait_last(command)
        assert stage.panel.role == "failed"
        words.perform("where")
        stage.panel.wait_said("Tab 2 of 3")
    for command, value, said in NO_PAGE_NEEDED:
        words.perform(command, value)
        stage.panel.wait_last(command)
        stage.panel.wait_said(said)
        assert stage.panel.role != "failed", command


def test_page_of_the_browser(stage: Stage) -> None:
    """On chrome://version all but the page itself obeys."""
    stage.page.goto("chrome://version")

    plays_but_for_the_page(stage, "belongs to the browser")


def test_pdf(stage: Stage, pages: str) -> None:
    """In the PDF viewer, too, where the zoom works besides."""
    pdf = f"{pages}/sheet.pdf"
    stage.page.goto(pdf)

    plays_but_for_the_page(stage, "PDF viewer lets no extension in")
    stage.page.goto(pdf)
    Words(stage).perform("zoom.percent", 150)
    stage.until("the zoom", lambda seen: seen["zoom"] == 150)


def test_error_page(stage: Stage) -> None:
    """A page that could not be loaded says so, and lets the player go back."""
    words = Words(stage)
    stage.browser.forgive("ERR_CONNECTION_REFUSED")
    words.perform("address.open", "127.0.0.1:9999")
    stage.panel.wait_said("could not be loaded")
    words.perform("scroll.down")
    stage.panel.wait_said("could not be loaded; reload it, or go back")
    words.perform("history.back")

    stage.until("the page before", lambda seen: seen["front"] == "The stage")
