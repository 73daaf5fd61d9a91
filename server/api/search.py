"""`/v1/search`: the passages that fit a question best; `/v1/prompts`: what a model may be told."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.api.context import Services, identity, services
from server.api.sent import Sent
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


class Wanted(Sent):
    """What is looked for."""

    question: str = Field(max_length=20_000)
    topics: list[str] = Field(default=[], max_length=20)
    """Names; ALL is asked besides."""
    limit: int = Field(default=10, ge=1, le=50)


@router.post("/v1/search")
def search(wanted: Wanted, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Find passages, the best first; with topics, each topic's best in turn, then ALL's.

    What fits alike is in the order of the taste of who asks.
    """
    chosen = serving.library.topics.chosen(wanted.topics)
    found = serving.library.sources.found(wanted.question, chosen, wanted.limit, asking.user)
    return {
        "passages": [
            {
                "passage": one.passage,
                "document": one.document,
                "kind": one.kind,
                "title": one.title,
                "address": one.address,
                "heading": one.heading,
                "text": one.text,
                "start": one.start,
                "line": one.line,
                "page": one.page,
                "from_ms": one.from_ms,
                "to_ms": one.to_ms,
                "topics": list(one.topics),
            }
            for one in found
        ]
    }


@router.get("/v1/prompts")
def prompts(serving: Serving) -> dict[str, Any]:
    """List the variants of what a model is told, and the lengths of answers."""
    known = serving.library.prompts
    return {
        "prompts": [
            {"name": one.name, "caption": one.caption, "system": one.system}
            for one in known.by_name.values()
        ],
        "lengths": dict(known.lengths),
    }
