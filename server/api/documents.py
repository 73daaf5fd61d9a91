"""`/v1/documents`: listed, read, put into topics and removed; the pages of a site listed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse, PlainTextResponse, Response
from pydantic import Field

from server.api.context import Services, services
from server.api.noting import Tell, telling
from server.api.sent import Number, Sent
from server.core.library.documents import Document

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Telling = Annotated[Tell, Depends(telling)]


class FromSite(Sent):
    """An address whose pages are wanted, with all below it."""

    address: str = Field(max_length=4000)
    limit: Number = 100


class Folder(Sent):
    """Where addresses begin that are looked for."""

    address: str = Field(min_length=1, max_length=4000)


class Known(Sent):
    """Addresses, each with the SHA-256 of what lies there."""

    documents: dict[str, str] = Field(max_length=100_000)


@router.get("/v1/documents")
def listed(
    serving: Serving,
    topic: Annotated[Number | None, Query(description="The id of a topic.")] = None,
    before: Annotated[Number | None, Query(description="The id of the last one seen.")] = None,
    limit: Number = 50,
    q: Annotated[str, Query(description="Words of titles, headings and summaries.")] = "",
) -> dict[str, Any]:
    """List documents, the newest first; with `q` those that fit its words, the best first."""
    if q.strip():
        found = serving.library.catalogue.search(q, topic, limit)
    else:
        found = serving.library.documents.listed(topic, before, limit)
    return {"documents": [shown(one) for one in found]}


@router.post("/v1/documents/known")
def known(asked: Known, serving: Serving) -> dict[str, Any]:
    """Tell which addresses hold the very bytes that were loaded from there, and how it went."""
    return {"known": serving.library.documents.known(asked.documents)}


@router.post("/v1/documents/below")
def below(asked: Folder, serving: Serving) -> dict[str, Any]:
    """Tell what was loaded from below an address: each with its number."""
    return {"documents": serving.library.documents.below(asked.address)}


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


@router.get("/v1/documents/{document_id:int}/media", response_model=None)
def media(document_id: int, serving: Serving) -> FileResponse:
    """Play the recording that a document was written down from, where it lies on this machine."""
    found = serving.library.media.one(document_id)
    return FileResponse(found.path, media_type=found.media_type)


@router.delete("/v1/documents/{document_id:int}", status_code=204)
def remove(document_id: int, serving: Serving, tell: Telling) -> Response:
    """Delete a document, with its text everywhere."""
    tell(f"{document_id} {serving.library.documents.one(document_id).source.title}")
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
        "summary": document.summary,
    }
