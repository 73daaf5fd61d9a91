"""Chromium's own truth of a page: its accessibility tree, and who listens for clicks."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.sync_api import CDPSession, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from tests.e2e.harness_model import Model

NATIVE = {
    "link",
    "button",
    "textbox",
    "searchbox",
    "combobox",
    "listbox",
    "checkbox",
    "radio",
    "switch",
    "slider",
    "spinbutton",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "tab",
    "Date",
    "DateTime",
    "InputTime",
    "ColorWell",
    "DisclosureTriangle",
    "PopUpButton",
    "ComboBoxMenuButton",
}
"""Roles of the accessibility tree that can be acted on."""

PRESSES = {"click", "mousedown", "mouseup", "pointerdown", "pointerup"}

# What a person could act on: drawn, in view, hit by the mouse at its middle or near a corner, no
# background, and no part of a field or player that the browser itself made.
VISIBLE = """function () {
  const element = this;
  if (!(element instanceof Element) || /^(HTML|BODY)$/.test(element.tagName)) return null;
  if (/^(input|select|audio|video)$/.test(element.getRootNode().host?.localName)) return null;
  if (element.closest('[inert], [aria-hidden=true]') || element.control) return null;
  if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) return null;
  const part = [...element.getClientRects()].find(({width, height, left, top, right, bottom}) =>
    width >= 3 && height >= 3 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight);
  if (!part) return null;
  const [a, b] = [Math.max(part.left, 0), Math.min(part.right, innerWidth)];
  const [c, d] = [Math.max(part.top, 0), Math.min(part.bottom, innerHeight)];
  const corners = [[a + 2, c + 2], [b - 2, c + 2], [a + 2, d - 2], [b - 2, d - 2]];
  const hit = [[(a + b) / 2, (c + d) / 2], ...corners].some(([x, y]) => {
    const top = element.getRootNode().elementFromPoint(x, y);
    return top && (element.contains(top) || top.closest('label')?.control === element);
  });
  if (!hit) return null;
  const {left, top, width, height} = element.getBoundingClientRect();
  const acting = 'a[href], button, input, select, textarea, summary, [role=button]';
  const inner = element.querySelectorAll(acting).length;
  const large = width * height > innerWidth * innerHeight / 2;
  if ((large && inner > 0) || inner > 6) return null;
  const inset = (frame) => {
    if (!frame) return [0, 0];
    const around = inset(frame.ownerDocument.defaultView.frameElement);
    const box = frame.getBoundingClientRect();
    const {paddingLeft, paddingTop} = getComputedStyle(frame);
    return [around[0] + box.left + frame.clientLeft + parseFloat(paddingLeft),
      around[1] + box.top + frame.clientTop + parseFloat(paddingTop)];
  };
  const [right, down] = inset(element.ownerDocument.defaultView.frameElement);
  return [left + right, top + down, width, height].map(Math.round).join();
}"""


@dataclass(frozen=True)
class Actionable:
    """An element that Chromium knows as one to act on, and that is visible."""

    kind: str
    """"native" or "listener"."""
    role: str
    name: str
    box: str
    """left,top,width,height in whole pixels."""
    within: bool = False
    """It is in a frame within the page."""


# Where the viewport of a frame lies in that of the frame around it.
INSET = """(frame) => {
  const {left, top} = frame.getBoundingClientRect();
  const {paddingLeft, paddingTop} = getComputedStyle(frame);
  return [left + frame.clientLeft + parseFloat(paddingLeft),
    top + frame.clientTop + parseFloat(paddingTop)].map(Math.round);
}"""


class Truth:
    """What Chromium knows of one page, in all its frames."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def actionable(self) -> list[Actionable]:
        """Give all that can be acted on and is visible; boxes are in the page's viewport."""
        found: list[Actionable] = []
        for frame, cdp in self._processes():
            right, down = _inset(frame)
            for one in TruthOfProcess(cdp).actionable():
                left, top, width, height = parse(one.box)
                box = f"{left + right},{top + down},{width},{height}"
                found.append(
                    replace(one, box=box, within=one.within or frame.parent_frame is not None)
                )
        return [one for one in found if one.kind == "native" or not _hears_for_many(one, found)]

    def _processes(self) -> Iterator[tuple[Frame, CDPSession]]:
        """Give the main frame, and each frame of another site, which has a process of its own."""
        yield self.page.main_frame, self.page.context.new_cdp_session(self.page)
        for frame in self.page.frames[1:]:
            with suppress(PlaywrightError):  # refused for one that is in its parent's process
                yield frame, self.page.context.new_cdp_session(frame)


def _inset(frame: Frame) -> tuple[int, int]:
    """Tell where a frame's viewport lies in the page's."""
    if frame.parent_frame is None:
        return 0, 0
    right, down = _inset(frame.parent_frame)
    left, top = frame.frame_element().evaluate(INSET)
    return left + right, top + down


