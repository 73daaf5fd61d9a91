"""`/v1/recordings`: announced, sent in pieces that may break off and go on, listed and fetched.

A piece is the body of a PATCH, and the header Upload-Offset says where it begins; the answer says
how much has arrived. Who lost the connection asks (GET) how far it came, and sends on from there.
"""

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import FileResponse, Response
from pydantic import Field
from starlette.requests import ClientDisconnect

from server.api.context import Services, identity, services
from server.api.sent import Long, Number, Sent
from server.core.recordings import Recording
from server.core.tokens import Identity
from server.services.recordings import Piece

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


class Announcement(Sent):
    """What is going to be sent."""

    kind: str = Field(max_length=40)
    name: str = Field(max_length=1000)
    size: Long
    """Bytes."""
    sha256: str = Field(max_length=64)
    """Hexadecimal."""


class Renamed(Sent):
    """Another name."""

    name: str = Field(max_length=1000)


@router.post("/v1/recordings", status_code=201)
def announce(told: Announcement, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Say what will be sent: kind, name, size, sha256. What is here already says so."""
    return shown(
        serving.recordings.announce(asking.user, told.kind, told.name, told.size, told.sha256)
    )


@router.get("/v1/recordings")
def listed(
    serving: Serving,
    asking: Asking,
    kind: str | None = None,
    limit: Annotated[Number, Query()] = 50,
    before: Annotated[str | None, Query(description="The id of the last one seen.")] = None,
) -> dict[str, Any]:
    """List recordings, the newest first."""
    found = serving.recordings.listed(asking.user, kind, limit, before)
    return {"recordings": [shown(one) for one in found]}


@router.get("/v1/recordings/{recording_id}")
def one(recording_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Tell of one recording; `offset` is how much has arrived."""
    return shown(serving.recordings.one(asking.user, recording_id))


@router.patch(
    "/v1/recordings/{recording_id}",
    openapi_extra={"requestBody": {"content": {"application/offset+octet-stream": {}}}},
)
async def send(
    recording_id: str,
    request: Request,
    serving: Serving,
    asking: Asking,
    upload_offset: Annotated[Long, Header()],
) -> dict[str, Any]:
    """Send a piece of the file; `offset` is how much has arrived."""
    length = request.headers.get("content-length")
    return shown(
        await serving.recordings.send(
            asking.user,
            recording_id,
            Piece(upload_offset, None if length is None else int(length), _pieces(request)),
        )
    )


@router.put("/v1/recordings/{recording_id}/name")
def rename(recording_id: str, renamed: Renamed, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Give a recording another name."""
    return shown(serving.recordings.rename(asking.user, recording_id, renamed.name))


@router.get("/v1/recordings/{recording_id}/file", response_model=None)
def file(recording_id: str, serving: Serving, asking: Asking) -> FileResponse:
    """Fetch the file of a recording that is whole."""
    found, path = serving.recordings.file(asking.user, recording_id)
    suffix, media_type = serving.recordings.form(found)
    name = found.announced.name.removesuffix(suffix)
    return FileResponse(path, media_type=media_type, filename=f"{name}{suffix}")


@router.get("/v1/recordings/{recording_id}/media")
def media(recording_id: str, serving: Serving, asking: Asking) -> dict[str, Any]:
    """List what a session carries, on its clock: `at` and `spans` are its milliseconds.

    `recording` is where that lies here; null where it has not been sent.
    """
    found = serving.recordings.media(asking.user, recording_id)
    return {"media": [asdict(one) | {"recording": kept and shown(kept)} for one, kept in found]}


@router.delete("/v1/recordings/{recording_id}", status_code=204)
def remove(recording_id: str, serving: Serving, asking: Asking) -> Response:
    """Delete a recording and its file; with a session what it carries."""
    serving.recordings.remove(asking.user, recording_id)
    return Response(status_code=204)


def shown(recording: Recording) -> dict[str, Any]:
    """Show a recording as JSON; times are milliseconds since 1970, UTC."""
    told = recording.announced
    return {
        "id": recording.id,
        "kind": told.kind,
        "name": told.name,
        "size": told.size,
        "sha256": told.sha256,
        "offset": recording.offset,
        "complete": recording.complete,
        "created": recording.created,
    }


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """Give what comes; where the sender leaves, what came is kept, and is no error."""
    try:
        async for piece in request.stream():
            yield piece
    except ClientDisconnect:
        return
