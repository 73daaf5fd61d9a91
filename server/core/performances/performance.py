"""A performance: what was played once, with its video, files, takes and words, on one clock.

The clock is the video's, in ms; each file says where on it it begins. People call it a recording;
in code that word is kept for a file (`core/recordings.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

from server.core.errors import InvalidError
from server.core.library.topics import Topic, key_of, one_line
from server.core.library.videos import video_of, watched_at
from server.core.recordings import Kind

FoundBy: TypeAlias = Literal["marker", "notes", "hand"]

LONGEST_LINE: Final = 4_000
"""Characters of a line of a transcript."""
LONGEST: Final = 366 * 24 * 3_600_000
"""Ms: no time on a performance's clock is further from its beginning than a year."""
MOST_TAKES: Final = 2_000
MOST_TRACKS: Final = 200
MOST_LINES: Final = 50_000
MOST_LANGUAGES: Final = 20
LONGEST_REMARK: Final = 500
"""Characters of a note on a moment."""
MOST_REMARKS: Final = 5_000
MOST_SEARCHED: Final = 2_000_000
"""Characters by which one is found."""
EARLIEST: Final = -2_208_988_800_000
"""The year 1900, in ms since 1970: nothing was recorded before."""


@dataclass(frozen=True, slots=True)
class Performance:
    """What all its files share."""

    id: str
    """16 hexadecimal digits."""
    user_id: int
    owner: str
    name: str
    video: str
    """The address of its video on YouTube, or empty."""
    shared: bool
    """Whether everybody on this server may see it, and add feedback."""
    in_library: bool
    """Whether what is said in it goes into the library: an admin's does."""
    recorded: int
    """When it was played."""
    created: int
    """Milliseconds since 1970, UTC, both."""
    version: int

    @property
    def youtube(self) -> str | None:
        """Give the id of its video on YouTube."""
        return video_of(self.video)

    @property
    def year(self) -> int:
        """Give the year in which it was played, UTC."""
        return datetime.fromtimestamp(self.recorded / 1000, UTC).year


@dataclass(frozen=True, slots=True)
class Track:
    """A file of it."""

    id: int
    user_id: int
    by: str
    """The name of who added it."""
    recording: str
    """The file's id."""
    kind: Kind
    name: str
    size: int
    offset_ms: int
    """Where on the performance's clock the file begins; less than 0: before it."""
    feedback: bool
    """Whether it comments on what was played, rather than being part of it."""
    languages: tuple[str, ...]
    """Names of the languages that its notes are read in."""
    version: int

    @property
    def role(self) -> str:
        """Give what it is to the rest: midi, audio, video, session or transcript."""
        return ROLES.get(self.kind, self.kind)


ROLES: Final = {
    "microphone": "audio",
    "tab-sound": "audio",
    "tab-picture": "video",
    "camera": "video",
}
PLAYED: Final = frozenset({"midi", "session"})
"""Roles of files that hold notes."""
USUAL: Final = ("base",)
"""Languages that a file is read in which names none."""


@dataclass(frozen=True, slots=True)
class Take:
    """A part of it: an iteration, with its beginning, which is its zero, and its end."""

    id: int
    number: int
    """No two takes of a performance share one."""
    name: str
    from_ms: int
    to_ms: int
    found_by: FoundBy
    version: int

    @property
    def title(self) -> str:
        """Give what it is called."""
        return self.name or f"take {self.number}"


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line of what was said in it; its correction stands beside it, never over it."""

    id: int
    track: int | None
    """The file in which it is said; none: the video."""
    from_ms: int
    to_ms: int
    """Of the performance's clock."""
    original: str
    correction: str
    """Empty where it needs none."""
    feedback: bool
    """Whether it is said in feedback."""
    version: int

    @property
    def text(self) -> str:
        """Give what stands."""
        return self.correction or self.original


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody thinks of a moment of it. People call it a note, which here is a key press."""

    id: int
    user_id: int
    by: str
    at_ms: int
    text: str
    made: int
    """Milliseconds since 1970, UTC."""
    version: int


@dataclass(frozen=True, slots=True)
class Belongs:
    """That a performance (`take` none) or a take of it belongs to a topic, or a take does not."""

    take: int | None
    topic: Topic
    state: Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything of one."""

    performance: Performance
    tracks: tuple[Track, ...]
    takes: tuple[Take, ...]
    """By their beginnings."""
    lines: tuple[SaidLine, ...]
    """By their beginnings."""
    belongs: tuple[Belongs, ...]
    remarks: tuple[Remark, ...] = ()
    """By their moments."""

    def topics(self, take: int | None) -> tuple[Topic, ...]:
        """Give the topics of a take: those of all and its own, less what it was taken out of."""
        common = {one.topic.id: one.topic for one in self.belongs if one.take is None}
        if take is None:
            return tuple(common.values())
        own = [one for one in self.belongs if one.take == take]
        put = {one.topic.id: one.topic for one in own if one.state == "in"}
        out = {one.topic.id for one in own if one.state == "out"}
        both = common | put
        return tuple(topic for number, topic in both.items() if number not in out)


