"""The task `services`: start what is to run here and does not; only where that is allowed."""

from typing import get_args

from server.core.errors import RubatoError
from server.core.service_ports import State
from server.core.step.task import Bounds, Outcome, Progress
from server.services.service_desk import Service, ServiceDesk

STARTED: frozenset[str] = frozenset(get_args(State)) - {"runs"}
"""States in which one is started."""


class ServicesTask:
    """Starts services, by their names in the settings alone."""

    name = "services"
    caption = "start what is to run here and does not"

    def __init__(self, desk: ServiceDesk, *, allowed: bool) -> None:
        self._desk, self._allowed = desk, allowed

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Start them, each on its own."""
        if not self._allowed:
            return Outcome("skipped", ("The setting step_services does not allow it.",))
        down = [one for one in self._desk.listed() if one.state in STARTED]
        if not down:
            return Outcome("idle")
        if dry:
            return Outcome("done", tuple(f"{one.name} would be started." for one in down))
        lines: list[str] = []
        errors: list[str] = []
        for at, one in enumerate(down, 1):
            if not bounds.left():
                return Outcome("partly", tuple(lines))
            told(at, len(down), one.name)
            self._start(one, lines, errors)
        counts = {"services started": len(lines)}
        return Outcome("failed" if errors else "done", tuple(lines), counts, " ".join(errors))

    def _start(self, one: Service, lines: list[str], errors: list[str]) -> None:
        try:
            by = self._desk.act(one.name, "start").by
        except RubatoError as error:
            errors.append(str(error))
        else:
            lines.append(f"{one.name} was started by {by}.")
