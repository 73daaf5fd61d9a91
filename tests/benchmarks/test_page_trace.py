"""Which tasks of a trace are the page agent's, and how long they are."""

from typing import Any

from benchmarks.page_trace import AGENT, CALL, TASK, WORKED, lengths


def event(name: str, begin: float, length: float, pid: int = 1, **args: Any) -> dict[str, Any]:
    """Write an event as a trace has it; times in ms."""
    times = {"ts": begin * 1000, "dur": length * 1000}
    return {"name": name, "ph": "X", "pid": pid, "tid": 1, "args": args, **times}


def call(begin: float, length: float, url: str, **where: int) -> dict[str, Any]:
    """Write a call into a script."""
    return event("FunctionCall", begin, length, data={"url": url}, **where)


def test_a_task_of_ours_counts_whole() -> None:
    """With what follows the call in it, and with calls of the browser's own scripts."""
    assert lengths([event(TASK, 0, 9), call(1, 2, f"{AGENT}agent.bundle.js"), call(4, 1, "")]) == [
        9
    ]


def test_a_message_is_known_by_its_world() -> None:
    """A message to the agent names the world, and no script."""
    assert lengths([event(TASK, 0, 9), event(CALL, 1, 7, worldName="Rubato")]) == [9]
    assert lengths([event(TASK, 0, 9), event(CALL, 1, 7, worldName="Another")]) == []


def test_beside_the_page_only_our_calls_count() -> None:
    """In a task of the page, and in a frame that the browser draws, others take time, too."""
    page = call(0.5, 4, "http://127.0.0.1/page.js")
    ours = [call(5, 2, f"{AGENT}listeners.js"), call(5.5, 1, f"{AGENT}listeners.js")]

    assert lengths([event(TASK, 0, 9), page, *ours]) == [2]
    assert lengths([event(TASK, 0, 9), event("FireAnimationFrame", 0.1, 8), *ours]) == [2]


def test_what_another_had_the_core_for_can_be_left_out() -> None:
    """By the thread's own clock, where the trace has it."""
    ours = call(1, 7, f"{AGENT}agent.bundle.js")
    held_up = event(TASK, 0, 60) | {"tdur": 9000}

    assert lengths([held_up, ours]) == [60]
    assert lengths([held_up, ours], WORKED) == [9]
    assert lengths([event(TASK, 0, 60), ours], WORKED) == [60]


def test_what_the_browser_runs_for_us_is_no_script_of_the_page() -> None:
    """As between promises: it has no address, or none that is a page's."""
    ours = call(1, 2, f"{AGENT}agent.bundle.js")

    assert lengths([event(TASK, 0, 9), ours, call(4, 1, "native")]) == [9]


def test_tidying_amid_our_calls_is_left_out_beside_the_page_too() -> None:
    """Only that: what comes amid the page's own work was never counted."""
    page = call(0.5, 2, "http://127.0.0.1/page.js")
    ours = call(3, 5, f"{AGENT}agent.bundle.js")
    tidied = [event("MajorGC", 1, 1), event("V8.GCIncrementalMarking", 4, 3)]

    assert lengths([event(TASK, 0, 9), page, ours, *tidied]) == [2]


def test_tidying_and_our_own_pages_are_left_out() -> None:
    """The browser's going through its memory, and what the panel does."""
    agent = call(1, 7, f"{AGENT}agent.bundle.js")
    named = {"name": "process_name", "ph": "M", "pid": 2, "args": {"name": "Extension Renderer"}}

    assert lengths([event(TASK, 0, 9), agent, event("MajorGC", 2, 5)]) == [4]
    assert lengths([named, event(TASK, 0, 9, pid=2), call(1, 7, AGENT, pid=2)]) == []
