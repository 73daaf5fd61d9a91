"""A name of one's own is listened for as the words that ship are."""

from tests.e2e.harness_hearing import Hearing
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until


def test_a_name_is_heard(hearing: Hearing, pages: str) -> None:
    """A tab that was named comes to the front when its name is spoken."""
    listener = hearing("go to my garden")
    listener.browser.context.pages[0].goto(f"{pages}/three.html")
    until(lambda: listener.front() == "Page three", "the third page is there")
    type_text(listener.panel, "name tab my garden")
    listener.panel.wait_said("“my garden”, played 24 .*: tab Page three")
    listener.browser.open(f"{pages}/one.html")
    until(lambda: listener.front() == "Page one", "the first page is in front")

    listener.listen()

    until(lambda: listener.front() == "Page three", "the tab that was named came")


def test_a_word_with_a_value_is_heard(hearing: Hearing, pages: str) -> None:
    """A word is spoken with its value in one breath."""
    listener = hearing("bring me page one")
    listener.browser.context.pages[0].goto(f"{pages}/one.html")
    until(lambda: listener.front() == "Page one", "the first page is there")
    type_text(listener.panel, "new word bring me")
    listener.panel.wait_said("^New word")
    type_text(listener.panel, "word does find tab {text}")
    listener.panel.wait_said(": find tab {text}")
    listener.browser.open(f"{pages}/three.html")
    until(lambda: listener.front() == "Page three", "the third page is in front")

    listener.listen()

    until(lambda: listener.front() == "Page one", "the tab that was meant came")