class TruthOfProcess:
    """What Chromium knows of the frames of a page that share a process."""

    def __init__(self, cdp: CDPSession) -> None:
        self.cdp = cdp

    def actionable(self) -> list[Actionable]:
        """Give all that can be acted on and is visible."""
        tree = self.cdp.send("Page.getFrameTree")["frameTree"]
        first, *inner = _frames_of(tree)
        native = self._native(first)
        native += [replace(one, within=True) for frame in inner for one in self._native(frame)]
        boxes = {one.box for one in native}
        return native + [one for one in self._listeners() if one.box not in boxes]

    def _native(self, frame: str) -> list[Actionable]:
        found = []
        for node in self.cdp.send("Accessibility.getFullAXTree", {"frameId": frame})["nodes"]:
            role = node.get("role", {}).get("value", "")
            if node.get("ignored") or role not in NATIVE or "backendDOMNodeId" not in node:
                continue
            box = self._box(self._resolve(node["backendDOMNodeId"]))
            if box:
                name = node.get("name", {}).get("value", "")
                found.append(Actionable("native", role, name, box))
        return found

    def _listeners(self) -> list[Actionable]:
        document = self.cdp.send("DOM.getDocument", {"depth": 0})["root"]
        root = self._resolve(document["backendNodeId"])
        answer = self.cdp.send(
            "DOMDebugger.getEventListeners", {"objectId": root, "depth": -1, "pierce": True}
        )
        nodes = {
            one["backendNodeId"]
            for one in answer["listeners"]
            if one["type"] in PRESSES and "backendNodeId" in one
        }
        boxes = {self._box(self._resolve(node)) or "" for node in nodes}
        return [Actionable("listener", "", "", box) for box in sorted(boxes) if box]

    def _resolve(self, node: int) -> str:
        answer = self.cdp.send("DOM.resolveNode", {"backendNodeId": node})
        identity: str = answer["object"]["objectId"]
        return identity

    def _box(self, identity: str) -> str | None:
        answer: Any = self.cdp.send(
            "Runtime.callFunctionOn",
            {"objectId": identity, "functionDeclaration": VISIBLE, "returnByValue": True},
        )
        box: str | None = answer["result"].get("value")
        return box


def _frames_of(tree: dict[str, Any]) -> list[str]:
    inner = (id_ for child in tree.get("childFrames", ()) for id_ in _frames_of(child))
    return [tree["frame"]["id"], *inner]


def _hears_for_many(one: Actionable, all_: list[Actionable]) -> bool:
    left, top, width, height = parse(one.box)
    inner = [parse(other.box) for other in all_ if other.box != one.box]
    within = [
        each
        for each in inner
        if left <= each[0]
        and top <= each[1]
        and each[0] + each[2] <= left + width
        and each[1] + each[3] <= top + height
    ]
    return len(within) > 6


Box = tuple[int, int, int, int]


def box_of(element: dict[str, Any]) -> Box:
    """Give an element's box as the truth writes it."""
    box = element["box"]
    return (box["left"], box["top"], box["width"], box["height"])


def parse(box: str) -> Box:
    """Read a box of the truth."""
    left, top, width, height = map(int, box.split(","))
    return (left, top, width, height)


def is_same(a: Box, b: Box) -> bool:
    """Tell whether two boxes are one thing to a person: both cover most of it."""
    shared_width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    shared_height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if shared_width <= 0 or shared_height <= 0:
        return False
    shared = shared_width * shared_height
    smaller, larger = sorted((a[2] * a[3], b[2] * b[3]))
    return shared >= 0.5 * smaller and smaller >= 0.3 * larger


ACTING = {
    *("link", "button", "clickable", "tab", "menuitem", "menuitemcheckbox", "menuitemradio"),
    *("textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider", "checkbox", "radio"),
    *("switch", "date", "color", "file"),
}


@dataclass
class Coverage:
    """What of the truth is in the model, and what of the model is not in the truth."""

    native: list[bool] = field(default_factory=list)
    listener: list[bool] = field(default_factory=list)
    false: list[bool] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    within: int = 0
    """How many of the truth are in frames within a page."""

    def add(self, model: Model, name: str) -> None:
        """Compare one page, with all its frames."""
        elements = model.elements()
        truth = Truth(model.page).actionable()
        self.within += sum(one.within for one in truth)
        for one in truth:
            there = any(is_same(parse(one.box), box_of(each)) for each in elements)
            (self.native if one.kind == "native" else self.listener).append(there)
            self.missed += [] if there else [f"{name}: {one}"]
        for each in elements:
            if each["visible"] and each["role"] in ACTING:
                known = any(is_same(box_of(each), parse(one.box)) for one in truth)
                self.false.append(not known)
                self.missed += [] if known else [f"{name}: false {each['role']} {each['name']}"]

    def share(self, what: str) -> float:
        """Give the part of the "native", "listener" or "false" ones; of no truth, all of it."""
        found: list[bool] = getattr(self, what)
        return sum(found) / len(found) if found else 1.0
