"""Planted facts: documents of several kinds that each hold sentences whose places are known.

Every sentence is told of somebody, with a number; the others are decoys for it, since they are made
alike. In what is spoken each word lasts as long as its letters and chance have it, and sentences
begin and end in the middle of subtitles: the times are not those that an even flow would have.
"""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.server.adapters.readers.made import pdf

NOT_KNOWN = "I don't know from this."
BEGINS = ("Bal", "Cor", "Dun", "Esk", "Far", "Gal", "Hol", "Ist", "Jor", "Kel", "Lun", "Mar")
ENDS = ("ana", "bert", "dine", "emar", "foss", "gard", "holt", "ilde", "jan", "kov", "lund", "nert")
TOLD = (
    ("{who} counted {number} herons at the lake.", "How many herons did {who} count?"),
    ("{who} built a tower of {number} steps.", "How many steps has the tower of {who}?"),
    ("{who} paid {number} crowns for the organ.", "What did {who} pay for the organ?"),
    ("{who} copied {number} pages of counterpoint.", "How many pages did {who} copy?"),
    ("{who} walked {number} miles to the harbour.", "How many miles did {who} walk?"),
)
PLAIN = (
    "the weather of that season was mild and nobody thought about it any more",
    "an organ needs air and somebody who gives it without a pause",
    "from the tower one sees the lake and sometimes the harbour",
    "there are pages that were copied twice and pages that nobody copied",
    "whoever walks to the lake in spring sees herons and other birds",
    "a crown was worth more in those years than in the years after them",
)
EACH = 8
"""Facts of a document."""
TOGETHER = 7
"""Words of a subtitle."""


@dataclass(frozen=True)
class Fact:
    """A sentence, the question that it answers, and where it stands."""

    who: str
    number: str
    sentence: str
    question: str
    line: int = 0
    page: int | None = None
    at_ms: int | None = None

    @property
    def said(self) -> str:
        """Say it as a model would: in other words."""
        return f"It was {self.sentence.rstrip('.').replace(self.who, self.who + ' who')}"


@dataclass(frozen=True)
class Planted:
    """A document with its facts."""

    name: str
    content: bytes
    facts: tuple[Fact, ...]


def planted(documents: int, seed: int = 1) -> Iterator[Planted]:
    """Make documents, of each kind in turn."""
    chance = random.Random(seed)
    names = [begin + end for begin in BEGINS for end in ENDS]
    names = [f"{first} {last}" for first in names for last in names]
    chance.shuffle(names)
    for at in range(documents):
        facts = [_fact(chance, names.pop()) for _ in range(EACH)]
        yield KINDS[at % len(KINDS)](chance, at, facts)


def _fact(chance: random.Random, who: str) -> Fact:
    sentence, question = chance.choice(TOLD)
    number = f"{chance.randint(101, 99_999):,}"
    return Fact(
        who, number, sentence.format(who=who, number=number), question.format(who=who)
    )  # fmt: skip


def _filler(chance: random.Random) -> str:
    some = chance.sample(PLAIN, chance.randint(2, 4))
    return " ".join(f"{one.capitalize()}." for one in some)


def _with(fact: Fact, **place: Any) -> Fact:
    return Fact(fact.who, fact.number, fact.sentence, fact.question, **place)


def _notes(chance: random.Random, at: int, facts: list[Fact]) -> Planted:
    """Write Markdown, a fact in the middle of each paragraph, some under headings."""
    lines: list[str] = [f"# Notes {at}", ""]
    told = []
    for place, fact in enumerate(facts):
        if place % 3 == 0:
            lines += [f"## Part {place}", ""]
        told.append(_with(fact, line=len(lines) + 1))
        lines += [f"{_filler(chance)} {fact.sentence} {_filler(chance)}", ""]
    return Planted(f"notes{at}.md", "\n".join(lines).encode(), tuple(told))


def _paper(chance: random.Random, at: int, facts: list[Fact]) -> Planted:
    """Print a PDF, a fact on each page."""
    told = [_with(fact, page=page) for page, fact in enumerate(facts, 1)]
    pages = [f"{_filler(chance)} {fact.sentence} {_filler(chance)}" for fact in facts]
    return Planted(f"paper{at}.pdf", pdf(pages, f"Paper {at}"), tuple(told))


def _talk(chance: random.Random, at: int, facts: list[Fact]) -> Planted:
    """Say it in subtitles that know nothing of sentences."""
    words: list[tuple[str, int, int]] = []
    begins: list[int] = []
    now = chance.randint(0, 60_000)
    for fact in facts:
        for sentence in (_filler(chance), fact.sentence, _filler(chance)):
            if sentence == fact.sentence:
                begins.append(now)
            for word in sentence.split():
                lasts = 90 + 55 * len(word) + chance.randint(-60, 90)
                words.append((word, now, now + lasts))
                now += lasts
            now += chance.randint(0, 400)
    cues = [words[first : first + TOGETHER] for first in range(0, len(words), TOGETHER)]
    blocks = [
        f"{number}\n{_clock(cue[0][1])} --> {_clock(cue[-1][2])}\n"
        + " ".join(word for word, _, _ in cue)
        for number, cue in enumerate(cues, 1)
    ]
    told = [_with(fact, at_ms=begin) for fact, begin in zip(facts, begins, strict=True)]
    return Planted(f"talk{at}.srt", "\n\n".join(blocks).encode(), tuple(told))


def _clock(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02},{rest % 1000:03}"


KINDS = (_notes, _talk, _paper, _talk)


def reading_model(facts: Mapping[str, Fact]) -> Any:
    """Give what answers as a model that reads: in other words, by the passage that tells it.

    `facts` are by their questions.
    """

    def answer(body: dict[str, Any]) -> list[str]:
        shown = body["messages"][-1]["content"]
        fact = next(one for question, one in facts.items() if question in shown)
        for part in shown.split("<passage ")[1:]:
            if fact.who in " ".join(part.split()) and fact.number in part:
                number = json.loads(part.partition("number=")[2].split()[0])
                return [fact.said, f" [{number}]."]
        return [NOT_KNOWN]

    return answer
