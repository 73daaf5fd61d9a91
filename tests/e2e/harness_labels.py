"""Labels as a test sees them: what is drawn in closed shadow roots, found by the DevTools alone."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import CDPSession, Frame, Page

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until

HIGH_C = 24
Part = dict[str, str]
"""The attributes of one part that is drawn, and its node's number as `node`."""


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for name in ("children", "shadowRoots"):
        for child in node.get(name, ()):
            yield from _walk(child)
    if "contentDocument" in node:
        yield from _walk(node["contentDocument"])


def _attributes(node: dict[str, Any]) -> Part:
    flat = node.get("attributes", [])
    return {**dict(zip(flat[::2], flat[1::2], strict=True)), "node": str(node["nodeId"])}


class Labels:
    """The labels and the grid of the page in front, and the panel that has them drawn."""

    def __init__(self, panel: Panel, page: Page) -> None:
        self.panel = panel
        self.page = page

    def sessions(self) -> Iterator[CDPSession]:
        """Give one for the page, and one for each frame that has a process of its own."""
        yield self.page.context.new_cdp_session(self.page)
        for frame in self.page.frames[1:]:
            if session := _own_session(frame):
                yield session

    def hosts(self, session: CDPSession) -> list[dict[str, Any]]:
        """Find the elements that hold what we draw."""
        root = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        return [
            node
            for node in _walk(root)
            if any(one["shadowRootType"] == "closed" for one in node.get("shadowRoots", ()))
            and "inert" in _attributes(node)
        ]

    def parts(self, kind: str = "label") -> list[Part]:
        """Give what is drawn and not hidden, in all frames."""
        return [part for session in self.sessions() for part in self.parts_in(session, kind)]

    def parts_in(self, session: CDPSession, kind: str = "label") -> Iterator[Part]:
        """Find those of one process, by the numbers that this session knows them by."""
        for host in self.hosts(session):
            for node in map(_attributes, _walk(host)):
                if kind in node.get("class", "").split() and "hidden" not in node:
                    yield node

    def keys(self) -> list[str]:
        """Give what the labels say: what was played of them, and what is left."""
        return [part.get("data-played", "") + part["data-keys"] for part in self.parts()]

    def box(self, part: Part) -> tuple[float, float, float, float]:
        """Give where a part of the main frame is drawn: left, top, right, bottom."""
        session = next(self.sessions())
        kind = part["class"].split()[0]
        same = next(
            one
            for one in self.parts_in(session, kind)
            if (one["data-keys"], one.get("data-played"))
            == (part["data-keys"], part.get("data-played"))
        )
        quad = session.send("DOM.getBoxModel", {"nodeId": int(same["node"])})["model"]["border"]
        return quad[0], quad[1], quad[4], quad[5]

    def named(self) -> dict[str, str]:
        """Give the labels by the names of what has them, as the list tells them."""
        offer = self.panel.views[-1]["offer"]
        return {
            item["title"]: item["detail"].rpartition("label ")[2]
            for item in offer
            if "label " in item["detail"]
        }

    def told(self) -> list[str]:
        """Give the labels that the recogniser was told."""
        return [" ".join(map(str, keys)) for keys in self.panel.now["state"].get("labels") or ()]

    def ask(self, word: str = "label") -> None:
        """Say a word that waits for a label, and wait until they are drawn and told."""
        type_text(self.panel, word)
        until(lambda: self.panel.now["state"].get("labels") and self.parts(), "labels are there")

    def play(self, *keys: int) -> None:
        """Press keys of the piano."""
        for key in keys:
            self.panel.page.locator(f'[data-key="{key}"]').evaluate("(key) => { key.click(); }")

    def pick(self, name: str) -> None:
        """Play the label of what has that name."""
        self.play(*map(int, self.named()[name].split()))


def opened(browser: Browser, panel: Panel, address: str) -> Labels:
    """Open a page in the one tab there is, in front."""
    page = browser.context.pages[0]
    page.goto(address)
    page.bring_to_front()
    tab = f"chrome.tabs.query({{url: '{address}*', active: true}})"
    until(lambda: browser.chrome(tab), "the page is in front")
    return Labels(panel, page)


def _own_session(frame: Frame) -> CDPSession | None:
    try:
        return frame.page.context.new_cdp_session(frame)
    except Exception as error:
        if "does not have a separate CDP session" not in str(error):
            raise
        return None
