"""Inquiries: each question with its answer, where that comes from, and how sure it is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from server.core.chat.reviews import Review
from server.core.chat.steps import Step, step_of
from server.core.chat.wording import flowing
from server.core.plain import plain

State: TypeAlias = Literal["asked", "answered", "stopped", "failed"]

LONGEST_QUESTION = 20_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of a source that carries a sentence of the answer."""

    claim: int
    """The number of the sentence, from 0."""
    start: int
    end: int
    """Characters of the document's text."""
    text: str
    share: float
    """How much of the sentence's words it holds, 0..1."""
    line: int = 0
    page: int | None = None
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Cite:
    """A passage that an answer was given from."""

    number: int
    """As the answer names it, from 1."""
    passage: int
    document: int
    kind: str
    title: str
    address: str
    heading: str
    text: str
    start: int
    """Where it begins in the document's text."""
    line: int = 0
    page: int | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    topics: tuple[str, ...] = ()
    quotes: tuple[Cited, ...] = ()
    about: str = ""
    """A line that says what its document is."""

    @property
    def said(self) -> str:
        """Give its text as sentences are told in it; every character stands where it does there."""
        return self.text if self.from_ms is None else flowing(self.text)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the answer."""

    text: str
    start: int
    end: int
    """Characters of the answer."""
    sources: tuple[int, ...]
    carried: bool
    by: Literal["words", "model"] = "words"
    """Who says so: the words that sentence and passage share, or a model that read both."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that was asked, and what became of it."""

    id: str
    """16 hexadecimal digits."""
    user_id: int
    conversation: str
    """The id of the inquiry that it began with."""
    question: str
    created: int
    """Milliseconds since 1970, UTC."""
    topics: tuple[str, ...] = ()
    """Names, as they were then; ALL besides."""
    model: str = ""
    """Empty: no model answered, the sources were quoted."""
    prompt: str = ""
    """The variant's name."""
    own_prompt: str = ""
    length: str = "short"
    answer: str = ""
    state: State = "asked"
    reason: str = ""
    """Why it failed, or what was left out."""
    sources: tuple[Cite, ...] = ()
    claims: tuple[Told, ...] = ()
    confidence: float = 0.0
    """0..1: how much of the answer its sources carry."""
    finished: int | None = None
    review: Review = field(default_factory=Review)
    after: str | None = None
    """The inquiry that it follows; empty: none; None: nobody told, it is of an earlier version."""
    instead_of: str = ""
    """The inquiry whose question was asked again."""
    steps: tuple[Step, ...] = ()
    """What was done for the answer, in its order."""
    persona: str = ""
    """Who answered; empty: nobody in particular."""
    refused: tuple[str, ...] = ()
    """Topics of which somebody said that it does not belong to them."""


@dataclass(frozen=True, slots=True)
class Details:
    """What of an inquiry is kept as JSON."""

    topics: tuple[str, ...]
    sources: tuple[Cite, ...]
    claims: tuple[Told, ...]
    length: str
    after: str | None = None
    instead_of: str = ""
    steps: tuple[Step, ...] = ()
    persona: str = ""
    refused: tuple[str, ...] = ()


def details_json(inquiry: Inquiry) -> str:
    """Write what is kept as JSON."""
    kept = Details(
        inquiry.topics,
        inquiry.sources,
        inquiry.claims,
        inquiry.length,
        inquiry.after,
        inquiry.instead_of,
        inquiry.steps,
        inquiry.persona,
        inquiry.refused,
    )
    return json.dumps(plain(kept), ensure_ascii=False)


@lru_cache(maxsize=100)
def details_of(text: str) -> Details:
    """Read what was kept as JSON; the newest inquiries are listed again and again."""
    told = json.loads(text)
    return Details(
        tuple(told["topics"]),
        tuple(_cite(one) for one in told["sources"]),
        tuple(Told(**one | {"sources": tuple(one["sources"])}) for one in told["claims"]),
        told["length"],
        told.get("after"),
        told.get("instead_of", ""),
        tuple(step_of(one) for one in told.get("steps", ())),
        told.get("persona", ""),
        tuple(told.get("refused", ())),
    )


def _cite(told: dict[str, Any]) -> Cite:
    told["topics"] = tuple(told["topics"])
    told["quotes"] = tuple(Cited(**one) for one in told["quotes"])
    return Cite(**told)


def confidence(claims: Sequence[Told], sources: Sequence[Cite]) -> float:
    """Give how much of an answer its sources carry: the mean of each sentence's best quote.

    What a model judged counts wholly, or not at all.
    """
    if not claims:
        return 0.0
    best = [0.0] * len(claims)
    for source in sources:
        for quote in source.quotes:
            best[quote.claim] = max(best[quote.claim], quote.share)
    best = [
        share if claim.by == "words" else float(claim.carried)
        for claim, share in zip(claims, best, strict=True)
    ]
    return round(sum(best) / len(best), 3)
