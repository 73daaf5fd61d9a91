"""A page that scrolls by itself: it begins, stands still, goes on, and is put back."""

from tests.e2e.harness_performer import Words
from tests.e2e.harness_stage import Stage


def test_auto_scroll(stage: Stage) -> None:
    """Stop holds it where it is, continue moves it on, undo brings it back to where it began."""
    words = Words(stage)
    words.perform("scroll.auto")
    moved = stage.until("it moves", lambda seen: seen["y"] > 10)["y"]
    words.perform("stop")
    stage.panel.wait_said("^Stopped")
    held = stage.look()["y"]
    words.perform("where")
    stage.panel.wait_last("where")
    assert stage.look()["y"] == held >= moved
    words.perform("continue")
    stage.until("it goes on", lambda seen: seen["y"] > held + 10)
    words.perform("undo")

    stage.until("it is back", lambda seen: seen["y"] == 0)


def test_end_of_the_page(stage: Stage) -> None:
    """The end is said, and a page at its end does not begin."""
    words = Words(stage)
    stage.page.evaluate("scrollTo(0, document.body.scrollHeight - innerHeight - 60)")
    words.perform("scroll.auto")
    stage.panel.wait_said("^Bottom")
    words.perform("scroll.auto")
    stage.panel.wait_said("at its end")
