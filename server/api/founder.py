"""The founder's addresses, with their old shapes: `/chat`, `/api`, `/listtopics`, `/analyze`.

They answer to a token as everything does.  A question asked by GET is kept as an inquiry, the one
thing that a GET writes here; nothing is deleted by one.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import PlainTextResponse

from server.api.context import Services, identity, services
from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import Sought
from server.core.errors import InvalidError
from server.core.library.topics import ALL, key_of
from server.core.tokens import Identity
from server.services.answer_events import Ended
from server.services.wishes import Wish

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Topic = Annotated[str, Query(max_length=1000, description="A topic's name, or ALL.")]
MOST = 200


@router.get("/chat", response_class=PlainTextResponse)
@router.get("/chat/", response_class=PlainTextResponse, include_in_schema=False)
async def chat(serving: Serving, asking: Asking, query: str, topic: Topic = ALL) -> str:
    """Answer as text, with the sources below."""
    inquiry = await _asked(serving, asking, query, topic, "")
    lines = [f"[{one.number}] {one.title} {one.address}".rstrip() for one in inquiry.sources]
    return "\n".join([inquiry.answer, "", *lines]).rstrip() + "\n"


@router.get("/api")
@router.get("/api/", include_in_schema=False)
async def api(  # noqa: PLR0917  (FastAPI passes them by name)
    serving: Serving,
    asking: Asking,
    query: str,
    userid: Annotated[str, Query(max_length=200)] = "Anonymous",
    topic: Topic = ALL,
    prompt: Annotated[str, Query(max_length=40_000)] = "",
) -> dict[str, Any]:
    """Answer as JSON."""
    inquiry = await _asked(serving, asking, query, topic, prompt)
    return _shown(inquiry) | {"userid": userid, "topic": topic}


@router.get("/listtopics")
@router.get("/listtopics/", include_in_schema=False)
def listtopics(
    serving: Serving,
    filter: Annotated[str, Query(max_length=1000)] = "",  # noqa: A002  (its name there)
    limit: Annotated[int, Query(ge=1, le=10_000)] = 100,
) -> list[str]:
    """List the names of topics."""
    return [one.topic.name for one in serving.library.topics.listed(filter)][:limit]


@router.get("/analyze")
@router.get("/analyze/", include_in_schema=False)
def analyze(  # noqa: PLR0917  (FastAPI passes them by name)
    serving: Serving,
    asking: Asking,
    command: Annotated[str, Query(max_length=20)] = "get",
    userid: Annotated[str, Query(max_length=200)] = "",
    topic: Topic = ALL,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 10,
) -> list[dict[str, Any]]:
    """Give the last inquiries about a topic, the oldest first."""
    if command != "get":
        raise InvalidError("Only get is asked by GET; an inquiry is deleted by DELETE.")
    about = "" if key_of(topic) == key_of(ALL) else topic
    newest = serving.library.inquiries.listed(asking.user, limit, sought=Sought(topic=about))
    return [_shown(one) | {"userid": userid, "topic": topic} for one in reversed(newest)]


async def _asked(
    serving: Services, asking: Identity, query: str, topic: str, prompt: str
) -> Inquiry:
    wish = Wish(query, (topic,) if topic else (), own_prompt=prompt)
    async for event in serving.library.answering.answer(asking.user, wish):
        if isinstance(event, Ended):
            return event.inquiry
    raise AssertionError  # an answer ends with its inquiry


def _shown(inquiry: Inquiry) -> dict[str, Any]:
    asked = datetime.fromtimestamp(inquiry.created / 1000, UTC)
    return {
        "answer": inquiry.answer,
        "sources": [
            {
                "content": one.text,
                "metadata": {
                    "source": one.address or one.title,
                    "title": one.title,
                    "line": one.line,
                    "page": one.page,
                    "from_ms": one.from_ms,
                },
            }
            for one in inquiry.sources
        ],
        "query": inquiry.question,
        "prompt": inquiry.own_prompt or inquiry.prompt,
        "currenttime": asked.strftime("%Y%m%d%H%M%S"),
        "confidence": inquiry.confidence,
    }
