"""Fake ports of a step: a server that answers from a table, papers in memory, whoever watches."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from server.core.errors import NotFoundError, UnavailableError
from server.core.step.task import Bounds, Outcome
from server.core.step_ports import StepDone, TaskDone
from tests.server.fakes import FakeClock

Answer: TypeAlias = Callable[[Mapping[str, Any]], Any]


class FakeServer:
    """Answers `METHOD /path` by a function of what was asked, and keeps what was asked."""

    def __init__(self, answers: Mapping[str, Answer | object] | None = None) -> None:
        self.answers: dict[str, Any] = dict(answers or {})
        self.asked: list[tuple[str, Mapping[str, Any]]] = []
        self.files: dict[str, bytes] = {}
        self.down = False

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Answer."""
        return self._answer(f"GET {path}", params or {})

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Answer."""
        return self._answer(f"{method} {path}", body or {})

    def fetch(self, path: str, target: str, most: int) -> int:
        """Write the file that is there."""
        self.asked.append((f"FETCH {path}", {}))
        if path not in self.files:
            raise NotFoundError("There is no such file.")
        assert len(self.files[path]) <= most
        return Path(target).write_bytes(self.files[path])

    def _answer(self, what: str, told: Mapping[str, Any]) -> Any:
        self.asked.append((what, told))
        if self.down:
            raise UnavailableError("The server does not run.")
        answer = self.answers[what]
        return answer(told) if callable(answer) else answer


class FakePapers:
    """Keeps texts in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def read(self, place: str) -> str | None:
        """Give one."""
        return self.texts.get(place)

    def write(self, place: str, text: str) -> bool:
        """Keep one."""
        changed = self.texts.get(place) != text
        self.texts[place] = text
        return changed


class FakeSteps:
    """Keeps steps and marks in memory, unless it is broken."""

    def __init__(self) -> None:
        self.kept: dict[int, StepDone] = {}
        self.marks: dict[str, str] = {}
        self.broken = False

    def begin(self, now: int, facts: Mapping[str, str], *, dry: bool) -> int:
        """Keep."""
        self._check()
        number = len(self.kept) + 1
        self.kept[number] = StepDone(number, now, None, dry, None, (), facts)
        return number

    def note(self, step: int, done: TaskDone) -> None:
        """Keep."""
        self._check()
        held = self.kept[step]
        self.kept[step] = replace(held, tasks=(*held.tasks, done))

    def end(self, step: int, now: int, code: int) -> None:
        """Keep."""
        self._check()
        self.kept[step] = replace(self.kept[step], ended=now, code=code)

    def steps(self, limit: int, before: int | None = None) -> Sequence[StepDone]:
        """List."""
        found = [one for one in self.kept.values() if before is None or one.id < before]
        return list(reversed(found))[:limit]

    def last(self, task: str) -> TaskDone | None:
        """Find."""
        tasks = [done for step in self.steps(9999) for done in step.tasks if done.task == task]
        return tasks[0] if tasks else None

    def forget(self, before: int) -> int:
        """Keep all."""
        return 0

    def mark(self, name: str) -> str:
        """Give."""
        return self.marks.get(name, "")

    def set_mark(self, name: str, value: str, now: int) -> None:
        """Keep."""
        self.marks[name] = value

    def _check(self) -> None:
        if self.broken:
            raise UnavailableError("There is no room left.")


class Watcher:
    """Keeps what it saw."""

    def __init__(self) -> None:
        self.seen: list[tuple[object, ...]] = []

    def began(self, name: str, at: int, of: int) -> None:
        """Keep."""
        self.seen.append(("began", name, at, of))

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        """Keep."""
        self.seen.append((done, total, what))

    def ended(self, name: str, outcome: Outcome) -> None:
        """Keep."""
        self.seen.append(("ended", name, outcome.ending))


def plenty(requests: int = 1000) -> Bounds:
    """Give bounds of a minute, on a clock that stands."""
    clock = FakeClock()
    return Bounds(clock, clock.now + 60_000, requests)
