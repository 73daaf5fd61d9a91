"""Shows a step: a bar on a terminal as it goes, a summary at its end, or JSON for programs."""

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TextIO

from server.core.step.task import Outcome
from server.core.step_ports import StepDone

BAR = 20
"""Characters."""
SAID = {
    "done": "done",
    "partly": "goes on with the next step",
    "idle": "nothing to do",
    "failed": "FAILED",
    "skipped": "not set up",
}


class Bar:
    """Draws where a step is, on one line that is drawn over; nothing where nobody watches."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._shown = stream, stream.isatty()
        self._name, self._at, self._of = "", 0, 1

    def began(self, name: str, at: int, of: int) -> None:
        """Show that a task begins."""
        self._name, self._at, self._of = name, at - 1, of
        self(0, None)

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        """Show how far it is."""
        if not self._shown:
            return
        part = done / total if total else 0.0
        filled = round(BAR * (self._at + min(part, 1.0)) / self._of)
        counted = f"{done}/{total}" if total else str(done or "")
        told = f"[{'#' * filled}{'.' * (BAR - filled)}] {self._name} {counted} {what}".rstrip()
        wide = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r\x1b[K{_plain(told)[:wide]}")
        self._stream.flush()

    def ended(self, name: str, outcome: Outcome) -> None:
        """Wipe the line once all is done."""
        self._at += 1
        if self._shown and self._at == self._of:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


class Lines:
    """Tells how a step goes by lines, for a program that reads them as they come."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._name, self._last = stream, "", ""

    def began(self, name: str, at: int, of: int) -> None:
        """Say that a task begins."""
        self._name, self._last = name, ""
        self._say(f"{name} begins ({at} of {of})")

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        """Say how far it is, each tenth of the way, or each tenth thing where nobody knows it."""
        tenth = f"{10 * done // total}" if total else f"{done // 10}"
        if tenth + what != self._last:
            self._last = tenth + what
            self._say(f"{self._name} {done}{f'/{total}' if total else ''} {what}".rstrip())

    def ended(self, name: str, outcome: Outcome) -> None:
        """Say how it ended, and what it did."""
        self._say("\n".join(_task(name, outcome)))

    def _say(self, text: str) -> None:
        self._stream.write("".join(f"{_plain(line)}\n" for line in text.split("\n")))
        self._stream.flush()


def summary(step: StepDone) -> str:
    """Tell what a step did, a line for each task and what it says below it."""
    lines = [line for done in step.tasks for line in _task(done.task, done.outcome)]
    seconds = ((step.ended or step.began) - step.began) / 1000
    failed = sum(done.outcome.ending == "failed" for done in step.tasks)
    parts = [f"{len(step.tasks)} tasks in {seconds:.1f} s", f"{failed} failed" if failed else ""]
    end = ", ".join(part for part in parts if part)
    return "\n".join(
        [*lines, f"{end}; nothing was changed (a dry run)." if step.dry else f"{end}."]
    )


def _task(name: str, outcome: Outcome) -> list[str]:
    counts = ", ".join(f"{count} {noun}" for noun, count in outcome.counts.items() if count)
    head = f"{name:<12}{SAID[outcome.ending]}" + (f": {counts}" if counts else "")
    told = [f"{'':<12}{_plain(line)}" for line in outcome.lines]
    return [head, *told, *([f"{'':<12}{_plain(outcome.error)}"] if outcome.error else [])]


def _plain(text: str) -> str:
    """Keep what strangers wrote from steering the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def as_json(step: StepDone) -> Mapping[str, Any]:
    """Show a step for programs; times are ms since 1970, UTC."""
    tasks = [
        {"name": one.task, "began": one.began, "ended": one.ended, **asdict(one.outcome)}
        for one in step.tasks
    ]
    return {
        "id": step.id or None,
        "began": step.began,
        "ended": step.ended,
        "dry": step.dry,
        "code": step.code,
        "tasks": tasks,
        "facts": dict(step.facts),
    }
