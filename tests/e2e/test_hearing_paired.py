"""Played and spoken together, by the real ear: word by one, value by the other, in any order."""

from tests.e2e.harness_hearing import Hearing, Listener
from tests.e2e.harness_players import ScreenPiano
from tests.e2e.harness_wait import until

TAB = (12, 7, 12)


def three_tabs(listener: Listener, pages: str) -> None:
    """Open three pages; the first is in front."""
    first = listener.browser.context.pages[0]
    first.goto(f"{pages}/one.html")
    for name in ("two", "three"):
        listener.browser.open(f"{pages}/{name}.html")
    first.bring_to_front()
    until(lambda: listener.front() == "Page one", "the first page is in front")


def play(listener: Listener, *keys: int) -> None:
    """Play keys on the panel's piano."""
    ScreenPiano(listener.panel.page).play(keys)


def test_word_by_keys_and_value_by_voice(hearing: Hearing, pages: str) -> None:
    """While the word waits its value is heard, and another word is not."""
    listener = hearing("next tab", "three")
    three_tabs(listener, pages)

    listener.listen()
    play(listener, *TAB)

    until(lambda: listener.front() == "Page three", "the third page is in front")
    assert listener.panel.ran() == ["microphone.on", "tab.number"]


def test_word_by_voice_and_value_by_keys(hearing: Hearing, pages: str) -> None:
    """A word is said, and its number is played whenever."""
    listener = hearing("tab")
    three_tabs(listener, pages)
    listener.listen()
    until(lambda: (listener.panel.now["waiting"] or {}).get("command") == "tab.number", "it waits")

    play(listener, 15)

    until(lambda: listener.front() == "Page two", "the second page is in front")


def test_value_by_voice_first(hearing: Hearing, pages: str) -> None:
    """A number that is said is held for the word that is played."""
    listener = hearing("three")
    three_tabs(listener, pages)
    listener.listen()
    listener.panel.wait_said("3")

    play(listener, *TAB)

    until(lambda: listener.front() == "Page three", "the third page is in front")
