"""Spoken commands, from Chromium's microphone through worklet, server and ear to the browser."""

from tests.e2e.harness_hearing import Hearing
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until


def test_commands_are_heard(hearing: Hearing, pages: str) -> None:
    """One after another, with and without a value, they act on the tabs."""
    listener = hearing("previous tab", "tab three")
    listener.browser.context.pages[0].goto(f"{pages}/one.html")
    second = listener.browser.open(f"{pages}/two.html")
    listener.browser.open(f"{pages}/three.html")
    second.bring_to_front()
    until(lambda: listener.front() == "Page two", "the second page is in front")

    listener.listen()

    until(lambda: listener.front() == "Page one", "the previous tab came")
    until(lambda: listener.front() == "Page three", "the third tab came")


def test_a_link_in_view_is_clicked_by_its_name(hearing: Hearing, pages: str) -> None:
    """Names in sight are part of what is listened for."""
    listener = hearing("click on page three")
    page = listener.browser.context.pages[0]
    page.goto(f"{pages}/one.html")
    page.evaluate("document.body.innerHTML = '<a href=three.html>Page three</a>'")

    listener.listen()

    until(lambda: listener.front() == "Page three", "the link was followed")


def test_what_destroys_is_asked_about(hearing: Hearing, pages: str) -> None:
    """A spoken command that destroys waits for a yes."""
    listener = hearing("close other tabs")
    listener.browser.open(f"{pages}/one.html")
    listener.browser.open(f"{pages}/two.html")

    listener.listen()
    listener.panel.wait_said("did I hear that right")
    assert len(listener.tabs()) == 3

    type_text(listener.panel, "item one")
    until(lambda: len(listener.tabs()) == 1, "the others are closed")


def test_talk_does_nothing(hearing: Hearing, pages: str) -> None:
    """What is no command is passed over, and a command after it is heard."""
    listener = hearing("yesterday we had some lovely weather", "new tab")
    listener.browser.context.pages[0].goto(f"{pages}/one.html")

    listener.listen()

    listener.panel.wait_last("tab.new")
    assert listener.panel.ran() == ["microphone.on", "tab.new"]
