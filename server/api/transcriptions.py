"""`/v1/audio/transcriptions`: a recording goes in, what was said comes out, as OpenAI's API has it.

With stream=true the answer is server-sent events: `transcript.text.delta` as it is written down,
`transcript.text.done` at the end, and comments with the progress between (": 61.5 of 3600.0 s").
"""

import json
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from server.api.context import Services, services
from server.api.events import Events
from server.api.left import while_there
from server.api.recording_form import RecordingForm
from server.core.errors import RubatoError
from server.core.transcript import Progress, Segment, joined
from server.core.transcript_formats import FORMATS, Transcript
from server.core.transcription_form import Wish, wish_of
from server.services.transcription_queue import TranscriptionQueue

router = APIRouter()

Steps = AsyncGenerator[Segment | Progress, None]

LEFT = 499
"""The status that is logged, and never seen, where the client left."""
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "model": {"type": "string"},
                        "language": {"type": "string"},
                        "prompt": {"type": "string"},
                        "response_format": {"type": "string", "enum": list(FORMATS)},
                        "temperature": {"type": "number", "minimum": 0, "maximum": 1},
                        "timestamp_granularities[]": {
                            "type": "array",
                            "items": {"type": "string", "enum": ["segment", "word"]},
                        },
                        "stream": {"type": "string", "description": "true or false"},
                    },
                }
            }
        },
    }
}


@router.post("/audio/transcriptions", include_in_schema=False, response_model=None)
@router.post("/v1/audio/transcriptions", openapi_extra=_FORM, response_model=None)
async def transcribe(request: Request, serving: Annotated[Services, Depends(services)]) -> Response:
    """Write a recording down: text, subtitles, or JSON with the times of segments and words."""
    try:
        return await _transcribed(request, serving.transcriptions)
    except ClientDisconnect:
        return Response(status_code=LEFT)


async def _transcribed(request: Request, queue: TranscriptionQueue) -> Response:
    async with AsyncExitStack() as stack:
        stack.enter_context(queue.place())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rubato-")))
        form = RecordingForm(folder / "recording", queue.most_bytes)
        await form.read(request)
        wish = wish_of(form.fields)
        steps = queue.written(str(folder / "recording"), wish)
        await stack.enter_async_context(aclosing(steps))
        if not wish.stream:
            return await while_there(request.receive, _whole(steps, wish))
        # What is wrong with the recording shows before the first step, and has a status of its own.
        first = await while_there(request.receive, anext(steps))
        return Events(_told(first, steps), stack.pop_all())
    raise AssertionError  # the stack swallows nothing


async def _whole(steps: Steps, wish: Wish) -> Response:
    segments, duration = [], 0
    async for told in steps:
        if isinstance(told, Segment):
            segments.append(told)
        else:
            duration = told.total_ms
    made = FORMATS[wish.format]
    transcript = Transcript(segments, duration, wish.asked.temperature, wish.granularities)
    return Response(made.write(transcript), media_type=made.media_type)


async def _told(first: Segment | Progress, steps: Steps) -> AsyncGenerator[str, None]:
    yield _comment(first)
    segments: list[Segment] = []
    try:
        async for told in steps:
            if isinstance(told, Progress):
                yield _comment(told)
            elif told.text.strip():
                space = " " if segments else ""
                segments.append(told)
                yield _event("transcript.text.delta", delta=space + told.text.strip())
        yield _event("transcript.text.done", text=joined(segments))
    except RubatoError as error:
        yield f"data: {json.dumps({'error': {'message': str(error), 'type': 'server_error'}})}\n\n"


def _comment(told: Segment | Progress) -> str:
    if isinstance(told, Segment):
        return ""
    return f": {told.done_ms / 1000:.1f} of {told.total_ms / 1000:.1f} s\n\n"


def _event(kind: str, **facts: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | facts, ensure_ascii=False)}\n\n"
