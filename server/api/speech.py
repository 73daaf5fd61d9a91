"""`/v1/audio/speech`: text becomes sound, as OpenAI has it; `/v1/audio/voices` lists who speaks."""

import asyncio
from collections.abc import Awaitable
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import Field
from starlette.types import Send

from server.api.context import Services, services
from server.api.sent import Sent
from server.core.errors import RubatoError
from server.core.voices import PITCHES, SPEEDS, VOLUMES, Manner
from server.services.speaking import Format, Speech, Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Result = TypeVar("Result")

LEFT = 499
"""The status of an answer to nobody, as the log shows it."""


class Asked(Sent):
    """What is to be spoken; OpenAI's `model` and `instructions` may be there and change nothing."""

    input: str
    voice: str | None = Field(None, max_length=200)
    response_format: Format | None = None
    speed: float = Field(1.0, ge=SPEEDS[0], le=SPEEDS[1])
    pitch: float = Field(1.0, ge=PITCHES[0], le=PITCHES[1])
    volume: float = Field(1.0, ge=VOLUMES[0], le=VOLUMES[1])
    language: str | None = Field(None, pattern="^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
    stream_format: Literal["audio"] = "audio"

    def wish(self) -> Wish:
        """Give it as the service takes it."""
        manner = Manner(self.speed, self.pitch, self.volume)
        return Wish(self.input, self.voice, self.response_format, self.language, manner)


class Spoken(StreamingResponse):
    """Sound as it is made; where the voice fails on the way the answer is cut off, with no end."""

    def __init__(self, speech: Speech, serving: Services) -> None:
        super().__init__(
            speech.pieces,
            media_type=speech.media_type,
            headers={
                "X-Rubato-Voice": speech.voice.id,
                "Server-Timing": f"engine;dur={speech.engine_ms:.1f}",
            },
        )
        self._speech = speech
        self._serving = serving

    async def stream_response(self, send: Send) -> None:
        """Send what is made; end its making with the sending, however that ends."""
        try:
            await super().stream_response(send)
        except RubatoError as error:
            self._serving.speaking.lost(self._speech, error)
        finally:
            await self._speech.pieces.aclose()


@router.post("/audio/speech", include_in_schema=False)
@router.post("/v1/audio/speech", response_class=StreamingResponse)
async def speech(asked: Asked, serving: Serving, request: Request) -> Response:
    """Speak a text, and send it sentence by sentence as it is spoken."""
    begun = await _unless_gone(request, serving.speaking.speak(asked.wish()))
    return Response(status_code=LEFT) if begun is None else Spoken(begun, serving)


@router.get("/audio/voices", include_in_schema=False)
@router.get("/v1/audio/voices")
def voices(serving: Serving) -> dict[str, Any]:
    """List the voices: id, name, language, engine, samples a second, and which is the default."""
    return {"voices": serving.speaking.voices()}


async def _unless_gone(request: Request, work: Awaitable[Result]) -> Result | None:
    """Do some work; let it be where who asked has gone."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(request.receive())  # the body is read: what comes is the end
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await working if working.done() else None
    finally:
        leaving.cancel()
        working.cancel()
