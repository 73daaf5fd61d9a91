"""How a step is shown: a bar on a terminal, nothing elsewhere; a summary; JSON."""

import io

import pytest

from server.cli.step_shown import Bar, as_json, summary
from server.core.step.task import Outcome
from server.core.step_ports import StepDone, TaskDone


class Terminal(io.StringIO):
    """A person's, where `person`."""

    def __init__(self, *, person: bool) -> None:
        super().__init__()
        self._person = person

    def isatty(self) -> bool:
        """Tell."""
        return self._person


def drawn(stream: Terminal) -> list[str]:
    """Do two tasks; give what stood on the line, one after another."""
    bar = Bar(stream)
    bar.began("comments", 1, 2)
    bar(5, 10, "by \x1b[31manna\u202e")
    bar(3, None)
    bar.ended("comments", Outcome("done"))
    bar.began("mail", 2, 2)
    bar(99, 10, "x" * 500)
    bar.ended("mail", Outcome("idle"))
    return stream.getvalue().split("\r\x1b[K")[1:]


def test_a_bar_fills_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """On one line, whatever somebody is called; at the end it is empty."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = drawn(Terminal(person=True))

    assert lines[0] == "[....................] comments"
    assert lines[1] == "[#####...............] comments 5/10 by  [31manna "
    assert lines[2] == "[....................] comments 3"
    assert lines[3] == "[##########..........] mail"
    assert lines[4].startswith("[####################] mail 99/10 xxx")
    assert max(map(len, lines)) < 60
    assert lines[-1] == ""
    assert drawn(Terminal(person=False)) == []


def test_a_summary_has_a_line_for_each_task() -> None:
    """With counts, and below what was done and why something was not."""
    tasks = (
        TaskDone("a", 0, 5, Outcome("done", ("Did\x07 it.",), {"files": 2, "others": 0})),
        TaskDone("b", 5, 9, Outcome("failed", error="Mend it.")),
    )
    step = StepDone(3, 1000, 2500, False, 1, tasks, {"machine": "m"})

    assert summary(step).splitlines() == [
        "a           done: 2 files",
        "            Did  it.",
        "b           FAILED",
        "            Mend it.",
        "2 tasks in 1.5 s, 1 failed.",
    ]
    assert (
        summary(StepDone(0, 0, 0, True, 0)) == "0 tasks in 0.0 s; nothing was changed (a dry run)."
    )
    told = as_json(step)
    assert (told["code"], told["tasks"][1]["error"]) == (1, "Mend it.")
    assert told["tasks"][0]["counts"] == {"files": 2, "others": 0}
