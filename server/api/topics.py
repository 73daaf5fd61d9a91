"""`/v1/topics` and `/v1/suggestions`: collections of documents, and what may belong to them.

`ALL` is no topic of the list: it is every document, and is asked whatever topics are chosen.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from pydantic import Field

from server.api.context import Services, services
from server.api.noting import Tell, telling
from server.api.sent import Number, Sent
from server.core.library.topics import Topic

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Telling = Annotated[Tell, Depends(telling)]


class NewTopic(Sent):
    """A topic to be made."""

    name: str = Field(max_length=1000)
    caution: str = Field(default="", max_length=1000)


class ChangedTopic(Sent):
    """What of a topic becomes another; what is left out stays."""

    name: str | None = Field(default=None, max_length=1000)
    caution: str | None = Field(default=None, max_length=1000)


class Into(Sent):
    """The topic that stays."""

    into: Number


class Answered(Sent):
    """Whether a suggestion is right."""

    accept: bool


@router.get("/v1/topics")
def listed(
    serving: Serving,
    filter: Annotated[str, Query(max_length=1000, description="A part of the name.")] = "",  # noqa: A002  (its name there)
) -> dict[str, Any]:
    """List topics by name, each with what is in it."""
    return {
        "topics": [
            {
                **shown(one.topic),
                "documents": one.documents,
                "passages": one.passages,
                "characters": one.characters,
                "suggested": one.suggested,
            }
            for one in serving.library.topics.listed(filter)
        ]
    }


@router.post("/v1/topics", status_code=201)
def add(topic: NewTopic, serving: Serving, tell: Telling) -> dict[str, Any]:
    """Make a topic."""
    tell(topic.name)
    return shown(serving.library.topics.add(topic.name, topic.caution))


@router.patch("/v1/topics/{topic_id:int}")
def change(topic_id: int, changed: ChangedTopic, serving: Serving, tell: Telling) -> dict[str, Any]:
    """Rename a topic, or change its caution."""
    before = serving.library.topics.one(topic_id)
    after = serving.library.topics.change(topic_id, changed.name, changed.caution)
    tell(before.name if before.name == after.name else f"{before.name}, now {after.name}")
    return shown(after)


@router.post("/v1/topics/{topic_id:int}/merge")
def merge(topic_id: int, target: Into, serving: Serving, tell: Telling) -> dict[str, Any]:
    """Put everything of a topic into another, which stays."""
    before = serving.library.topics.one(topic_id)
    into = serving.library.topics.merge(topic_id, target.into)
    tell(f"{before.name} into {into.name}")
    return shown(into)


@router.delete("/v1/topics/{topic_id:int}", status_code=204)
def remove(topic_id: int, serving: Serving, tell: Telling) -> Response:
    """Delete a topic; its documents stay in ALL."""
    tell(serving.library.topics.one(topic_id).name)
    serving.library.topics.remove(topic_id)
    return Response(status_code=204)


@router.get("/v1/suggestions")
def suggestions(serving: Serving) -> dict[str, Any]:
    """List which documents and inquiries may belong to which topics, and why."""
    found = serving.library.topics.suggestions()
    titles = serving.library.documents.titles({one.document for one in found})
    return {
        "suggestions": [
            {
                "document": one.document,
                "title": titles.get(one.document, ""),
                "topic": one.topic,
                "reason": one.reason,
            }
            for one in found
        ],
        "inquiries": [
            {
                "inquiry": one.inquiry.id,
                "title": one.inquiry.question,
                "topic": one.topic.id,
                "reason": one.reason,
            }
            for one in serving.library.inquiry_suggesting.listed()
        ],
    }


@router.put("/v1/suggestions/inquiries/{inquiry_id}/{topic_id:int}", status_code=204)
def answer_inquiry(
    inquiry_id: str, topic_id: int, answered: Answered, serving: Serving
) -> Response:
    """Let an inquiry belong to a topic, or say for good that it does not."""
    serving.library.inquiry_suggesting.answer(inquiry_id, topic_id, accept=answered.accept)
    return Response(status_code=204)


@router.put("/v1/suggestions/{document_id:int}/{topic_id:int}", status_code=204)
def answer(document_id: int, topic_id: int, answered: Answered, serving: Serving) -> Response:
    """Accept a suggestion, or refuse it for good."""
    act = serving.library.topics.accept if answered.accept else serving.library.topics.refuse
    act(document_id, topic_id)
    return Response(status_code=204)


def shown(topic: Topic) -> dict[str, Any]:
    """Show a topic as JSON."""
    return {
        "id": topic.id,
        "name": topic.name,
        "caution": topic.caution,
        "created": topic.created,
    }
