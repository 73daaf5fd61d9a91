"""A part of the task `transcripts`: recordings that nobody has written down are heard."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.core.errors import RubatoError
from server.core.ports import Clock
from server.core.step.ports import Server
from server.core.step.task import Bounds
from server.services.tried import Tried

PLACE = "/v1/recordings/performances"
AT_ONCE = 200
HEARD = frozenset({"audio", "video"})
"""Roles of files that can be heard."""
FRESH = 3_600_000
"""Ms in which its owner may still be sending files."""


class HeardRecordings:
    """Finds them, and lets the server write them down."""

    def __init__(self, server: Server, tried: Tried, clock: Clock) -> None:
        self._server, self._tried, self._clock = server, tried, clock

    def waiting(self, bounds: Bounds) -> list[Mapping[str, Any]]:
        """List recordings that were not looked at yet, the latest played first."""
        found: list[Mapping[str, Any]] = []
        asked: dict[str, Any] = {"limit": AT_ONCE}
        while bounds.left():
            bounds.count()
            listed: Sequence[Mapping[str, Any]] = self._server.get(PLACE, asked)["performances"]
            found += [one for one in listed if self._is_new(one)]
            if len(listed) < AT_ONCE:
                break
            asked["before"] = listed[-1]["id"]
        return found

    def hear(self, bounds: Bounds, summary: Mapping[str, Any]) -> str:
        """Write one down, if it can be heard and nothing is written; tell what was done."""
        held = str(summary["id"])
        bounds.count()
        whole = self._server.get(f"{PLACE}/{held}")
        tracks = [one for one in whole["tracks"] if one["role"] in HEARD and not one["feedback"]]
        if whole["transcript"] or not tracks:
            self._tried.did(held)
            return ""
        bounds.count()
        try:
            self._server.send("POST", f"{PLACE}/{held}/transcript", {"track": tracks[0]["id"]})
        except RubatoError as error:
            self._tried.failed(held)
            return f"{summary['name']}: {error}"
        self._tried.did(held)
        return f"{summary['name']} was heard and written down."

    def _is_new(self, summary: Mapping[str, Any]) -> bool:
        old = self._clock() - int(summary["created"]) >= FRESH
        return old and bool(summary["tracks"]) and self._tried.waits(str(summary["id"]))
