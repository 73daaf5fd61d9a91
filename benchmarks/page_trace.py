"""What the browser records of a page's threads, and which of its time was the page agent's.

A trace holds each task, and in it each call into a script, with its address or its world.  A task
that calls no script but ours is ours as a whole: with the layout that we ask for, the promises that
we settle and the memory that we make the browser tidy.  Where the page's scripts run, too, as
before a MutationObserver is told, our calls count.  What the browser takes to go through the page's
whole memory is left out: it is as long as the page is large, and comes when it wants.
"""

import base64
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.harness_browser import ROOT
from tests.e2e.harness_devtools import Devtools
from tests.e2e.harness_wait import until

CATEGORIES = ["toplevel", "v8", "devtools.timeline", "v8.execute", "__metadata"]
AGENT = ROOT + "page/"
WORLD = "Rubato"
"""Our own world in each page, by the extension's name."""
SCRIPTS = {"FunctionCall", "EvaluateScript"}
TASK = "ThreadControllerImpl::RunTask"
CALL = "v8.callFunction"
OTHERS = {"ParseHTML", "FireAnimationFrame", "AnimationFrame::Render"}
"""Work of the browser or the page that takes long by itself."""

NOBODYS = {"", "native"}
"""The addresses of what the browser itself runs, as between our promises."""

PASSED, WORKED = "dur", "tdur"
"""The clocks of a trace: the wall's, and the thread's, which stands while others have the core."""

TIDYING = {"MajorGC", "V8.GCIncrementalMarking"}

Event = dict[str, Any]


@dataclass(slots=True)
class Trace:
    """How long each task of ours took while it was recorded, in ms."""

    lengths: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    """The same without the time in which the machine did something else."""

    @property
    def longest(self) -> float:
        """Give the longest, in ms; 0 where there was none."""
        return max(self.lengths, default=0.0)

    @property
    def hardest(self) -> float:
        """Give the longest that one worked, in ms."""
        return max(self.worked, default=0.0)

    @property
    def total(self) -> float:
        """Give the time of all, in ms."""
        return sum(self.lengths)


@contextmanager
def traced(devtools: Devtools) -> Iterator[Trace]:
    """Record while the block runs; what it gives is filled when it has ended."""
    trace = Trace()
    devtools.send(
        "Tracing.start",
        transferMode="ReturnAsStream",
        traceConfig={"includedCategories": CATEGORIES, "excludedCategories": ["*"]},
    )
    try:
        yield trace
    finally:
        devtools.send("Tracing.end")
        stream = until(lambda: devtools.streams, "the trace is complete").pop()
        events = json.loads(_read(devtools, stream))["traceEvents"]
        trace.lengths += lengths(events)
        trace.worked += lengths(events, WORKED)


def _read(devtools: Devtools, stream: str) -> bytes:
    parts = []
    while True:
        part = devtools.send("IO.read", handle=stream, size=1 << 20)
        data = part["data"]
        parts.append(base64.b64decode(data) if part.get("base64Encoded") else data.encode())
        if part["eof"]:
            devtools.send("IO.close", handle=stream)
            return b"".join(parts)


def lengths(events: list[Event], clock: str = PASSED) -> list[float]:
    """Give the time in ms of each task of ours in pages that are not the extension's own."""
    own = {one["pid"] for one in events if one["name"] == "process_name" and _is_own(one)}
    wanted = {TASK, CALL, *SCRIPTS, *OTHERS, *TIDYING}
    threads: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.get("ph") == "X" and event["name"] in wanted and event["pid"] not in own:
            threads[event["pid"], event["tid"]].append(event)
    return [length for thread in threads.values() for length in _lengths(thread, clock)]


def _is_own(event: Event) -> bool:
    return "Extension" in event["args"]["name"]


def _lengths(events: list[Event], clock: str) -> Iterator[float]:
    """Go through one thread: a task comes before all that is in it."""
    events.sort(key=lambda event: (event["ts"], -event.get("dur", 0)))
    task: Event | None = None
    within: list[Event] = []
    for event in events:
        if task is not None and event["ts"] < _end(task):
            within.append(event)
        else:
            yield from _ours(task, within, clock)
            task, within = event, []
    yield from _ours(task, within, clock)


def _ours(task: Event | None, within: list[Event], clock: str) -> Iterator[float]:
    """Give how long a task was ours, where it was."""
    if task is None:
        return
    calls = [event for event in within if _is_ours(event)]
    if not calls:
        return
    whole = [task] if not any(_is_theirs(event) for event in within) else calls
    tidying = [event for event in within if event["name"] in TIDYING]
    amid = [one for one in tidying if any(_is_in(one, each) for each in whole)]
    yield (sum(_outermost(whole, clock)) - sum(_outermost(amid, clock))) / 1000


def _outermost(calls: list[Event], clock: str) -> Iterator[float]:
    end = 0.0
    for call in calls:
        if call["ts"] >= end:
            end = _end(call)
            yield float(call[clock] if clock in call else call.get(PASSED, 0))


def _is_in(event: Event, other: Event) -> bool:
    return bool(other["ts"] <= event["ts"] < _end(other))


def _is_ours(event: Event) -> bool:
    return event.get("args", {}).get("worldName") == WORLD or _address(event).startswith(AGENT)


def _is_theirs(event: Event) -> bool:
    """Tell whether it is the page's, or work of the browser that takes long by itself."""
    address = _address(event)
    return event["name"] in OTHERS or not (address in NOBODYS or address.startswith(AGENT))


def _address(event: Event) -> str:
    data = event.get("args", {}).get("data", {})
    return str(data.get("url") or data.get("scriptName") or "")


def _end(event: Event) -> float:
    return float(event["ts"] + event.get("dur", 0))
