"""What the browser records of a page's threads, and which of its time was the page agent's.

A trace holds each task, and in it each call into a script with the script's address.  A task that
calls no script but ours is ours as a whole: with the layout that we ask for, the promises that we
settle and the memory that we make the browser tidy.  Where the page's scripts run, too, as before a
MutationObserver is told, our calls count.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.e2e.harness_browser import ROOT

CATEGORIES = ["-*", "toplevel", "devtools.timeline", "v8.execute", "disabled-by-default-v8.gc"]
AGENT = ROOT + "page/"
CALLS = {"FunctionCall", "EvaluateScript", "v8.run"}
OTHERS = {"ParseHTML", "FireAnimationFrame", "AnimationFrame::Render"}
"""Work of the browser or the page that takes long by itself."""

Event = dict[str, Any]


@dataclass(slots=True)
class Trace:
    """How long each task of ours took while it was recorded, in ms."""

    lengths: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        """Give the longest, in ms; 0 where there was none."""
        return max(self.lengths, default=0.0)

    @property
    def total(self) -> float:
        """Give the time of all, in ms."""
        return sum(self.lengths)


@contextmanager
def traced(page: Page) -> Iterator[Trace]:
    """Record while the block runs; what it gives is filled when it has ended."""
    browser = page.context.browser
    assert browser is not None
    trace = Trace()
    browser.start_tracing(categories=CATEGORIES)
    try:
        yield trace
    finally:
        trace.lengths += lengths(json.loads(browser.stop_tracing())["traceEvents"])


def lengths(events: list[Event]) -> list[float]:
    """Give the time in ms of each task of ours."""
    threads: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.get("ph") == "X" and event["name"] in CALLS | OTHERS | {"RunTask"}:
            threads[event["pid"], event["tid"]].append(event)
    return [length for thread in threads.values() for length in _lengths(thread)]


def _lengths(events: list[Event]) -> Iterator[float]:
    """Go through one thread: a task comes before all that is in it."""
    events.sort(key=lambda event: (event["ts"], -event.get("dur", 0)))
    task: Event | None = None
    within: list[Event] = []
    for event in events:
        if task is not None and event["ts"] < _end(task):
            within.append(event)
            continue
        yield from _ours(task, within)
        task, within = event, []
    yield from _ours(task, within)


def _ours(task: Event | None, within: list[Event]) -> Iterator[float]:
    """Give how long a task was ours, where it was."""
    calls = [event for event in within if _is_ours(event)]
    if task is None or not (calls or _is_ours(task)):
        return
    if all(_is_ours(event) or event["name"] == "RunTask" for event in within):
        yield task.get("dur", 0) / 1000
        return
    end = total = 0.0
    for call in calls:
        if call["ts"] >= end:
            end = _end(call)
            total += call.get("dur", 0)
    yield total / 1000


def _is_ours(event: Event) -> bool:
    data = event.get("args", {}).get("data", {})
    address = str(data.get("url") or data.get("scriptName") or data.get("fileName") or "")
    return event["name"] in CALLS and address.startswith(AGENT)


def _end(event: Event) -> float:
    return float(event["ts"] + event.get("dur", 0))
