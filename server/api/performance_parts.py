"""`/v1/recordings/performances/{id}/…`: the tracks, takes and transcript of a recording."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from pydantic import Field
from starlette.requests import ClientDisconnect

from server.api.context import Services, identity, services
from server.api.events import Events, data
from server.api.left import LEFT, while_there
from server.api.performances import shown
from server.api.sent import Long, Number, Sent
from server.core.errors import InvalidError, RubatoError
from server.core.performances.performance import Whole
from server.core.tokens import Identity
from server.services.performance_said import HearingStep
from server.services.performance_tracks import Adding

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Name = Annotated[str, Field(max_length=1000)]
Languages = Annotated[list[Name], Field(max_length=20)]
Told = AsyncGenerator[HearingStep | Whole, None]
PLACE = "/v1/recordings/performances/{performance_id}"


class NewTrack(Sent):
    """A file of who asks, that is to be part of the recording."""

    recording: str = Field(max_length=40)
    """The file's id; all of it has arrived."""
    offset_ms: Long = 0
    """Where on the video's clock it begins."""
    name: Name = ""
    feedback: bool = False
    """Whether it comments on what was played; to somebody else's only feedback may be added."""
    languages: Languages = Field(default_factory=list)
    """Names of the languages that its notes are read in."""

    def adding(self) -> Adding:
        """Give it as the service takes it."""
        return Adding(**self.model_dump())


class ChangedTrack(Sent):
    """What of a file becomes another; what is left out stays."""

    version: Number
    offset_ms: Long | None = None
    name: Name | None = None
    languages: Languages | None = None


class NewTake(Sent):
    """A take that is set by hand."""

    from_ms: Long
    to_ms: Long
    name: Name = ""


class Description(Sent):
    """A text with times, such as `TRIAL#1 0:35-5:20`; empty: what was played and said tells."""

    text: str = Field(default="", max_length=100_000)


class ChangedTake(Sent):
    """What of a take becomes another; what is left out stays."""

    version: Number
    from_ms: Long | None = None
    to_ms: Long | None = None
    name: Name | None = None


class WrittenDown(Sent):
    """Where a transcript is to come from."""

    track: Number | None = None
    """A file of sound or pictures, which is heard on this machine."""
    youtube: bool = False
    """The subtitles of the video."""
    stream: bool = False


class Corrected(Sent):
    """What a line should say; empty takes that back."""

    version: Number
    text: str = Field(max_length=20_000)


@router.post(PLACE + "/tracks", status_code=201)
def add_track(
    performance_id: str, made: NewTrack, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Add a file, with a transcript's lines, what a session carries, and the takes in it."""
    found = serving.recorded.tracks.add(asking.user, performance_id, made.adding())
    return shown(serving, asking, found)


@router.patch(PLACE + "/tracks/{track_id:int}")
def change_track(
    performance_id: str, track_id: int, changed: ChangedTrack, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Move a file on the clock, with what is said in it; name it; set its languages."""
    fields = changed.model_dump()
    return shown(
        serving,
        asking,
        serving.recorded.tracks.change(asking.user, performance_id, track_id, **fields),
    )


@router.delete(PLACE + "/tracks/{track_id:int}")
def remove_track(
    performance_id: str, track_id: int, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Take a file out, with what was written down from it; the file itself stays."""
    return shown(
        serving, asking, serving.recorded.tracks.remove(asking.user, performance_id, track_id)
    )


@router.get(PLACE + "/tracks/{track_id:int}/file", response_model=None)
def file(performance_id: str, track_id: int, serving: Serving, asking: Asking) -> FileResponse:
    """Fetch a file, or (Range) a part of it."""
    found = serving.recorded.tracks.served(asking.user, performance_id, track_id)
    return FileResponse(
        found.path,
        media_type=found.media_type,
        filename=found.name,
        content_disposition_type="inline",
    )


@router.post(PLACE + "/takes", status_code=201)
def add_take(
    performance_id: str, made: NewTake, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Set a take by hand."""
    found = serving.recorded.takes.add(
        asking.user, performance_id, made.from_ms, made.to_ms, made.name
    )
    return shown(serving, asking, found)


@router.post(PLACE + "/takes/find")
def find_takes(
    performance_id: str, told: Description, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Find takes anew; those that were set or changed by hand stay."""
    return shown(
        serving, asking, serving.recorded.takes.find(asking.user, performance_id, told.text)
    )


@router.patch(PLACE + "/takes/{take_id:int}")
def change_take(
    performance_id: str, take_id: int, changed: ChangedTake, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Change where a take begins or ends, or its name."""
    fields = changed.model_dump()
    return shown(
        serving,
        asking,
        serving.recorded.takes.change(asking.user, performance_id, take_id, **fields),
    )


@router.delete(PLACE + "/takes/{take_id:int}")
def remove_take(
    performance_id: str, take_id: int, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Delete a take."""
    return shown(
        serving, asking, serving.recorded.takes.remove(asking.user, performance_id, take_id)
    )


@router.post(PLACE + "/transcript", response_model=None)
async def write_down(
    performance_id: str,
    wanted: WrittenDown,
    request: Request,
    serving: Serving,
    asking: Asking,
) -> Response:
    """Get a transcript: of a file, heard here, or of YouTube.

    With `stream` the answer is server-sent events: `step` (`doing`: hearing, in ms), then `loaded`
    with everything of the recording, or `failed` with the reason.
    """
    said = serving.recorded.said
    if wanted.youtube:
        found = await asyncio.to_thread(said.from_youtube, asking.user, performance_id)
        return JSONResponse(await asyncio.to_thread(shown, serving, asking, found))
    if wanted.track is None:
        raise InvalidError("Say which track is to be heard, or youtube.")
    told = said.heard(asking.user, performance_id, wanted.track)
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(aclosing(told))
            if wanted.stream:
                return Events(_events(told, serving, asking), stack.pop_all())
            whole = await while_there(request.receive, _last(told))
            return JSONResponse(await asyncio.to_thread(shown, serving, asking, whole))
    except ClientDisconnect:
        return Response(status_code=LEFT)
    raise AssertionError  # the stack swallows nothing


@router.patch(PLACE + "/transcript/{line_id:int}")
def correct(
    performance_id: str, line_id: int, corrected: Corrected, serving: Serving, asking: Asking
) -> dict[str, Any]:
    """Correct a line; the original stays beside it."""
    found = serving.recorded.said.correct(
        asking.user, performance_id, line_id, corrected.version, corrected.text
    )
    return shown(serving, asking, found)


async def _last(told: Told) -> Whole:
    async for one in told:
        if isinstance(one, Whole):
            return one
    raise AssertionError  # it ends with the performance


async def _events(told: Told, serving: Services, asking: Identity) -> AsyncGenerator[str, None]:
    try:
        async for one in told:
            if isinstance(one, Whole):
                yield data(await asyncio.to_thread(shown, serving, asking, one), "loaded")
            else:
                yield data({"doing": "hearing", "done": one.done_ms, "total": one.total_ms}, "step")
    except RubatoError as error:
        yield data({"detail": str(error)}, "failed")
