"""`/v1/words/practice`: words that are asked, and how they were played; each user's own."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import ConfigDict, Field

from server.api.context import Services, identity, services
from server.api.sent import Number, Sent
from server.api.word_parts import word_json
from server.core.dictionary.practice import Answer, Card, grade
from server.core.dictionary.words import keys_of
from server.core.tokens import Identity

router = APIRouter()
Serving = Annotated[Services, Depends(services)]
Asking = Annotated[Identity, Depends(identity)]
Name = Annotated[str, Query(max_length=40)]


class Played(Sent):
    """How a word was played."""

    model_config = ConfigDict(extra="forbid")
    language: str = Field(max_length=40)
    keys: list[Number] = Field(max_length=32)
    slips: int = Field(ge=0, le=1000)
    """Times that something else was played first."""
    ms: int = Field(ge=0, le=86_400_000)
    """From the question to the last key."""
    shown: bool = False


@router.get("/v1/words/practice")
def asked(
    serving: Serving,
    asking: Asking,
    language: Name,
    count: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Choose what to play now, what is due first; with how you stand with the language."""
    practice = serving.dictionary.practice
    words = [
        word_json(one.language, one.word) | {"card": _card(one.card) if one.card else None}
        for one in practice.round(asking.user, language, count)
    ]
    return {"words": words, "progress": asdict(practice.progress(asking.user, language))}


@router.post("/v1/words/practice")
def played(body: Played, serving: Serving, asking: Asking) -> dict[str, Any]:
    """Note how a word was played at first; `due` says when it is asked again."""
    answer = Answer(body.slips, body.ms, body.shown)
    keys = keys_of(body.keys)
    card = serving.dictionary.practice.played(asking.user, body.language, keys, answer)
    return _card(card) | {"grade": grade(answer, len(keys))}


@router.delete("/v1/words/practice")
def forget(serving: Serving, asking: Asking, language: Name) -> dict[str, int]:
    """Begin a language anew."""
    return {"forgotten": serving.dictionary.practice.forget(asking.user, language)}


def _card(card: Card) -> dict[str, Any]:
    return asdict(card)
