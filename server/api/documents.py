"""`/v1/documents`: loaded from bytes or from a web address, listed, read, and put into topics.

An answer to loading says what became of it: `added`, `changed` (only what changed was indexed
again), `unchanged`, or `failed` with a reason; a document that fails is kept aside, and tried again
when its bytes change.
"""

import asyncio
import tempfile
from contextlib import aclosing
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel, Field

from server.api.context import Services, services
from server.core.library.blocks import Found
from server.core.library.documents import Document
from server.core.library.subtitles import written
from server.core.library.topics import ALL, Topic, key_of
from server.core.transcript import Segment
from server.core.transcription_form import Wish
from server.services.documents import Given, Loaded
from server.services.transcription_queue import TranscriptionQueue

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Names = Annotated[list[str], Field(max_length=20)]


class FromAddress(BaseModel):
    """A web address to be loaded."""

    address: str = Field(max_length=4000)
    title: str = Field(default="", max_length=1000)
    topics: Names = []
    """Names; those that are not there are made."""


class FromSite(BaseModel):
    """An address whose pages are wanted, with all below it."""

    address: str = Field(max_length=4000)
    limit: int = 100


class Known(BaseModel):
    """Addresses, each with the SHA-256 of what lies there."""

    documents: dict[str, str] = Field(max_length=100_000)


@router.get("/v1/documents")
def listed(
    serving: Serving,
    topic: Annotated[int | None, Query(description="The id of a topic.")] = None,
    before: Annotated[int | None, Query(description="The id of the last one seen.")] = None,
    limit: int = 50,
) -> dict[str, Any]:
    """List documents, the newest first."""
    return {
        "documents": [shown(one) for one in serving.library.documents.listed(topic, before, limit)]
    }


@router.post("/v1/documents")
def load_address(asked: FromAddress, serving: Serving) -> dict[str, Any]:
    """Load what a web address holds."""
    topics = _topics(serving, asked.topics)
    return _put(serving, serving.library.documents.load_address(asked.address, asked.title), topics)


@router.post(
    "/v1/documents/file",
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}},
)
async def load(  # noqa: PLR0917  (FastAPI passes them by name)
    request: Request,
    serving: Serving,
    name: Annotated[str, Query(max_length=1000, description="The file's name.")],
    address: Annotated[str, Query(max_length=4000, description="Where it is from.")] = "",
    title: Annotated[str, Query(max_length=1000)] = "",
    topic: Annotated[list[str], Query(max_length=20, description="Names of topics.")] = [],  # noqa: B006  (FastAPI copies it)
    again: Annotated[bool, Query(description="Read it though it was read before.")] = False,
) -> dict[str, Any]:
    """Load a document: its bytes are the body."""
    media_type = request.headers.get("content-type", "")
    given = Given(name, await request.body(), address, title, media_type, again)
    if await asyncio.to_thread(serving.library.documents.heard, given):
        given = given._replace(written=await _written(serving.transcriptions, given.content))

    def work() -> dict[str, Any]:
        topics = _topics(serving, topic)  # a name that cannot be stops it before anything is read
        return _put(serving, serving.library.documents.load(given), topics)

    return await asyncio.to_thread(work)


async def _written(queue: TranscriptionQueue, content: bytes) -> Found:
    """Write a recording down on this machine; its times go into the citations."""
    with queue.place(), tempfile.TemporaryDirectory(prefix="rubato-") as folder:
        file = Path(folder) / "recording"
        await asyncio.to_thread(file.write_bytes, content)
        async with aclosing(queue.written(str(file), Wish())) as steps:
            return written([told async for told in steps if isinstance(told, Segment)])


@router.post("/v1/documents/known")
def known(asked: Known, serving: Serving) -> dict[str, Any]:
    """Tell which addresses hold the very bytes that were loaded from there, and how it went."""
    return {"known": serving.library.documents.known(asked.documents)}


@router.post("/v1/crawls")
def crawl(asked: FromSite, serving: Serving) -> dict[str, Any]:
    """Find the pages below an address, and load none of them: by the site's map, or its links."""
    found = serving.library.crawling.pages(asked.address, asked.limit)
    return {
        "pages": found.pages,
        "by": found.by,
        "barred": found.barred,
        "more": found.more,
    }


@router.get("/v1/documents/{document_id:int}")
def one(document_id: int, serving: Serving) -> dict[str, Any]:
    """Tell of one document."""
    return shown(serving.library.documents.one(document_id))


@router.get("/v1/documents/{document_id:int}/text", response_class=PlainTextResponse)
def text(document_id: int, serving: Serving) -> str:
    """Give a document's text; citations count its characters."""
    return serving.library.documents.text(document_id)


@router.delete("/v1/documents/{document_id:int}", status_code=204)
def remove(document_id: int, serving: Serving) -> Response:
    """Delete a document, with its text everywhere."""
    serving.library.documents.remove(document_id)
    return Response(status_code=204)


@router.put("/v1/documents/{document_id:int}/topics/{topic_id:int}", status_code=204)
def put(document_id: int, topic_id: int, serving: Serving) -> Response:
    """Let a document belong to a topic."""
    serving.library.topics.put(document_id, topic_id)
    return Response(status_code=204)


@router.delete("/v1/documents/{document_id:int}/topics/{topic_id:int}", status_code=204)
def take(document_id: int, topic_id: int, serving: Serving) -> Response:
    """Take a document out of a topic."""
    serving.library.topics.take(document_id, topic_id)
    return Response(status_code=204)


def _topics(serving: Services, names: list[str]) -> list[Topic]:
    return [serving.library.topics.there(name) for name in names if key_of(name) != key_of(ALL)]


def _put(serving: Services, loaded: Loaded, topics: list[Topic]) -> dict[str, Any]:
    """Put what was loaded into its topics; tell what became of it."""
    held = set(loaded.document.topics)
    for topic in topics:
        if topic.id not in held:
            serving.library.topics.put(loaded.document.id, topic.id)
    if loaded.outcome in {"added", "changed"}:
        serving.library.suggesting.suggest(serving.library.documents.one(loaded.document.id))
    document = serving.library.documents.one(loaded.document.id)
    return {
        **shown(document),
        "outcome": loaded.outcome,
        "reason": loaded.reason or document.reason,
    }


def shown(document: Document) -> dict[str, Any]:
    """Show a document as JSON; times are milliseconds since 1970, UTC."""
    source = document.source
    return {
        "id": document.id,
        "kind": source.kind,
        "title": source.title,
        "address": source.address,
        "sha256": source.sha256,
        "state": document.state,
        "reason": document.reason,
        "language": document.language,
        "characters": document.characters,
        "passages": document.passages,
        "topics": list(document.topics),
        "created": document.created,
        "changed": document.changed,
    }
