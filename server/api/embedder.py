"""`/v1/embedder`: what finds passages by their meaning, told and changed while all goes on."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from server.api.context import Services, services
from server.api.noting import Tell, telling
from server.api.sent import Sent

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Telling = Annotated[Tell, Depends(telling)]


class Change(Sent):
    """An embedder, named as in the setting embedding_model."""

    model: str = Field(max_length=1000)


@router.get("/v1/embedder")
def told(serving: Serving) -> dict[str, Any]:
    """Tell which serves, which takes over, how far it is, and what holds it up."""
    return asdict(serving.library.embedding.told())


@router.put("/v1/embedder", status_code=202)
def change(asked: Change, serving: Serving, tell: Telling) -> dict[str, Any]:
    """Have another take over when every passage is embedded by it; the old one serves till then.

    The one that serves calls a change off. One that cannot embed is refused, and all stays.
    """
    tell(asked.model)
    return asdict(serving.library.embedding.change(asked.model))
