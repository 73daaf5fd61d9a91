"""What one stream hears, written down: begun early where somebody hushes, told with its language.

Who can write while somebody speaks does so, from his first word on: when he hushes, only the end is
left to write, and where he goes on it is begun anew, which catches up while he speaks.  Another may
take half a second, and most who hush have ended; so he begins then, and where somebody goes on,
what was begun is let be: a worker that is stopped would have to load its model again.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING

from server.core.errors import UnavailableError
from server.core.ports import Message
from server.core.transcript import Following, Follows, Segment, Transcriber, Word, words_of
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
        self._following: Following | None = None
        self._level = ""
        """How somebody sounds here, as who writes has it."""

    async def begin(self, language: str | None) -> Transcriber:
        """Take who writes this best; raises where nobody can."""
        self._scribe = await asyncio.to_thread(self._pick, language)
        return self._scribe

    async def close(self) -> None:
        """Wait for what is under way."""
        self.leave()
        if self._early is not None:
            await asyncio.wait([self._early])

    def follow(self, samples: "Samples") -> None:
        """Write from here on while somebody speaks, who has said this; where that can be done."""
        self.leave()
        if isinstance(self._scribe, Follows):
            self._following = self._scribe.follow(level=self._level)
            self.feed(samples)

    def feed(self, samples: "Samples") -> None:
        """Take what he said next."""
        if self._following is not None:
            self._following.feed(samples)

    def early(self, samples: "Samples") -> asyncio.Task[Message] | None:
        """Begin to write; nothing where what somebody has gone on from is being written still."""
        following, self._following = self._following, None
        if following is None and self._early is not None and not self._early.done():
            return None
        followed = self._followed(following) if following else self._segments(samples)
        self._early = asyncio.create_task(_message(followed))
        return self._early

    async def text(self, samples: "Samples") -> Message:
        """Give the message of what was said; of the type unsure where that is nothing."""
        return await _message(self._segments(samples))

    def leave(self) -> None:
        """Let it be."""
        if self._following is not None:
            self._following.leave()
        self._following = None

    async def words(self, samples: "Samples") -> list[Word]:
        """Give them one by one; raises `UnavailableError` where nobody can write."""
        return [word for segment in await self._segments(samples) for word in words_of(segment)]

    async def _followed(self, following: Following) -> Sequence[Segment]:
        segments = await asyncio.to_thread(following.end)
        self._level = following.level or self._level
        return segments

    async def _segments(self, samples: "Samples") -> list[Segment]:
        scribe = self._scribe or await self.begin(USUAL)
        return await asyncio.to_thread(lambda: list(scribe.transcribe(samples)))


async def _message(written: Awaitable[Sequence[Segment]]) -> Message:
    try:
        segments = await written
    except UnavailableError as error:
        return {"type": "cannot", "reason": str(error)}
    text = " ".join(word.text for segment in segments for word in words_of(segment))
    language = next((segment.language for segment in segments if segment.language), "")
    return {"type": "text" if text else "unsure", "said": text, "language": language}
