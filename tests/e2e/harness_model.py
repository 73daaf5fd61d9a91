"""The page model as tests see it: fixture pages that say what is expected, and what agents tell.

A page in `pages/model` begins with a comment `<!-- expects`. Each line of it is an element in
reading order, `role level "name" states`, with `unseen` where nobody can see it in the view, or an
act: `click "name" => expression`, which is then true in the page, `!> reason` for one that is
refused, and `?> expression` for one that asks first. So a new page is a new test.
"""

import re
from dataclasses import dataclass
from typing import Any

from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_pages import FOLDER

MODEL = FOLDER / "model"
PAGES = sorted(path.name for path in MODEL.glob("*.html"))
COMMENT = re.compile(r"<!-- expects\n(.*?)-->", re.DOTALL)
ACT = re.compile(r'click "(?P<name>[^"]*)" (?P<how>=>|!>|\?>) (?P<what>.*)')

# In a page of the extension: the port that handlers have, for the tab in front.
PORT = """async (tab) => {
  const {makeAgent} = await import('/adapters/agent.js');
  const {makeElements} = await import('/adapters/elements.js');
  const after = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  window.port = makeElements(makeAgent(chrome, {tab: () => ({id: tab})}, after));
}"""


@dataclass(frozen=True)
class Act:
    """What a click on an element comes to."""

    name: str
    how: str
    what: str


@dataclass(frozen=True)
class Expected:
    """What a fixture page says of itself."""

    elements: list[str]
    acts: list[Act]


def expected(name: str) -> Expected:
    """Read what a page expects."""
    comment = COMMENT.search((MODEL / name).read_text(encoding="utf-8"))
    assert comment, f"{name} does not begin with what it expects"
    lines = [line.strip() for line in comment[1].strip().splitlines()]
    acts = [Act(**match.groupdict()) for match in map(ACT.fullmatch, lines) if match]
    return Expected([line for line in lines if not ACT.fullmatch(line)], acts)


def line(element: dict[str, Any]) -> str:
    """Write an element as a page's comment does."""
    level = f" {element['level']}" if "level" in element else ""
    states = "".join(_state(name, value) for name, value in element["state"].items())
    unseen = "" if element["visible"] else " unseen"
    return f'{element["role"]}{level} "{element["name"]}"{states}{unseen}'


def _state(name: str, value: Any) -> str:
    if value is True:
        return f" {name}"
    return f" {name}={str(value).lower() if isinstance(value, bool) else value}"


class Model:
    """The model of the page in one tab, through the adapter that handlers use."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page = browser.context.pages[0]
        self.page.goto(address, wait_until="domcontentloaded")
        self.panel = browser.open_window(f"{PANEL}?window")
        self.page.bring_to_front()
        tab = next(one["id"] for one in browser.tabs() if one["url"] == self.page.url)
        self.panel.evaluate(PORT, tab)

    def elements(self, family: str = "element") -> list[dict[str, Any]]:
        """Give the elements of all frames."""
        reply = self.panel.evaluate("(family) => port.list(family)", family)
        assert reply["ok"], reply
        found: list[dict[str, Any]] = reply["value"]
        return found

    def lines(self) -> list[str]:
        """Give them as a page's comment writes them."""
        return [line(element) for element in self.elements()]

    def named(self, name: str) -> dict[str, Any]:
        """Give the first element of that name."""
        return next(one for one in self.elements() if one["name"] == name)

    def click(self, name: str) -> Any:
        """Click on the element of that name, as a handler does."""
        at = self.named(name)["at"]
        return self.panel.evaluate("(at) => port.click(at, {button: 'left'})", at)

    def show(self, name: str) -> Any:
        """Go to the element of that name."""
        return self.panel.evaluate("(at) => port.show(at)", self.named(name)["at"])

    def leave(self, spot: Any) -> Any:
        """Put back what showing it moved."""
        return self.panel.evaluate("(spot) => port.leave(spot)", spot)
