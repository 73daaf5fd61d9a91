"""A task that cannot be done here before something is set up."""

from dataclasses import dataclass

from server.core.step.task import Bounds, Outcome, Progress


@dataclass(frozen=True, slots=True)
class NotSetUp:
    """Says what is missing."""

    name: str
    caption: str
    why: str
    """What to do, in a sentence."""

    def run(self, _bounds: Bounds, _told: Progress, *, dry: bool) -> Outcome:
        """Do nothing."""
        return Outcome("skipped", (self.why,))
