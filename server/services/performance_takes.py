"""The takes of performances: found in what was played and said, set by hand, changed, deleted."""

from collections.abc import Mapping
from typing import Protocol

from server.core.errors import InvalidError, NotFoundError
from server.core.library.topics import one_line
from server.core.performance_ports import TakeStore
from server.core.performances.edits import Change
from server.core.performances.finding import (
    NAME,
    Found,
    free_number,
    in_lines,
    in_midi,
    in_writing,
    renewed,
)
from server.core.performances.performance import (
    MOST_TAKES,
    PLAYED,
    Take,
    Whole,
    checked_span,
)
from server.core.ports import Clock
from server.core.recordings import Recording
from server.core.smf import read_smf
from server.core.taste.ratings import value_of
from server.core.users import User
from server.services.performances import Performances


class Files(Protocol):
    """Keeps files."""

    def held(self, recording_id: str) -> tuple[Recording, str]:
        """Give one that is whole, and where it lies."""
        ...

    def content(self, recording: Recording) -> bytes:
        """Give its bytes; raises `NotFoundError` where they are gone."""
        ...


class PerformanceTakes:
    """Finds and keeps takes."""

    def __init__(
        self, performances: Performances, store: TakeStore, files: Files, clock: Clock
    ) -> None:
        self._performances, self._store = performances, store
        self._files, self._clock = files, clock

    def find(self, user: User, performance_id: str, text: str = "") -> Whole:
        """Find them anew, or in a description; what was set or changed by hand stays."""
        held = self._performances.mine(user, performance_id).performance.id
        self.look(held, text)
        return self._performances.touched(held)

    def look(self, performance_id: str, text: str = "") -> None:
        """Find them in a description, what was played, or else in what is said."""
        whole = self._store.whole(performance_id)
        if whole is None:
            return
        found = in_writing(text, _length(whole)) if text else self._played(whole)
        scored = self._store.scored_takes(performance_id)
        change = renewed(whole.takes, found or in_lines(whole.lines), scored)
        if change.gone:
            self._store.remove_takes(performance_id, change.gone)
        room = MOST_TAKES - len(whole.takes) + len(change.gone)
        self._store.add_takes(performance_id, change.new[: max(room, 0)])

    def add(
        self, user: User, performance_id: str, from_ms: int, to_ms: int, name: str = ""
    ) -> Whole:
        """Set one by hand; raises `InvalidError` for one that does not end after it begins."""
        whole = self._performances.mine(user, performance_id)
        checked_span(from_ms, to_ms)
        if len(whole.takes) >= MOST_TAKES:
            raise InvalidError(f"A recording has at most {MOST_TAKES} takes.")
        number = free_number(whole.takes)
        take = Take(0, number, _clean(name), from_ms, to_ms, "hand", 1)
        self._store.add_takes(whole.performance.id, [take])
        return self._performances.touched(whole.performance.id)

    def change(
        self,
        user: User,
        performance_id: str,
        take_id: int,
        version: int,
        *,
        from_ms: int | None = None,
        to_ms: int | None = None,
        name: str | None = None,
    ) -> Whole:
        """Change what is given of one; raises `LateError` where another changed the same."""
        whole = self._performances.mine(user, performance_id)
        take = take_of(whole, take_id)
        checked_span(
            take.from_ms if from_ms is None else from_ms, take.to_ms if to_ms is None else to_ms
        )
        fields = {
            "from_ms": from_ms,
            "to_ms": to_ms,
            "name": None if name is None else _clean(name),
        }
        given = {field: value for field, value in fields.items() if value is not None}
        change = Change("take", take.id, version, given)
        return self._performances.edit(user, whole.performance.id, change)

    def remove(self, user: User, performance_id: str, take_id: int) -> Whole:
        """Delete one; what is said in it belongs to the whole again."""
        whole = self._performances.mine(user, performance_id)
        self._store.remove_takes(whole.performance.id, [take_of(whole, take_id).id])
        return self._performances.touched(whole.performance.id)

    def scores(self, user: User, found: Whole) -> Mapping[int, int]:
        """Tell how somebody scored the takes of one, by their ids."""
        return self._store.take_scores(user.id, found.performance.id)

    def score(self, user: User, performance_id: str, take_id: int, value: int | None) -> Whole:
        """Score one from 0 to 10, or take that back; raises `InvalidError`."""
        found = self._performances.see(user, performance_id)
        take = take_of(found, take_id)
        self._store.score_take(user.id, take.id, value_of(value), self._clock())
        return found

    def _played(self, whole: Whole) -> list[Found]:
        """Find them in the first file that has any."""
        for track in whole.tracks:
            if track.role not in PLAYED or track.feedback:
                continue
            try:
                recording, _ = self._files.held(track.recording)
                found = in_midi(read_smf(self._files.content(recording)), track.offset_ms)
            except NotFoundError:
                continue
            if found:
                return found
        return []


def take_of(whole: Whole, take_id: int) -> Take:
    """Find a take; raises `NotFoundError`."""
    found = next((one for one in whole.takes if one.id == take_id), None)
    if found is None:
        raise NotFoundError("There is no such take; it may have been deleted.")
    return found


def _clean(name: str) -> str:
    return one_line(name)[:NAME]


def _length(whole: Whole) -> int:
    return max((line.to_ms for line in whole.lines), default=0)
