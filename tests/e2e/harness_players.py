"""The four ways to play, one interface: keys 0..24, each pressed and released in turn."""

from collections.abc import Sequence
from typing import Protocol

from playwright.sync_api import Page

from tests.e2e.harness_server import LOWEST, NOTE_OFF, NOTE_ON, JackKeyboard


class Player(Protocol):
    """Whoever presses keys."""

    def play(self, keys: Sequence[int]) -> None:
        """Press and release each key in turn."""


class ScreenPiano:
    """A mouse on the buttons of the on-screen piano."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def play(self, keys: Sequence[int]) -> None:
        """Click each key near its lower end, where no black key lies over a white one."""
        for key in keys:
            button = self.page.locator(f'[data-key="{key}"]')
            box = button.bounding_box()
            assert box is not None
            button.click(position={"x": box["width"] / 2, "y": box["height"] * 0.9})


class ComputerKeys:
    """The computer's keyboard, two rows of letters, while the panel has the focus."""

    CODES = (
        *("KeyZ", "KeyS", "KeyX", "KeyD", "KeyC", "KeyV", "KeyG", "KeyB", "KeyH", "KeyN", "KeyJ"),
        *("KeyM", "KeyQ", "Digit2", "KeyW", "Digit3", "KeyE", "KeyR", "Digit5", "KeyT", "Digit6"),
        *("KeyY", "Digit7", "KeyU", "KeyI"),
    )

    def __init__(self, page: Page) -> None:
        self.page = page

    def play(self, keys: Sequence[int]) -> None:
        """Press each letter."""
        self.page.bring_to_front()
        for key in keys:
            self.page.keyboard.press(self.CODES[key])


class FakeWebMidi:
    """A keyboard that the page's own navigator.requestMIDIAccess reports, from an injected fake."""

    def __init__(self, page: Page, name: str = "Web Keys") -> None:
        self.page = page
        self.name = name

    def plug(self) -> None:
        """Plug it in."""
        self.page.evaluate("(name) => { window.fakeMidi.plug({id: name, name}); }", self.name)

    def unplug(self) -> None:
        """Pull its cable."""
        self.page.evaluate("(name) => { window.fakeMidi.unplug(name); }", self.name)

    def play(self, keys: Sequence[int]) -> None:
        """Send note on and note off of each key."""
        for key in keys:
            self.send([NOTE_ON, LOWEST + key, 80])
            self.send([NOTE_OFF, LOWEST + key, 0])

    def send(self, *messages: Sequence[int]) -> None:
        """Send MIDI messages, one after the other in one turn of the page."""
        self.page.evaluate(
            "([name, messages]) => {"
            " for (const message of messages) window.fakeMidi.send(name, message); }",
            [self.name, messages],
        )


__all__ = ["ComputerKeys", "FakeWebMidi", "JackKeyboard", "Player", "ScreenPiano"]
