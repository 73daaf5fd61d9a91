"""The files of performances: added with what they bring, moved on the clock, taken out, served."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from server.core.errors import ForbiddenError, InvalidError, NotFoundError
from server.core.performance_ports import NewTrack, PerformanceStore
from server.core.performances.edits import Change
from server.core.performances.performance import (
    MOST_TRACKS,
    PLAYED,
    Track,
    Whole,
    checked_offset,
    clean_languages,
)
from server.core.recordings import Recording, clean_name
from server.core.session_media import SessionMedium
from server.core.users import User
from server.services.performance_said import PerformanceSaid
from server.services.performance_takes import PerformanceTakes
from server.services.performances import Performances, may_edit


class Adding(NamedTuple):
    """A file that somebody adds."""

    recording: str
    """The id of a whole one of his."""
    offset_ms: int = 0
    name: str = ""
    """Empty: what the file is called."""
    feedback: bool = False
    languages: Sequence[str] = ()


class Files(Protocol):
    """Keeps files."""

    def file(self, user: User, recording_id: str) -> tuple[Recording, str]:
        """Give somebody's own that is whole, and where it lies."""
        ...

    def held(self, recording_id: str) -> tuple[Recording, str]:
        """Give one that is whole, and where it lies."""
        ...

    def form(self, recording: Recording) -> tuple[str, str]:
        """Tell its ending and media type."""
        ...

    def media(
        self, user: User, recording_id: str
    ) -> Sequence[tuple[SessionMedium, Recording | None]]:
        """Give what a session carries."""
        ...


class Served(NamedTuple):
    """A file to be served."""

    path: str
    media_type: str
    name: str


class PerformanceTracks:
    """Adds files to performances."""

    def __init__(
        self,
        performances: Performances,
        store: PerformanceStore,
        files: Files,
        takes: PerformanceTakes,
        said: PerformanceSaid,
    ) -> None:
        self._performances, self._store, self._files = performances, store, files
        self._takes, self._said = takes, said

    def add(self, user: User, performance_id: str, adding: Adding) -> Whole:
        """Add a file with what it brings: a transcript's lines, a session's media, takes.

        Raises `ForbiddenError` where it is no feedback to somebody else's, `ConflictError` where it
        is there already or has not arrived, `InvalidError` where there are too many.
        """
        whole = self._performances.see(user, performance_id)
        if not adding.feedback and not may_edit(user, whole.performance):
            raise ForbiddenError("This recording is somebody else's; you may add feedback to it.")
        recording, _ = self._files.file(user, adding.recording)
        held = whole.performance.id
        track = self._add(user, whole, recording, adding)
        if recording.announced.kind == "session":
            self._add_media(user, held, recording, adding)
        if recording.announced.kind == "transcript":
            self._read(held, track, recording)
        elif recording.announced.kind in PLAYED and not adding.feedback:
            self._takes.look(held)
        return self._performances.touched(held)

    def change(
        self,
        user: User,
        performance_id: str,
        track_id: int,
        version: int,
        *,
        offset_ms: int | None = None,
        name: str | None = None,
        languages: Sequence[str] | None = None,
    ) -> Whole:
        """Move a file on the clock, name it anew, or say which languages it is read in."""
        whole, track = self._own(user, performance_id, track_id)
        fields = {
            "offset_ms": None if offset_ms is None else checked_offset(offset_ms),
            "name": None if name is None else clean_name(name),
            "languages": None if languages is None else list(clean_languages(list(languages))),
        }
        given = {field: value for field, value in fields.items() if value is not None}
        change = Change("track", track.id, version, given)
        return self._performances.edit(user, whole.performance.id, change)

    def remove(self, user: User, performance_id: str, track_id: int) -> Whole:
        """Take a file out, with what was written down from it; the file itself stays."""
        whole, track = self._own(user, performance_id, track_id)
        self._store.remove_track(whole.performance.id, track.id)
        return self._performances.touched(whole.performance.id)

    def served(self, user: User, performance_id: str, track_id: int) -> Served:
        """Give a file to who may see what it is part of."""
        whole = self._performances.see(user, performance_id)
        recording, path = self._files.held(track_of(whole, track_id).recording)
        suffix, media_type = self._files.form(recording)
        name = recording.announced.name.removesuffix(suffix)
        return Served(path, media_type, f"{name}{suffix}")

    def media_type(self, track: Track) -> str:
        """Tell what a file is; empty where it is gone."""
        try:
            recording, _ = self._files.held(track.recording)
            return self._files.form(recording)[1]
        except (NotFoundError, OSError):
            return ""

    def _add(self, user: User, whole: Whole, recording: Recording, adding: Adding) -> int:
        if len(whole.tracks) >= MOST_TRACKS:
            raise InvalidError(f"A recording has at most {MOST_TRACKS} files.")
        return self._store.add_track(
            whole.performance.id,
            NewTrack(
                user.id,
                recording.id,
                clean_name(adding.name or recording.announced.name),
                checked_offset(adding.offset_ms),
                adding.feedback,
                clean_languages(list(adding.languages)),
            ),
        )

    def _read(self, held: str, track: int, recording: Recording) -> None:
        """Take a transcript's lines; one that is too long is no part of the performance."""
        try:
            self._said.read(held, track, recording)
        except InvalidError:
            self._store.remove_track(held, track)
            raise

    def _add_media(self, user: User, held: str, session: Recording, adding: Adding) -> None:
        """Add what a session carries and is here, at its place on the clock."""
        for medium, recording in self._files.media(user, session.id):
            whole = self._performances.see(user, held)
            there = {track.recording for track in whole.tracks}
            if recording is None or not recording.complete or recording.id in there:
                continue
            at = adding.offset_ms + medium.at
            name = medium.name or recording.announced.name
            self._add(user, whole, recording, adding._replace(offset_ms=at, name=name))

    def _own(self, user: User, performance_id: str, track_id: int) -> tuple[Whole, Track]:
        """Find a file that he may change: what he added, or all of his own."""
        whole = self._performances.see(user, performance_id)
        track = track_of(whole, track_id)
        if track.user_id != user.id and not may_edit(user, whole.performance):
            raise ForbiddenError("This file is somebody else's.")
        return whole, track


def track_of(whole: Whole, track_id: int) -> Track:
    """Find a file; raises `NotFoundError`."""
    found = next((one for one in whole.tracks if one.id == track_id), None)
    if found is None:
        raise NotFoundError("There is no such file in this recording; it may have been taken out.")
    return found