def clean_video(address: str) -> str:
    """Bring the address of a video to the one it is kept under; raises `InvalidError`."""
    told = one_line(address)
    if not told:
        return ""
    found = video_of(told) or video_of(watched_at(told))
    if found is None:
        raise InvalidError(
            "This is no address of a video on YouTube; one is https://youtu.be/ and 11 signs. "
            "A video that is a file is sent as one."
        )
    return watched_at(found)


def checked_span(from_ms: int, to_ms: int) -> None:
    """Raise `InvalidError` where a take does not end after it begins, or lies too far away."""
    if not -LONGEST <= from_ms < to_ms <= LONGEST:
        raise InvalidError("A take begins before it ends, in ms of the video's clock.")


def checked_offset(offset_ms: int) -> int:
    """Check where a file begins; raises `InvalidError`."""
    if not -LONGEST <= offset_ms <= LONGEST:
        raise InvalidError("A file begins within a year of the video's beginning.")
    return offset_ms


def checked_moment(at_ms: int) -> int:
    """Check a moment of its clock; raises `InvalidError`."""
    if not -LONGEST <= at_ms <= LONGEST:
        raise InvalidError("A moment lies within a year of the video's beginning.")
    return at_ms


def clean_remark(text: str) -> str:
    """Bring a note on a moment to one line of text, markup and all; raises `InvalidError`."""
    cleaned = one_line(text)
    if not 0 < len(cleaned) <= LONGEST_REMARK:
        raise InvalidError(f"A note has a text of at most {LONGEST_REMARK} characters.")
    return cleaned


def checked_recorded(recorded: int, now: int) -> int:
    """Check when something was played, ms since 1970; raises `InvalidError`."""
    if not EARLIEST <= recorded <= now + 24 * 3_600_000:
        raise InvalidError("A recording was made after 1900, and before tomorrow.")
    return recorded


def clean_line(text: str) -> str:
    """Bring a corrected line to one line of text, markup and all; raises `InvalidError`."""
    cleaned = one_line(text)
    if len(cleaned) > LONGEST_LINE:
        raise InvalidError(f"A line has at most {LONGEST_LINE} characters.")
    return cleaned


def clean_languages(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Check names of languages; raises `InvalidError`."""
    cleaned = tuple(dict.fromkeys(one_line(name) for name in names))
    if len(cleaned) > MOST_LANGUAGES or any(not 0 < len(name) <= 64 for name in cleaned):
        raise InvalidError(f"A file has at most {MOST_LANGUAGES} languages, each by its name.")
    return cleaned


def searched(whole: Whole) -> str:
    """Give the text by which it is found: its name, its takes', its files', and what is told."""
    takes = [one.name for one in whole.takes]
    tracks = [one.name for one in whole.tracks]
    noted = [one.text for one in whole.remarks]
    said = [one.text for one in whole.lines]
    told = [whole.performance.name, *takes, *tracks, *noted, *said]
    return key_of(" ".join(told)[:MOST_SEARCHED])


def remarks_with(remarks: Iterable[Remark], words: Sequence[str], most: int) -> tuple[Remark, ...]:
    """Give the notes in which most of these words are, as `key_of` gives them; none has none."""
    keys = [(one, key_of(one.text)) for one in remarks]
    counts = [(sum(word in key for word in words), one) for one, key in keys]
    found = [(count, one) for count, one in counts if count]
    return tuple(one for _, one in sorted(found, key=lambda each: -each[0])[:most])
