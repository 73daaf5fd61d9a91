"""`/v1/words/proposals`: what users would change, for admins to accept or refuse."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.sent import Number, Sent
from server.api.words import WordBody
from server.core.dictionary.changes import State, proposal_told
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]


class Proposed(Sent):
    """A new word of a language, a change of a word, or its removal (a number without a word)."""

    model_config = ConfigDict(extra="forbid")
    language: str = Field(default="", max_length=40)
    id: Number | None = None
    version: Number = Field(default=0, ge=0)
    """Of the word that was read."""
    word: WordBody | None = None
    note: str = Field(default="", max_length=1000)


class Refused(Sent):
    """Why not."""

    why: str = Field(default="", max_length=1000)


@router.get("/v1/words/proposals")
def listed(
    serving: Serving, asking: Asking, state: Annotated[State | None, Query()] = None
) -> dict[str, Any]:
    """List your own proposals, or for an admin everybody's, the newest first."""
    found = serving.dictionary.proposals.listed(asking.user, state)
    return {"proposals": [proposal_told(one) for one in found]}


@router.post("/v1/words/proposals", status_code=201)
def propose(body: Proposed, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Propose a word, a change, or that one be removed."""
    made = serving.dictionary.proposals.propose(
        asking.user,
        body.word.word() if body.word else None,
        body.note,
        language=body.language,
        word_id=body.id,
        version=body.version,
    )
    return proposal_told(made)


@router.post("/v1/words/proposals/{number:int}/accept")
def accept(number: int, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Make the change, in your name; 412 where the word was changed otherwise since."""
    return proposal_told(serving.dictionary.proposals.accept(number, asking.user))


@router.post("/v1/words/proposals/{number:int}/refuse")
def refuse(number: int, body: Refused, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Refuse one, and say why; a user may take his own back."""
    return proposal_told(serving.dictionary.proposals.refuse(number, asking.user, body.why))
