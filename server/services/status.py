"""What runs: version, uptime, whether it is ready, database, languages, MIDI."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

from server.core.errors import RubatoError
from server.core.ports import Clock, MidiFeed, Store

Phase: TypeAlias = Literal["starting", "ready", "ending"]
Listed: TypeAlias = Callable[[], Sequence[dict[str, Any]]]


class Status:
    """Looks at the parts and says how they are."""

    def __init__(
        self, version: str, store: Store, languages: Listed, midi: MidiFeed | None, clock: Clock
    ) -> None:
        self.version = version
        self._store = store
        self._languages = languages
        self._midi = midi
        self._clock = clock
        self._started = clock()
        self.phase: Phase = "ready"
        """Who runs the server says when it begins to start and to end."""

    def health(self) -> dict[str, Any]:
        """Say whether the server can work; the shape for programs, cheap enough for each second."""
        problem = self._database_problem()
        working = "ok" if problem is None else "failing"
        return {
            "status": working if self.phase == "ready" else self.phase,
            "ready": problem is None and self.phase == "ready",
            "name": "rubato",
            "version": self.version,
            "uptime": (self._clock() - self._started) // 1000,
            "database": problem or "ok",
        }

    def whole(self) -> dict[str, Any]:
        """Say how each part is."""
        return self.health() | {"languages": self._languages(), "midi": self._midi_state()}

    def _database_problem(self) -> str | None:
        try:
            self._store.ping()
        except RubatoError as error:
            return str(error)
        return None

    def _midi_state(self) -> dict[str, Any]:
        if self._midi is None:
            return {"problem": "The MIDI bridge is off.", "ports": []}
        return {"problem": self._midi.problem(), "ports": list(self._midi.ports())}
