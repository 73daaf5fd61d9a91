"""Inquiries that recordings answer: marked for the next one, and the ms at which each was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

MOST_MARKED: Final = 2
"""More than two nobody keeps in mind while he plays."""
TOLD: Final = re.compile(r"(?P<back>not )?answered (?P<id>[0-9a-f]{16})(?![0-9a-f])")
"""A marker of a session; `extension/core/answered.js` writes it."""
SIGN: Final = b"answered "
"""Every file that tells so has these bytes."""


@dataclass(frozen=True, slots=True)
class Answered:
    """That an inquiry was answered in a recording, and when."""

    id: int
    inquiry: str
    recording: str | None
    """The file, where its own marker told so."""
    performance: str | None
    """What was played once: of itself, or the one that has the file."""
    name: str
    """Of the performance, or of the file."""
    owner: int
    """Whose that is."""
    shared: bool
    """Whether everybody on this server may see it."""
    at_ms: int
    """On the clock of the performance; without one, of the file."""

    @property
    def address(self) -> str:
        """Give where it is opened at that second."""
        held = f"video={self.performance}" if self.performance else f"recording={self.recording}"
        return f"/analyze.html?{held}&t={max(self.at_ms, 0) / 1000:g}"


def answers_in(entries: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Tell at which ms of a session each inquiry was answered; what was taken back is none."""
    found: dict[str, int] = {}
    for entry in entries:
        told = TOLD.match(entry["name"]) if entry["type"] == "marker" else None
        if told is None:
            continue
        found.pop(told["id"], None)
        if not told["back"]:
            found[told["id"]] = entry["at"]
    return found
