"""The services of this installation: how each is, started, stopped and started anew.

Where systemd knows one, systemd runs it; else it is a process that we supervise.  What somebody
else started is told, and left alone: only who started it knows what else it is for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from server.core.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from server.core.ports import Log
from server.core.redact import redact_text
from server.core.service_plans import Plan
from server.core.service_ports import Answers, Standing, Way

Action: TypeAlias = Literal["start", "stop", "restart"]
LINES = 20
"""Lines of its log that are shown."""
LONGEST = 500
"""Characters of one."""


@dataclass(frozen=True, slots=True)
class Service:
    """How one is, for people and programs."""

    name: str
    caption: str
    state: str
    """runs, stopped, failed; `elsewhere`: another started it; `unset`: it cannot be run here."""
    by: str
    """What runs it, or would."""
    process: int | None = None
    since: int | None = None
    """Ms since 1970, UTC."""
    address: str = ""
    said: str = ""
    log: tuple[str, ...] = ()


class ServiceDesk:
    """Runs what is named in the settings, and nothing else; its calls wait, each for seconds."""

    def __init__(
        self, plans: Sequence[Plan], ways: Sequence[Way], answers: Answers, log: Log
    ) -> None:
        """`ways`: the first that knows a service runs it; the last knows all."""
        self._plans = {plan.name: plan for plan in plans}
        self._ways, self._answers, self._log = ways, answers, log

    def listed(self) -> Sequence[Service]:
        """List them all, in the order of the settings."""
        return [self._told(plan) for plan in self._plans.values()]

    def one(self, name: str) -> Service:
        """Find one; raises `NotFoundError` for what is not named in the settings."""
        return self._told(self._plan(name))

    def act(self, name: str, action: str) -> Service:
        """Start, stop or restart one, and tell how it then is."""
        plan = self._plan(name)
        act = self._acts().get(action)
        if act is None:
            raise InvalidError(f"One can {', '.join(get_args(Action))}; not {action[:40]!r}.")
        if plan.problem:
            raise UnavailableError(plan.problem)
        way, standing = self._standing(plan)
        self._log.info("service.asked", service=name, action=action, by=way.name)
        act(way, plan, standing)
        return self._told(plan)

    def _acts(self) -> dict[str, Callable[[Way, Plan, Standing], None]]:
        return {"start": self._start, "stop": self._stop, "restart": self._restart}

    def _start(self, way: Way, plan: Plan, standing: Standing) -> None:
        if standing.state == "runs":
            raise ConflictError(f"{plan.name} runs already.")
        if self._answers(plan.host, plan.port):
            raise ConflictError(
                f"Something answers at {plan.host}:{plan.port} already, which was not started here."
            )
        way.start(plan)

    def _stop(self, way: Way, plan: Plan, standing: Standing) -> None:
        if standing.state != "runs":
            if self._answers(plan.host, plan.port):
                raise ConflictError(f"{plan.name} was started elsewhere; stop it there.")
            raise ConflictError(f"{plan.name} does not run.")
        way.stop(plan)

    def _restart(self, way: Way, plan: Plan, standing: Standing) -> None:
        if standing.state == "runs":
            way.stop(plan)
            standing = Standing("stopped")
        self._start(way, plan, standing)

    def _plan(self, name: str) -> Plan:
        plan = self._plans.get(name)
        if plan is None:
            known = ", ".join(self._plans) or "none: the setting services names them"
            raise NotFoundError(
                f"{name[:40]!r} is no service of this installation; there are: {known}."
            )
        return plan

    def _standing(self, plan: Plan) -> tuple[Way, Standing]:
        found = [(way, standing) for way in self._ways if (standing := way.standing(plan))]
        return next((one for one in found if one[1].state == "runs"), found[0])

    def _told(self, plan: Plan) -> Service:
        address = f"{plan.host}:{plan.port}" if plan.host else ""
        if plan.problem:
            return Service(plan.name, plan.caption, "unset", "", address=address, said=plan.problem)
        try:
            way, standing = self._standing(plan)
            lines = way.log(plan, LINES)
        except UnavailableError as error:
            return Service(plan.name, plan.caption, "failed", "", address=address, said=str(error))
        answers = self._answers(plan.host, plan.port)
        return Service(
            plan.name,
            plan.caption,
            "elsewhere" if answers and standing.state != "runs" else standing.state,
            way.name,
            standing.process,
            standing.since,
            address,
            _said(standing, answers=answers),
            tuple(redact_text(line[: 4 * LONGEST])[:LONGEST] for line in lines),
        )


def _said(standing: Standing, *, answers: bool) -> str:
    if standing.state == "runs":
        return "answers" if answers else "it does not answer yet"
    if answers:
        return "it answers, and was started elsewhere: it is stopped there"
    return "it ended by itself" if standing.state == "failed" else ""
