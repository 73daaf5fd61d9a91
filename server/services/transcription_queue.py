"""Recordings are written down one after another; who waits is told how many may."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from typing import Any, TypeVar

from server.core.errors import TooManyError
from server.core.transcript import FileTranscriber, Progress, Segment
from server.core.transcription_form import Wish
from server.services.jobs import Jobs
from server.services.transcription import Transcription

MOST = 8
"""Recordings that may be under way or wait, uploads included."""
RETRY = 60
"""Seconds after which it is worth asking again."""

Told = TypeVar("Told")


class TranscriptionQueue:
    """Writes one recording down at a time."""

    def __init__(
        self, transcription: Transcription, longest: int, most_bytes: int, jobs: Jobs
    ) -> None:
        """Take recordings of `longest` seconds and `most_bytes` at most."""
        self.most_bytes = most_bytes
        self._transcription = transcription
        self._longest = longest
        self.jobs = jobs
        self._turn = asyncio.Lock()
        self._there = 0

    async def __aenter__(self) -> "TranscriptionQueue":
        """Begin with the server."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        self._transcription.close()

    def state(self) -> dict[str, Any]:
        """Say who can write recordings down, and how many are under way or wait."""
        scribes = [
            {"name": name, "problem": problem} for name, problem in self._transcription.standing()
        ]
        return {"scribes": scribes, "waiting": self._there, "most": MOST}

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place for a recording; raises `TooManyError` where none is left."""
        if self._there >= MOST:
            raise TooManyError(f"{MOST} recordings wait already; try again in a minute.", RETRY)
        self._there += 1
        try:
            yield
        finally:
            self._there -= 1

    async def written(self, file: str, wish: Wish) -> AsyncGenerator[Segment | Progress, None]:
        """Write a file down as it goes; whoever closes this early ends the work.

        Raises what `Transcription.pick` and `FileTranscriber.transcribe_file` do.
        """
        async with self._turn:
            scribe = await asyncio.to_thread(self._transcription.pick, wish.model, wish.language)
            work = scribe.transcribe_file(file, self._longest, wish.language, wish.asked)
            with self.jobs.job("transcription", by=scribe.name):
                async with aclosing(_in_a_thread(work, scribe)) as steps:
                    async for told in steps:
                        yield told


async def _in_a_thread(work: Iterator[Told], scribe: FileTranscriber) -> AsyncGenerator[Told, None]:
    """Go through an iterator whose steps take long; one that is left is stopped, and waited for."""
    step: asyncio.Future[Told | None] | None = None
    try:
        while True:
            step = asyncio.ensure_future(asyncio.to_thread(next, work, None))
            told = await asyncio.shield(step)
            if told is None:
                return
            yield told
    finally:
        if step is None or not step.done():
            scribe.stop()
            await asyncio.wait([step] if step else [])
        await asyncio.to_thread(work.close)  # type: ignore[attr-defined]
