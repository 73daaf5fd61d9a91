"""What performances need of a database."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from server.core.mark_ports import MarkStore
from server.core.performances.edits import Change, Edit, Verdict
from server.core.performances.performance import Performance, Remark, Take, Whole


class Sought(NamedTuple):
    """Which performances are wanted; what is left out does not matter."""

    words: tuple[str, ...] = ()
    """As `key_of` gives them: all are in its names, in what is said, or in notes on moments."""
    topic: int | None = None
    year: int | None = None
    least: int | None = None
    """Rated so or better by who asks: as a whole, or a take of it."""
    youtube: str | None = None
    by_score: bool = False
    """The best first, by what who asks made of the whole or a take; else the latest played."""


class Summary(NamedTuple):
    """A performance in a list."""

    performance: Performance
    takes: int
    tracks: int
    topics: tuple[str, ...]
    """Names, of it and of its takes."""
    score: int | None
    """Of who asks."""
    best: int | None = None
    """The highest that who asks gave a take of it."""
    found: tuple[Remark, ...] = ()
    """Notes on its moments that have words that are sought, some of them."""


class NewTrack(NamedTuple):
    """A file that is added."""

    user_id: int
    recording: str
    name: str
    offset_ms: int
    feedback: bool
    languages: tuple[str, ...]


class NewLine(NamedTuple):
    """A line that is added, in ms of the file in which it is said."""

    from_ms: int
    to_ms: int
    text: str


class KeptAnalysis(NamedTuple):
    """What a file of notes holds, as it was found once."""

    track: int
    key: str
    """Names the bytes, languages, takes and rules that it was found by."""
    made: int
    """Milliseconds since 1970, UTC."""
    content: Mapping[str, Any]


class PlayedAt(NamedTuple):
    """Where a word was played."""

    performance: str
    name: str
    """Of the performance."""
    recorded: int
    """When it was played, ms since 1970."""
    voice: str
    from_ms: int
    to_ms: int
    """On the performance's clock."""


class AnalysisStore(Protocol):
    """Keeps what was found in the files of performances; each call is one transaction."""

    def analyses(self, performance_id: str) -> Sequence[KeptAnalysis]:
        """List what is kept, by the files' numbers."""
        ...

    def keep_analyses(self, performance_id: str, found: Sequence[KeptAnalysis]) -> None:
        """Keep what was found, in place of what was; what of it has no file any more is left out.

        Raises `NotFoundError` where the performance was deleted meanwhile.
        """
        ...

    def played(
        self, user_id: int, everybody: bool, word: tuple[str, str], limit: int
    ) -> tuple[Sequence[PlayedAt], int]:
        """List where a word (its language and keys, as “12 7 12”) was played, and count that.

        The latest recordings come first; only those somebody may see, and only files that are read
        in its language.
        """
        ...


class RemarkStore(Protocol):
    """Keeps notes on moments; each call is one transaction."""

    def add_remark(self, performance_id: str, user_id: int, at_ms: int, text: str, now: int) -> int:
        """Add one; raises `NotFoundError` where the performance was deleted meanwhile."""
        ...

    def remove_remark(self, performance_id: str, remark_id: int) -> bool:
        """Delete one; tell whether it was there."""
        ...


class PerformanceStore(Protocol):
    """Keeps performances; each call is one transaction."""

    def add_performance(self, made: Performance) -> None:
        """Add one."""
        ...

    def performance(self, performance_id: str) -> Performance | None:
        """Find one."""
        ...

    def with_video(self, user_id: int, address: str) -> str | None:
        """Give the id of the newest with a video, somebody's own before those that are shared."""
        ...

    def whole(self, performance_id: str) -> Whole | None:
        """Give everything of one."""
        ...

    def performances(
        self, user_id: int, everybody: bool, sought: Sought, limit: int, before: str | None
    ) -> Sequence[Summary]:
        """List those somebody may see, by when they were played or by score, the first first."""
        ...

    def remove_performance(self, performance_id: str) -> None:
        """Forget one; its files stay."""
        ...

    def note_search(self, performance_id: str, text: str) -> None:
        """Store the text by which it is found."""
        ...

    def edit(self, performance_id: str, change: Change, user_id: int, now: int) -> Verdict | None:
        """Store a change, or keep it as refused; none where the thing is gone."""
        ...

    def edits(self, performance_id: str, limit: int) -> Sequence[Edit]:
        """List changes, the newest first, refused ones too."""
        ...

    def add_track(self, performance_id: str, track: NewTrack) -> int:
        """Add a file; raises `ConflictError` where it is there already."""
        ...

    def remove_track(self, performance_id: str, track_id: int) -> bool:
        """Take a file out, with what was written down from it; tell whether it was there."""
        ...

    def held_elsewhere(self, recording: str, performance_id: str) -> bool:
        """Tell whether another performance has this file."""
        ...

    def holders(self, recording: str) -> Sequence[str]:
        """Name the performances that have this file."""
        ...

    def add_takes(self, performance_id: str, takes: Sequence[Take]) -> None:
        """Add takes, whose ids are given to them."""
        ...

    def remove_takes(self, performance_id: str, takes: Sequence[int]) -> int:
        """Delete takes; tell how many were there."""
        ...

    def set_lines(
        self, performance_id: str, track_id: int | None, lines: Sequence[NewLine]
    ) -> None:
        """Put lines in place of those of a file; the corrections of those that stay stay."""
        ...

    def set_belongs(
        self, performance_id: str, take_id: int | None, states: Mapping[int, str]
    ) -> bool:
        """Say which topics a performance or a take belongs to; tell whether it is there."""
        ...

    def put_in_library(self, performance_id: str) -> None:
        """Let what is said in it go into the library from now on."""
        ...

    def ids(self) -> Sequence[str]:
        """Name all there are."""
        ...


class TakeScoreStore(Protocol):
    """Keeps what people make of takes; each call is one transaction."""

    def take_scores(self, user_id: int, performance_id: str) -> Mapping[int, int]:
        """Give what somebody makes of the takes of a performance, by their ids."""
        ...

    def scored_takes(self, performance_id: str) -> Collection[int]:
        """Name the takes of a performance that anybody has scored."""
        ...

    def score_take(self, user_id: int, take_id: int, value: int | None, now: int) -> None:
        """Store what somebody makes of a take; none takes it back.

        Raises `NotFoundError` where the take was deleted meanwhile.
        """
        ...


class TakeStore(PerformanceStore, TakeScoreStore, Protocol):
    """Keeps performances, and what people make of their takes."""


class PartStores(TakeStore, AnalysisStore, RemarkStore, Protocol):
    """Keeps performances, what was found in them, and notes on moments."""


class PerformanceStores(PartStores, MarkStore, Protocol):
    """Keeps these, and what they answer."""
