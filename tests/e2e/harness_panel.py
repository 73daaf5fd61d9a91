"""The panel as a test sees it: what it shows, and everything its engine says to other panels."""

import re
from collections import Counter
from typing import Any

from playwright.sync_api import Page

from tests.e2e.harness_wait import until

# The engine tells its view on a channel that every page of the extension may listen to.
LISTEN = """() => {
  window.views = [];
  window.ear = new BroadcastChannel('rubato');
  window.ear.onmessage = ({data}) => {
    if (data.type === 'view') window.views.push({at: performance.now(), ...data.view});
  };
}"""


class Panel:
    """A panel that Playwright can see, in a popup window or a tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.wait_for_selector(".key >> nth=24")
        page.evaluate(LISTEN)

    def wait_until_engine(self) -> None:
        """Wait until the engine runs in this panel."""
        self.page.wait_for_selector("html[data-engine=here]")

    @property
    def views(self) -> list[dict[str, Any]]:
        """Every view that the engine told since this panel opened."""
        told: list[dict[str, Any]] = self.page.evaluate("() => window.views")
        return told

    @property
    def now(self) -> dict[str, Any]:
        """Where the player is: of the last view, or of a start before the engine told one."""
        told: dict[str, Any] | None = self.page.evaluate("() => window.views.at(-1)?.now")
        return told or {"keys": [], "waiting": None, "last": None, "busy": []}

    @property
    def said(self) -> str:
        """What was said last."""
        return self.page.inner_text("#said")

    @property
    def role(self) -> str:
        """The earcon that went with it."""
        return self.page.get_attribute("#said", "data-role") or ""

    def ran(self) -> list[str]:
        """Give the commands that were run, in their order."""
        commands: list[str] = []
        seen: list[str] = []
        for view in self.views:
            busy = view["now"]["busy"]
            # Those that began before may have ended in any order.
            commands += (Counter(busy) - Counter(seen)).elements()
            seen = busy
        return commands

    def wait_said(self, pattern: str) -> str:
        """Wait until what was said matches, and give it."""
        last = ""

        def matches() -> bool:
            nonlocal last
            last = self.said
            return re.search(pattern, last) is not None

        try:
            until(matches, f"the panel says {pattern!r}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it said {last!r}") from None
        return last

    def wait_link(self, name: str, state: str) -> None:
        """Wait until a connection ("keyboard", "microphone", "server") is in a state."""
        self.page.wait_for_selector(f"#link-{name}[data-state={state}]")

    def wait_keys(self, *keys: int) -> None:
        """Wait until just these keys are pending."""
        until(
            lambda: self.now["keys"] == [*keys],
            f"the keys {keys} are pending",
        )

    def wait_last(self, command: str) -> None:
        """Wait until a command was run last and is no longer under way."""
        until(lambda: self._rested_after(command), f"{command} is done")

    def _rested_after(self, command: str) -> bool:
        now = self.now
        return bool(now["last"]) and now["last"]["command"] == command and not now["busy"]
