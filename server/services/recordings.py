"""Recordings: announced, sent in pieces that may break off, listed, fetched, renamed, deleted."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol, TypeAlias

from server.core.errors import ConflictError, InvalidError, NotFoundError
from server.core.ports import Clock, Entropy, RecordingStore
from server.core.recording_content import (
    BEGINNING,
    checked_content,
    format_of,
    refused_at_once,
)
from server.core.recordings import (
    KINDS,
    MOST_LISTED,
    READ_WHOLE,
    Announced,
    Recording,
    announced,
    checked_offset,
    clean_name,
)
from server.core.session_media import SessionMedium, media_of
from server.core.users import User

ID_BYTES = 8
AT_ONCE = 1_000_000
"""Bytes that are written, and said to have arrived, together."""


class RecordingFiles(Protocol):
    """Keeps their bytes."""

    def write(self, recording: Recording, offset: int, piece: bytes) -> None:
        """Write a piece at its place in what has arrived, and what came after it is no more."""
        ...

    def finish(self, recording: Recording) -> bool:
        """Put it where whole ones lie, if its bytes are those that were announced."""
        ...

    def path(self, recording: Recording) -> str:
        """Say where a whole one lies; raises `NotFoundError` where it is gone."""
        ...

    def read(self, recording: Recording) -> bytes:
        """Give the bytes of a whole one; raises `NotFoundError` where it is gone."""
        ...

    def beginning(self, recording: Recording, count: int) -> bytes:
        """Give its first bytes, as far as they have arrived."""
        ...

    def remove(self, recording: Recording) -> None:
        """Delete what there is of it."""
        ...


Holders: TypeAlias = Callable[[str], Sequence[str]]
Whole: TypeAlias = Callable[[User, Recording], None]


class Piece(NamedTuple):
    """A piece of a recording, as it comes."""

    offset: int
    """Where in the recording it begins."""
    length: int | None
    """Bytes that its sender says it has, if he does."""
    content: AsyncIterator[bytes]


class Recordings:
    """What people recorded. An admin sees everybody's, others their own."""

    def __init__(
        self,
        store: RecordingStore,
        files: RecordingFiles,
        clock: Clock,
        entropy: Entropy,
        holders: Holders = lambda _: (),
    ) -> None:
        """`holders` names the performances that have a file, by the file's id."""
        self._store = store
        self._holders = holders
        self._files = files
        self._clock = clock
        self._entropy = entropy
        self._sending: set[str] = set()
        self._whole: list[Whole] = []

    def when_whole(self, told: Whole) -> None:
        """Tell of each that has arrived, before it is said to have; once more where that failed."""
        self._whole.append(told)

    def announce(self, user: User, kind: str, name: str, size: int, sha256: str) -> Recording:
        """Say what will be sent; the same file once more is the recording that is there."""
        told: Announced = announced(kind, name, size, sha256)
        made = Recording(self._entropy(ID_BYTES).hex(), user.id, told, 0, self._clock(), None)
        return self._store.add_recording(made)

    def one(self, user: User, recording_id: str) -> Recording:
        """Give one; raises `NotFoundError`, also for somebody else's."""
        found = self._store.recording(recording_id)
        if found is None or (user.role != "admin" and found.user_id != user.id):
            raise NotFoundError("There is no such recording; it may have been deleted.")
        return found

    def listed(
        self, user: User, kind: str | None = None, limit: int = 50, before: str | None = None
    ) -> Sequence[Recording]:
        """List them, the newest first; `before` is the last of the page before."""
        if not 1 <= limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        whose = None if user.role == "admin" else user.id
        return self._store.recordings(whose, kind, limit, before)

    async def send(self, user: User, recording_id: str, piece: Piece) -> Recording:
        """Take a piece, as much as comes of it; what broke off goes on from the offset given.

        Raises `InvalidError` for one that does not fit, and for a file that is not of its kind,
        which is forgotten; `ConflictError` where it is being sent already, or is not what was
        announced.
        """
        recording = await asyncio.to_thread(self.one, user, recording_id)
        if recording.complete:
            return recording
        room = checked_offset(recording, piece.offset, piece.length)
        if recording.id in self._sending:
            raise ConflictError("This recording is being sent already, by another page.")
        self._sending.add(recording.id)
        try:
            recording = await self._take(recording, piece, room)
            await asyncio.to_thread(self._check, recording)
            return await asyncio.to_thread(self._finished, user, recording)
        finally:
            self._sending.discard(recording.id)

    def rename(self, user: User, recording_id: str, name: str) -> Recording:
        """Give it another name."""
        found = self.one(user, recording_id)
        renamed = replace(found, announced=replace(found.announced, name=clean_name(name)))
        self._mark(renamed)
        return renamed

    def file(self, user: User, recording_id: str) -> tuple[Recording, str]:
        """Give it, and where its file lies; raises `ConflictError` before all has arrived."""
        return self.held(self.one(user, recording_id).id)

    def held(self, recording_id: str) -> tuple[Recording, str]:
        """Give one that somebody may see as he sees what it is part of, and where it lies."""
        found = self._store.recording(recording_id)
        if found is None:
            raise NotFoundError("There is no such recording; it may have been deleted.")
        if not found.complete:
            raise ConflictError(
                f"{found.offset} of {found.announced.size} bytes of this recording have arrived; "
                "it can be fetched when it is whole."
            )
        return found, self._files.path(found)

    def content(self, recording: Recording) -> bytes:
        """Give the bytes of a whole one; raises `NotFoundError` where its file is gone."""
        return self._files.read(recording)

    def form(self, recording: Recording) -> tuple[str, str]:
        """Tell the ending and media type of a whole one; of a file from elsewhere by its bytes."""
        kind = recording.announced.kind
        found = format_of(kind, self._files.beginning(recording, BEGINNING))
        if found is not None:
            return found.suffix, found.media_types[kind]
        return KINDS[kind].suffix, KINDS[kind].media_type

    def remove(self, user: User, recording_id: str) -> None:
        """Delete it; with a session goes what it carries, but for what another session names."""
        found = self.one(user, recording_id)
        if self._holders(found.id):
            raise ConflictError("This file is part of a recording; take it out there first.")
        carried = [one for _, one in self.media(user, recording_id) if one]
        if not self._sending.isdisjoint({found.id, *(one.id for one in carried)}):
            raise ConflictError("This recording is being sent; stop that first.")
        self._forget(found)
        for one in carried:
            if not self._is_named(one) and not self._holders(one.id):
                self._forget(one)

    def media(
        self, user: User, recording_id: str
    ) -> Sequence[tuple[SessionMedium, Recording | None]]:
        """Give what a session carries, each with its recording where that is here."""
        found = self.one(user, recording_id)
        if found.announced.kind != "session" or not found.complete:
            return ()
        try:
            named = media_of(self._files.read(found))
        except NotFoundError:
            return ()
        return [
            (one, self._store.same_recording(found.user_id, one.kind, one.sha256)) for one in named
        ]

    def _is_named(self, medium: Recording) -> bool:
        """Tell whether some session of the same person carries it."""
        wanted = medium.announced.sha256.encode()
        last: str | None = None
        while page := self._store.recordings(medium.user_id, "session", MOST_LISTED, last):
            if any(wanted in self._bytes(one) for one in page if one.complete):
                return True
            last = page[-1].id
        return False

    def _bytes(self, recording: Recording) -> bytes:
        try:
            return self._files.read(recording)
        except NotFoundError:
            return b""

    def _forget(self, recording: Recording) -> None:
        # What nobody remembers can be swept; a recording without its file could not be explained.
        self._store.remove_recording(recording.id)
        self._files.remove(recording)

    async def _take(self, recording: Recording, piece: Piece, room: int) -> Recording:
        offset = piece.offset
        async for some in _gathered(piece.content, room):
            recording = await asyncio.to_thread(self._keep, recording, offset, some)
            offset = recording.offset
        return recording

    def _keep(self, recording: Recording, offset: int, piece: bytes) -> Recording:
        # The bytes lie in the file before it is said that they have arrived.
        self._files.write(recording, offset, piece)
        kept = replace(recording, offset=offset + len(piece))
        self._mark(kept)
        return kept

    def _check(self, recording: Recording) -> None:
        """Refuse what is not of its kind as soon as that shows, and not after four gigabytes."""
        told = recording.announced
        if recording.offset < min(told.size, BEGINNING):
            return
        try:
            refused_at_once(told.kind, self._files.beginning(recording, BEGINNING))
            if told.kind in READ_WHOLE and recording.offset == told.size:
                checked_content(told.kind, self._files.beginning(recording, told.size))
        except InvalidError:
            self._forget(recording)
            raise

    def _finished(self, user: User, recording: Recording) -> Recording:
        if recording.offset < recording.announced.size:
            return recording
        if not self._files.finish(recording):
            self._mark(replace(recording, offset=0))
            raise ConflictError(
                "What arrived is not what was announced (its SHA-256 differs); send it again, "
                "from the beginning."
            )
        whole = replace(recording, completed=self._clock())
        for told in self._whole:
            told(user, whole)
        self._mark(whole)
        return whole

    def _mark(self, recording: Recording) -> None:
        if not self._store.mark_recording(recording):
            raise NotFoundError("This recording was deleted.")


async def _gathered(pieces: AsyncIterator[bytes], room: int) -> AsyncIterator[bytes]:
    """Gather what comes in drops; raises `InvalidError` where it is more than there is room for."""
    gathered = bytearray()
    async for piece in pieces:
        room -= len(piece)
        gathered += piece[: max(room + len(piece), 0)]
        if room < 0 or len(gathered) >= AT_ONCE:
            yield bytes(gathered)
            gathered.clear()
        if room < 0:
            raise InvalidError("The piece is longer than the recording that was announced.")
    if gathered:
        yield bytes(gathered)
