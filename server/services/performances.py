"""Performances: made, seen, sought, changed and deleted; each its owner's, shared if he likes."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from server.core.errors import ForbiddenError, InvalidError, LateError, NotFoundError
from server.core.library.topics import key_of
from server.core.library.videos import ID, watched_at
from server.core.performance_ports import PerformanceStore, Sought, Summary
from server.core.performances.edits import Change, Edit
from server.core.performances.performance import (
    Performance,
    Whole,
    checked_recorded,
    clean_video,
    searched,
)
from server.core.ports import Clock, Entropy
from server.core.recordings import MOST_LISTED, Recording, clean_name
from server.core.taste.ratings import Rating, Thing, digest, thing_of
from server.core.users import User
from server.services.topics import Topics

ID_BYTES = 8
MOST_EDITS = 1_000
LONGEST_TOLD = 4_000
"""Characters of what is said that taste learns from."""
NONE_SUCH = "There is no such recording; it may have been deleted."


class Scores(Protocol):
    """Knows what somebody rated."""

    def rating(self, user_id: int, thing_id: str) -> Rating | None:
        """Find somebody's rating of a thing, also one that was taken back."""
        ...


class Rates(Protocol):
    """Rates things."""

    def rate(
        self, user: User, thing: Thing, value: int | None, version: int | None = None
    ) -> Rating:
        """Rate a thing, or take that back."""
        ...


class Files(Protocol):
    """Keeps files."""

    def one(self, user: User, recording_id: str) -> Recording:
        """Give one of his; raises `NotFoundError`."""
        ...

    def remove(self, user: User, recording_id: str) -> None:
        """Delete one."""
        ...


class Texts(Protocol):
    """Keeps what is said in the library as it stands."""

    def sync(self, performance_id: str) -> None:
        """Bring the library up to date."""
        ...


class World(NamedTuple):
    """What performances are kept by."""

    store: PerformanceStore
    files: Files
    texts: Texts
    topics: Topics
    scores: Scores
    rates: Rates
    clock: Clock
    entropy: Entropy


class Wanted(NamedTuple):
    """What somebody looks for."""

    text: str = ""
    topic: str = ""
    year: int | None = None
    least: int | None = None
    video: str = ""
    by_score: bool = False
    """The best first."""


