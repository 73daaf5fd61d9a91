"""The task `dataset`: clips to train a voice from, of what is said between the takes of recordings.

A recording of the owner's is cut once he rated it, and again where it changed after that. Which
those are its line in the list tells; since a corrected line of its transcript does not show there,
a few others are looked at with each step, the one longest ago first.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.ports import Clock
from server.core.step.between_takes import said_between, sounding
from server.core.step.ports import Papers, Server
from server.core.step.task import Bounds, Outcome, Progress
from server.core.transcript_reading import Line

PLACE = "/v1/recordings/performances"
STATE = "state/dataset.json"
AT_ONCE = 200
AGAIN = 3
"""Recordings that each step looks at again, though their lines in the list are as before."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What became of one recording."""

    clips: int
    seconds: float


class Cutter(Protocol):
    """Cuts the sound of a file into a dataset in a folder of its own, named by `key`."""

    def __call__(
        self, key: str, name: str, lines: Sequence[Line], fetch: Callable[[str], object]
    ) -> Cut:
        """Cut it; `fetch` writes the file to a place. Raises our errors."""
        ...


class DatasetTask:
    """Finds recordings, and lets them be cut."""

    name = "dataset"
    caption = "cut clips to train your voice from, between takes of rated recordings"

    def __init__(self, server: Server, papers: Papers, cutter: Cutter, clock: Clock) -> None:
        self._server, self._papers, self._cutter, self._clock = server, papers, cutter, clock

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Cut those that are new or changed."""
        state = self._state()
        lines: list[str] = []
        counts = {"recordings": 0, "clips": 0, "seconds": 0}
        rated = self._rated(bounds)
        wanted = self._wanted(rated, state)
        ended = "done"
        for at, one in enumerate(wanted):
            if not bounds.left():
                ended = "partly"
                break
            told(at, len(wanted), one["name"])
            self._one(bounds, one, state, lines, counts, dry=dry)
            if not dry:
                self._keep(state)
        if ended == "partly":
            return Outcome("partly", lines, counts)
        return Outcome("done" if lines else "idle", lines, counts)

    def _rated(self, bounds: Bounds) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        before = ""
        while bounds.left():
            bounds.count()
            params = {"least": 0, "limit": AT_ONCE} | ({"before": before} if before else {})
            some = self._server.get(PLACE, params)["performances"]
            found += [one for one in some if one["mine"]]
            if len(some) < AT_ONCE:
                break
            before = some[-1]["id"]
        return found

    @staticmethod
    def _wanted(rated: Sequence[dict[str, Any]], state: dict[str, Any]) -> list[dict[str, Any]]:
        """Give those that are new or changed, and a few that may have."""
        changed = [one for one in rated if state.get(one["id"], {}).get("summary") != _print(one)]
        others = [one for one in rated if one not in changed]
        others.sort(key=lambda one: state[one["id"]].get("looked", 0))
        return [*changed, *others[:AGAIN]]

    def _one(
        self,
        bounds: Bounds,
        one: dict[str, Any],
        state: dict[str, Any],
        lines: list[str],
        counts: dict[str, int],
        *,
        dry: bool,
    ) -> None:
        key, name = str(one["id"]), str(one["name"])
        bounds.count()
        whole = self._server.get(f"{PLACE}/{key}")
        track = sounding(whole["tracks"])
        offset = int(track["offset_ms"]) if track else 0
        said = said_between(whole["transcript"], whole["takes"], offset) if track else []
        content = _print([track and track["id"], offset, [(x.start_ms, x.text) for x in said]])
        before = state.get(key, {})
        looked = {"summary": _print(one), "content": content, "looked": self._clock()}
        if said and track and content != before.get("content"):
            if dry:
                lines.append(f"{name}: {len(said)} lines would be cut.")
                return
            try:
                cut = self._cutter(key, name, said, self._fetching(bounds, track))
            except UnavailableError:
                raise  # a full disk, or what is not installed, is so for all of them
            except RubatoError as error:
                lines.append(f"{name}: {error}")
            else:
                counts["recordings"] += 1
                counts["clips"] += cut.clips
                counts["seconds"] += round(cut.seconds)
                lines.append(f"{name}: {cut.clips} clips of {len(said)} lines.")
        state[key] = looked

    def _fetching(self, bounds: Bounds, track: Mapping[str, Any]) -> Callable[[str], object]:
        def fetch(target: str) -> None:
            bounds.count()
            size = int(track["size"])
            if self._server.fetch(track["file"], target, size) != size:
                raise InvalidError("Its file is another than was told.")

        return fetch

    def _state(self) -> dict[str, Any]:
        try:
            found = json.loads(self._papers.read(STATE) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, state: dict[str, Any]) -> None:
        self._papers.write(STATE, json.dumps(state) + "\n")


def _print(told: Any) -> str:
    """Give a short fingerprint of something."""
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
