"""What one stream hears, written down: begun early where somebody hushes, told with its language.

Whoever writes may take half a second, and most who hush have ended; so it begins then, and where he
goes on, what was begun is let be: a worker that is stopped would have to load its model again.
"""

import asyncio
from typing import TYPE_CHECKING

from server.core.errors import UnavailableError
from server.core.ports import Message
from server.core.transcript import Segment, Transcriber, Word, words_of
from server.services.hearing import Pick

if TYPE_CHECKING:
    from server.core.noise import Samples

USUAL = "en"
"""Of what follows a phrase: those are English mostly."""


class HearingText:
    """Writes for one stream."""

    def __init__(self, pick: Pick) -> None:
        """Write by whom this gives."""
        self._pick = pick
        self._scribe: Transcriber | None = None
        self._early: asyncio.Task[Message] | None = None

    async def begin(self, language: str | None) -> Transcriber:
        """Take who writes this best; raises where nobody can."""
        self._scribe = await asyncio.to_thread(self._pick, language)
        return self._scribe

    async def close(self) -> None:
        """Wait for what is under way."""
        if self._early is not None:
            await asyncio.wait([self._early])

    def early(self, samples: "Samples") -> asyncio.Task[Message] | None:
        """Begin to write; nothing where what somebody has gone on from is being written still."""
        if self._early is not None and not self._early.done():
            return None
        self._early = asyncio.create_task(self.text(samples))
        return self._early

    async def text(self, samples: "Samples") -> Message:
        """Give the message of what was said; of the type unsure where that is nothing."""
        try:
            segments = await self._segments(samples)
        except UnavailableError as error:
            return {"type": "cannot", "reason": str(error)}
        text = " ".join(word.text for segment in segments for word in words_of(segment))
        language = next((segment.language for segment in segments if segment.language), "")
        return {"type": "text" if text else "unsure", "said": text, "language": language}

    async def words(self, samples: "Samples") -> list[Word]:
        """Give them one by one; raises `UnavailableError` where nobody can write."""
        return [word for segment in await self._segments(samples) for word in words_of(segment)]

    async def _segments(self, samples: "Samples") -> list[Segment]:
        scribe = self._scribe or await self.begin(USUAL)
        return await asyncio.to_thread(lambda: list(scribe.transcribe(samples)))
