"""The task `orphans`: what belongs to nothing any more, told once; nothing is deleted."""

from collections.abc import Sequence

from server.core.ports import Clock
from server.core.step.orphans import KINDS, Orphan, Orphanage
from server.core.step.ports import Papers
from server.core.step.task import Bounds, Outcome, Progress

PAPER = "orphans.txt"
MOST = 200
"""Of each kind."""
SHOWN = 5
"""Of each kind, in what a step tells; all stand in the paper."""


class OrphansTask:
    """Writes a list, and tells where it changed."""

    name = "orphans"
    caption = "list what belongs to nothing any more"

    def __init__(self, orphanage: Orphanage, papers: Papers, clock: Clock) -> None:
        self._orphanage, self._papers, self._clock = orphanage, papers, clock

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Look, and tell."""
        found = self._orphanage.orphans(self._clock(), MOST)
        counts = {kind: count for kind in KINDS if (count := len(_of(found, kind)))}
        text = "".join(
            f"{KINDS[one.kind]}: {one.id} {one.name}\n"
            for kind in KINDS
            for one in _of(found, kind)
        )
        before = self._papers.read(PAPER)
        if text == (before or ""):
            return Outcome("idle", (), counts)
        if not dry:
            self._papers.write(PAPER, text)
        lines = [line for kind in KINDS for line in _lines(kind, _of(found, kind))]
        return Outcome("done", lines or ("There are none any more.",), counts)


def _of(found: Sequence[Orphan], kind: str) -> list[Orphan]:
    return [one for one in found if one.kind == kind]


def _lines(kind: str, found: Sequence[Orphan]) -> list[str]:
    if not found:
        return []
    shown = ", ".join(f"{one.name} ({one.id})" for one in found[:SHOWN])
    return [f"{KINDS[kind]}: {shown}" + (" …" if len(found) > SHOWN else "")]
