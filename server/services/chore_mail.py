"""The task `mail`: a report of a step that did something, to whom it concerns.

A failure that stays is told once a day, not with each step.
"""

import json
from collections.abc import Sequence

from server.core.ports import Clock
from server.core.step.ports import Mailer, Papers
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step_ports import TaskDone

STATE = "state/mail.json"
AGAIN = 24 * 3_600_000
"""Ms after which the same failure is told again."""
LINES = 40
"""Of one task."""


class MailTask:
    """Sends what the tasks before it told."""

    name = "mail"
    caption = "send a report of what was done"

    def __init__(
        self, mailer: Mailer | None, papers: Papers, clock: Clock, done: Sequence[TaskDone]
    ) -> None:
        """`mailer` none: nobody is to get mail."""
        self._mailer, self._papers, self._clock, self._done = mailer, papers, clock, done

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Send it, where there is something to tell."""
        if self._mailer is None:
            return Outcome("skipped", ("Set `mail_to` to get a report.",))
        did = [one for one in self._done if one.outcome.ending in {"done", "partly"}]
        failed = [one for one in self._done if one.outcome.ending == "failed"]
        failures = sorted(f"{one.task}: {one.outcome.error}" for one in failed)
        if not did and not self._new(failures):
            return Outcome("idle")
        subject, text = _subject(did, failed), report([*failed, *did])
        if dry:
            return Outcome("done", (f"Would be sent: {subject}", *text.splitlines()))
        bounds.count()
        self._mailer.send(subject, text)
        told_now = {"failures": failures, "at": self._clock()}
        self._papers.write(STATE, json.dumps(told_now, ensure_ascii=False) + "\n")
        return Outcome("done", (f"Sent: {subject}",), {"mails": 1})

    def _new(self, failures: Sequence[str]) -> bool:
        """Tell whether these failures were not told within a day."""
        if not failures:
            return False
        try:
            before = json.loads(self._papers.read(STATE) or "{}")
            at = int(before.get("at", 0))
            known = before.get("failures") == list(failures)
        except (ValueError, TypeError, AttributeError):
            return True
        return not known or not at <= self._clock() < at + AGAIN


def _subject(did: Sequence[TaskDone], failed: Sequence[TaskDone]) -> str:
    names = ", ".join(one.task for one in failed or did)
    return f"Rubato: {names} failed" if failed else f"Rubato: {names}"


def report(tasks: Sequence[TaskDone]) -> str:
    """Write what tasks did, as plain text."""
    lines: list[str] = []
    for one in tasks:
        counts = ", ".join(f"{count} {noun}" for noun, count in one.outcome.counts.items() if count)
        lines += [f"{one.task} ({one.outcome.ending})" + (f": {counts}" if counts else "")]
        lines += [f"  {line}" for line in one.outcome.lines[:LINES]]
        if one.outcome.error:
            lines.append(f"  {one.outcome.error}")
        lines.append("")
    return "\n".join(lines)
