"""`/v1/audio/speech`: text becomes sound, as OpenAI has it; `/v1/audio/voices` lists who speaks."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from server.api.context import Services, services
from server.core.voices import PITCHES, SPEEDS, VOLUMES, Manner
from server.services.speaking import Format, Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]


class Asked(BaseModel):
    """What is to be spoken."""

    input: str
    model: str = ""
    voice: str | None = None
    response_format: Format | None = None
    speed: float = Field(1.0, ge=SPEEDS[0], le=SPEEDS[1])
    pitch: float = Field(1.0, ge=PITCHES[0], le=PITCHES[1])
    volume: float = Field(1.0, ge=VOLUMES[0], le=VOLUMES[1])
    language: str | None = Field(None, max_length=35)


@router.post("/audio/speech", include_in_schema=False)
@router.post("/v1/audio/speech", response_class=StreamingResponse)
async def speech(asked: Asked, serving: Serving) -> StreamingResponse:
    """Speak a text, and send it sentence by sentence as it is spoken."""
    spoken = await serving.speaking.speak(
        Wish(
            asked.input,
            asked.voice,
            asked.response_format,
            asked.language,
            Manner(asked.speed, asked.pitch, asked.volume),
        )
    )
    return StreamingResponse(
        spoken.pieces,
        media_type=spoken.media_type,
        headers={"X-Rubato-Voice": spoken.voice.id},
    )


@router.get("/audio/voices", include_in_schema=False)
@router.get("/v1/audio/voices")
def voices(serving: Serving) -> dict[str, Any]:
    """List the voices: id, name, language, engine, samples a second, and which is the default."""
    return {"voices": serving.speaking.voices()}