class Performances:
    """What people recorded, as a whole."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._store = world.store

    def add(
        self,
        user: User,
        name: str,
        video: str = "",
        recorded: int | None = None,
        shared: bool = False,
    ) -> Whole:
        """Make one without files; raises `InvalidError` for what cannot be."""
        now = self._world.clock()
        made = Performance(
            self._world.entropy(ID_BYTES).hex(),
            user.id,
            user.name,
            clean_name(name),
            clean_video(video),
            shared,
            user.role == "admin",
            checked_recorded(now if recorded is None else recorded, now),
            now,
            1,
        )
        self._store.add_performance(made)
        return self.touched(made.id)

    def listed(
        self, user: User, wanted: Wanted, limit: int = 50, before: str | None = None
    ) -> Sequence[Summary]:
        """List those somebody may see, the latest played first; `before`: the last one seen."""
        if not 1 <= limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        sought = Sought(
            tuple(key_of(wanted.text).split())[:MOST_WORDS],
            self._world.topics.named(wanted.topic).id if wanted.topic else None,
            wanted.year,
            wanted.least,
            wanted.video or None,
            wanted.by_score,
        )
        return self._store.performances(user.id, user.role == "admin", sought, limit, before)

    def see(self, user: User, performance_id: str) -> Whole:
        """Give one by its id or its video's on YouTube; raises `NotFoundError`, for others' too."""
        found = self._store.whole(self._known(user, performance_id))
        if found is None or not may_see(user, found.performance):
            raise NotFoundError(NONE_SUCH)
        return found

    def has_video(self, user: User, video: str) -> bool:
        """Tell whether there is one that he may see, of a video on YouTube by its id."""
        return bool(ID.fullmatch(video) and self._known(user, video))

    def mine(self, user: User, performance_id: str) -> Whole:
        """Give one that he may change; raises `NotFoundError` or `ForbiddenError`."""
        found = self.see(user, performance_id)
        if not may_edit(user, found.performance):
            raise ForbiddenError("This recording is somebody else's; you may add feedback to it.")
        return found

    def change(
        self,
        user: User,
        performance_id: str,
        version: int,
        *,
        name: str | None = None,
        video: str | None = None,
        recorded: int | None = None,
        shared: bool | None = None,
    ) -> Whole:
        """Change what is given of one; raises `LateError` where another changed the same."""
        held = self.mine(user, performance_id).performance
        now = self._world.clock()
        fields = {
            "name": None if name is None else clean_name(name),
            "video": None if video is None else clean_video(video),
            "recorded": None if recorded is None else checked_recorded(recorded, now),
            "shared": shared,
        }
        given = {field: value for field, value in fields.items() if value is not None}
        return self.edit(user, held.id, Change("performance", 0, version, given))

    def edit(self, user: User, performance_id: str, change: Change) -> Whole:
        """Store a change; raises `LateError` where another was first, and both are kept."""
        verdict = self._store.edit(performance_id, change, user.id, self._world.clock())
        if verdict is None:
            raise NotFoundError("It was deleted meanwhile.")
        if verdict.refused:
            raise LateError(
                f"Another changed {' and '.join(verdict.refused)} meanwhile. His version stands, "
                "yours is kept beside it; look at both, and change it once more."
            )
        return self.touched(performance_id)

    def edits(self, user: User, performance_id: str) -> Sequence[Edit]:
        """List all changes of one, the newest first, those that were refused among them."""
        return self._store.edits(self.see(user, performance_id).performance.id, MOST_EDITS)

    def remove(self, user: User, performance_id: str, *, files: bool = False) -> None:
        """Delete one; with its owner's files, but those that another has, too."""
        found = self.mine(user, performance_id)
        held = found.performance
        self._store.remove_performance(held.id)
        self._world.texts.sync(held.id)
        if not files:
            return
        for track in found.tracks:
            if track.user_id == held.user_id and not self._store.holders(track.recording):
                self._remove_file(user, track.recording)

    def score(self, user: User, found: Whole) -> int | None:
        """Tell how somebody rated one."""
        rating = self._world.scores.rating(user.id, digest("recording", found.performance.id))
        return rating.value if rating else None

    def rate(self, user: User, performance_id: str, value: int | None) -> Whole:
        """Rate one from 0 to 10, or take that back; raises `InvalidError`."""
        found = self.see(user, performance_id)
        said = " ".join(line.text for line in found.lines)[:LONGEST_TOLD]
        held = found.performance
        address = f"/web/analyze.html?video={held.id}"
        thing = thing_of(
            "recording",
            held.id,
            title=held.name,
            text=said,
            address=address,
            made=held.recorded,
        )
        self._world.rates.rate(user, thing, value)
        return found

    def touched(self, performance_id: str) -> Whole:
        """Bring what is found by, and the library, up to date with one; give it."""
        found = self._store.whole(performance_id)
        if found is None:
            raise NotFoundError(NONE_SUCH)
        self._store.note_search(performance_id, searched(found))
        self._world.texts.sync(performance_id)
        return found

    def _known(self, user: User, told: str) -> str:
        if not ID.fullmatch(told):
            return told
        return self._store.with_video(user.id, watched_at(told)) or ""

    def _remove_file(self, user: User, recording_id: str) -> None:
        try:
            self._world.files.remove(user, recording_id)
        except NotFoundError:
            # It went with the session that carried it.
            return


def may_see(user: User, performance: Performance) -> bool:
    """Tell whether somebody may see one."""
    return performance.shared or may_edit(user, performance)


def may_edit(user: User, performance: Performance) -> bool:
    """Tell whether somebody may change one."""
    return user.role == "admin" or performance.user_id == user.id


MOST_WORDS = 20
"""Words that are looked for at once."""
