"""`/v1/words`: words found, checked, added, changed and removed, with their history."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.noting import Tell, telling
from server.api.sent import Number, Sent
from server.api.word_parts import kept_json, late, word_json
from server.core.dictionary.changes import change_told
from server.core.dictionary.words import DictionaryWord, word_of
from server.core.tokens import Identity
from server.services.dictionary import DisagreedError
from server.services.dictionary_search import By, Met, Verdict

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Telling = Annotated[Tell, Depends(telling)]


class WordBody(Sent):
    """A word as it is to be."""

    model_config = ConfigDict(extra="forbid")
    keys: list[Number] | str
    """0 (low C) to 24, in a list or as “12 7 12”."""
    chord: bool = False
    says: list[str] = Field(default_factory=list)
    meanings: list[dict[str, str] | str] = Field(default_factory=list)
    """Each an object with text and part (of speech), or a text as “(noun) a cat”."""
    commands: list[str] = Field(default_factory=list)

    def word(self) -> DictionaryWord:
        """Check it."""
        return word_of(self.model_dump(include=set(WordBody.model_fields)))


class NewWord(WordBody):
    """A word and where it goes."""

    language: str = Field(max_length=40)


class ChangedWord(WordBody):
    """A word as it is to be, from a version of it."""

    version: Number = Field(ge=1)


class CheckedWord(WordBody):
    """A word that is being made."""

    language: str = Field(max_length=40)
    own: Number | None = None
    """Its number, where it is kept already."""


@router.get("/v1/words")
def search(
    serving: Serving,
    q: Annotated[str, Query(max_length=400, description="Keys, as in 12 7 12, or a text.")],
    by: By = "any",
    language: Annotated[
        list[str], Query(description="Only these, and those that speak about them.")
    ] = [],  # noqa: B006  (FastAPI copies it)
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Find words by keys, sound or meaning, the best first; what came with Rubato has no id."""
    hits = serving.dictionary.search.search(q, by, language, limit)
    found = [
        kept_json(one.kept) if one.kept else word_json(one.language, one.word) for one in hits.found
    ]
    return {"words": found, "count": hits.count}


@router.post("/v1/words", status_code=201)
def add(body: NewWord, serving: Serving, asking: Asking, tell: Telling) -> dict[str, Any]:
    """Add a word; 409 where its keys are one of the language already."""
    made = serving.dictionary.dictionary.add(body.language, body.word(), asking.user)
    tell(f"{made.id} in {body.language}")
    return kept_json(made)


@router.post("/v1/words/check")
def check(body: CheckedWord, serving: Serving) -> dict[str, Any]:
    """Say what a word's keys run into, and what a slip in them would play; nothing is kept."""
    return _verdict(serving.dictionary.search.check(body.word(), body.language, body.own))


@router.get("/v1/words/{word_id:int}")
def one(word_id: int, serving: Serving) -> dict[str, Any]:
    """Give a word."""
    return kept_json(serving.dictionary.dictionary.word(word_id))


@router.patch("/v1/words/{word_id:int}", response_model=None)
def change(
    word_id: int, body: ChangedWord, serving: Serving, asking: Asking
) -> dict[str, Any] | Response:
    """Change a word from the version that was read, merged with what others changed since.

    412 where both changed the same field: then both versions are told, and yours is kept as a
    proposal.
    """
    word = body.word()
    try:
        kept = serving.dictionary.dictionary.change(word_id, body.version, word, asking.user)
    except DisagreedError as error:
        made = serving.dictionary.proposals.kept_apart(error, word, body.version, asking.user)
        return late(error, word, made)
    return kept_json(kept)


@router.delete("/v1/words/{word_id:int}", status_code=204)
def remove(
    word_id: int, version: Annotated[Number, Query(ge=1)], serving: Serving, asking: Asking
) -> Response:
    """Remove a word, of the version that was read; undo brings it back."""
    serving.dictionary.dictionary.remove(word_id, version, asking.user)
    return Response(status_code=204)


@router.get("/v1/words/{word_id:int}/history")
def history(
    word_id: int, serving: Serving, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> dict[str, Any]:
    """List what became of a word, the newest first."""
    found = serving.dictionary.dictionary.history(None, word_id, None, limit)
    return {"changes": [change_told(each) for each in found]}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "refused": verdict.refused,
        "met": [_met(one) for one in verdict.met],
        "problems": [one.to_json() for one in verdict.problems],
        "free": list(verdict.free) if verdict.free else None,
    }


def _met(met: Met) -> dict[str, Any]:
    return {
        "kind": met.finding.kind,
        "error": met.finding.error,
        "played": list(met.finding.played),
        **word_json(met.found.language, met.found.word),
    }
