"""What runs: version, uptime, whether it is ready, database, languages, MIDI."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

from server.core.errors import RubatoError
from server.core.ports import Clock, MidiFeed, Store

Phase: TypeAlias = Literal["starting", "ready", "ending"]
Listed: TypeAlias = Callable[[], Sequence[dict[str, Any]]]


class Status:
    """Looks at the parts and says how they are."""

    def __init__(  # noqa: PLR0917  (its parts)
        self,
        version: str,
        store: Store,
        languages: Listed,
        midi: MidiFeed | None,
        clock: Clock,
        kept: int = 0,
    ) -> None:
        """Take the parts; `kept`: ms for which what was seen of the database holds."""
        self.version = version
        self._store = store
        self._languages = languages
        self._midi = midi
        self._clock = clock
        self._started = clock()
        self._kept = kept
        self._seen: tuple[str | None, int] | None = None
        """What was wrong with the database, and when it was looked at."""
        self.phase: Phase = "ready"
        """Who runs the server says when it begins to start and to end."""

    def health(self) -> dict[str, Any]:
        """Say whether the server can work; the shape for programs, cheap enough for each second."""
        problem = self._database_problem()
        self._seen = (problem, self._clock())
        return self._health(problem)

    def health_known(self) -> dict[str, Any] | None:
        """Say it by what was just seen; it waits for nothing, and gives nothing where that is old.

        Who asks often is answered without a thread's turn.
        """
        if self._seen is None or not 0 <= self._clock() - self._seen[1] < self._kept:
            return None
        return self._health(self._seen[0])

    def _health(self, problem: str | None) -> dict[str, Any]:
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
        health = self.health_known() or self.health()
        return health | {"languages": self._languages(), "midi": self._midi_state()}

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
