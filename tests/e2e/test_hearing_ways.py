"""The ways to listen, by the real ear: a wake word, only after a key, while something is held."""

import pytest
from playwright.sync_api import expect

from tests.e2e.harness_hearing import Hearing, Listener
from tests.e2e.harness_wait import until


def test_a_wake_word(hearing: Hearing) -> None:
    """What lacks it is passed over in silence; it stands before a command, or alone before one."""
    listener = hearing("new tab", "rubato new tab", "rubato", "previous tab")
    listener.set(listening="wake")

    listener.listen()

    listener.wait_told("Yes")
    listener.wait_ran("tab.new", "tab.previous")


def test_only_after_a_key(hearing: Hearing) -> None:
    """One thing is heard, then the microphone is closed; the next is not heard."""
    listener = hearing("new tab", "previous tab")
    listener.set(listening="key")

    listener.listen("listen once")

    listener.panel.wait_last("tab.new")
    listener.panel.wait_link("microphone", "off")
    assert listener.panel.page.locator("#level").is_hidden()
    assert listener.panel.ran() == ["microphone.once", "tab.new"]


def press(listener: Listener) -> None:
    """Hold the button by the pointer while somebody speaks."""
    listener.panel.page.hover("#hold")
    listener.panel.page.mouse.down()
    listener.wait_spoken()
    listener.panel.page.mouse.up()


def hold_space(listener: Listener) -> None:
    """Hold Space where nothing has the focus."""
    page = listener.panel.page
    page.locator("body").evaluate("() => document.activeElement?.blur()")
    page.keyboard.down(" ")
    listener.wait_spoken()
    page.keyboard.up(" ")


@pytest.mark.parametrize("way", [press, hold_space])
def test_held_to_talk(hearing: Hearing, way: object) -> None:
    """What is said while it is held is done when it is let go; so in a way that opens nothing."""
    listener = hearing("new tab")
    listener.set(listening="hold")

    assert callable(way)
    way(listener)

    listener.panel.wait_last("tab.new")
    expect(listener.panel.page.locator("#hold")).to_have_attribute("aria-pressed", "false")
    listener.panel.wait_link("microphone", "off")


def test_what_takes_the_hand_away_lets_go(hearing: Hearing) -> None:
    """A focus that goes elsewhere, or a pointer that is cancelled, closes the microphone."""
    listener = hearing("next tab")
    page = listener.panel.page
    button = page.locator("#hold")
    for let_go in ("blur", "pointercancel", "lostpointercapture"):
        button.focus()
        page.keyboard.down(" ")
        listener.panel.wait_link("microphone", "ready")
        expect(button).to_have_attribute("aria-pressed", "true")
        button.dispatch_event(let_go)
        listener.panel.wait_link("microphone", "off")
        page.keyboard.up(" ")


def test_who_can_only_press_switches(hearing: Hearing) -> None:
    """A press of neither pointer nor key, as a screen reader's, holds until another."""
    listener = hearing("next tab")
    button = listener.panel.page.locator("#hold")

    button.dispatch_event("click")
    listener.wait_spoken()
    button.dispatch_event("click")

    listener.panel.wait_last("tab.next")
    until(lambda: listener.panel.ran() == ["tab.next"], "it was heard once")
