"""What is said in performances: from a transcript, heard here, or YouTube's; and corrected."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing
from typing import NamedTuple, Protocol

from server.core.errors import InvalidError, NotFoundError
from server.core.library.blocks import Block
from server.core.library.subtitles import said, written
from server.core.library_ports import Videos
from server.core.performance_ports import NewLine, PerformanceStore
from server.core.performances.edits import Change
from server.core.performances.performance import (
    MOST_LINES,
    Track,
    Whole,
    clean_line,
)
from server.core.recording_content import lines_of
from server.core.recordings import Recording
from server.core.transcript import Segment
from server.core.transcription_form import Wish
from server.core.users import User
from server.services.performances import Performances
from server.services.transcription_queue import TranscriptionQueue

HEARD = frozenset({"audio", "video"})
"""Roles of files that can be heard."""


class Files(Protocol):
    """Keeps files."""

    def held(self, recording_id: str) -> tuple[Recording, str]:
        """Give one that is whole, and where it lies."""
        ...

    def content(self, recording: Recording) -> bytes:
        """Give its bytes; raises `NotFoundError` where they are gone."""
        ...


class HearingStep(NamedTuple):
    """How far it is."""

    done_ms: int
    total_ms: int


class World(NamedTuple):
    """What transcripts come from."""

    files: Files
    transcriptions: TranscriptionQueue
    videos: Callable[[], Videos]
    use_youtube: bool


class PerformanceSaid:
    """Keeps what is said."""

    def __init__(self, performances: Performances, store: PerformanceStore, world: World) -> None:
        self._performances, self._store, self._world = performances, store, world

    @property
    def use_youtube(self) -> bool:
        """Tell whether videos are played from YouTube where they are there."""
        return self._world.use_youtube

    def read(self, performance_id: str, track_id: int, recording: Recording) -> None:
        """Take a transcript's lines; they stand on its own clock."""
        blocks = said(lines_of(self._world.files.content(recording)))
        self._set(performance_id, track_id, blocks)

    def from_youtube(self, user: User, performance_id: str) -> Whole:
        """Take the subtitles of the video; raises `InvalidError` or `UnavailableError` with why."""
        held = self._performances.mine(user, performance_id).performance
        if held.youtube is None:
            raise InvalidError("This recording has no video on YouTube.")
        if not self._world.use_youtube:
            raise InvalidError("YouTube is not asked: the setting useyoutube is off.")
        self._set(held.id, None, self._world.videos().transcript(held.youtube).blocks)
        return self._performances.touched(held.id)

    async def heard(
        self, user: User, performance_id: str, track_id: int
    ) -> AsyncGenerator[HearingStep | Whole, None]:
        """Write a file down on this machine; the last is the performance with what was said.

        Who gave feedback to somebody else's may have that written down. Raises `InvalidError`
        where there is nothing to be heard, `TooManyError` where many wait.
        """
        whole = await asyncio.to_thread(self._performances.see, user, performance_id)
        track = next((one for one in whole.tracks if one.id == track_id), None)
        if track is None or track.user_id != user.id:
            whole = await asyncio.to_thread(self._performances.mine, user, performance_id)
        track = _heard_track(whole, track_id)
        _, path = await asyncio.to_thread(self._world.files.held, track.recording)
        segments: list[Segment] = []
        with self._world.transcriptions.place():
            async with aclosing(self._world.transcriptions.written(path, Wish())) as steps:
                async for told in steps:
                    if isinstance(told, Segment):
                        segments.append(told)
                    else:
                        yield HearingStep(told.done_ms, told.total_ms)
        held = whole.performance.id
        await asyncio.to_thread(self._set, held, track.id, written(segments).blocks)
        yield await asyncio.to_thread(self._performances.touched, held)

    def correct(
        self, user: User, performance_id: str, line_id: int, version: int, text: str
    ) -> Whole:
        """Correct a line, or (empty) take that back; what was heard stays beside it.

        Raises `LateError` where another corrected it meanwhile.
        """
        whole = self._performances.mine(user, performance_id)
        line = next((one for one in whole.lines if one.id == line_id), None)
        if line is None:
            raise NotFoundError("There is no such line; the transcript may be another by now.")
        cleaned = clean_line(text)
        fields = {"correction": "" if cleaned == line.original else cleaned}
        change = Change("line", line.id, version, fields)
        return self._performances.edit(user, whole.performance.id, change)

    def _set(self, performance_id: str, track_id: int | None, blocks: Sequence[Block]) -> None:
        lines = _new_lines(blocks)
        if len(lines) > MOST_LINES:
            raise InvalidError(f"A transcript has at most {MOST_LINES} lines.")
        self._store.set_lines(performance_id, track_id, lines)


def _new_lines(blocks: Iterable[Block]) -> list[NewLine]:
    return [
        NewLine(block.from_ms, max(block.to_ms or 0, block.from_ms + 1), clean_line(block.text))
        for block in blocks
        if block.from_ms is not None
    ]


def _heard_track(whole: Whole, track_id: int) -> Track:
    found = next((one for one in whole.tracks if one.id == track_id), None)
    if found is None:
        raise NotFoundError("There is no such file in this recording; it may have been taken out.")
    if found.role not in HEARD:
        raise InvalidError("Only sound and video can be heard; this file is neither.")
    return found
