"""The steps before an answer and after it: planned and looked up, summed up by topics, checked."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from server.core.chat.checking import (
    CHECK_FORM,
    CHECK_TOKENS,
    batches,
    named,
    sentences_block,
    verdicts_of,
)
from server.core.chat.citations import Claim
from server.core.chat.cleaning import cleaned
from server.core.chat.context import Composed, Shown, composed, composed_of, passage_block
from server.core.chat.extracts import knows_nothing
from server.core.chat.inquiries import Cite
from server.core.chat.models import Asked, Message, Piece, Sampling
from server.core.chat.prompts import Prompts
from server.core.chat.steps import (
    PLAN_FORM,
    PLAN_TOKENS,
    SUMMARY_TOKENS,
    Step,
    Way,
    plan_of,
    summary_block,
)
from server.core.library.topics import Topic
from server.services.model_shelf import ModelShelf
from server.services.sources import Sources, by_topic, shown

SEVERAL = 2
"""Topics that are summed up each by itself."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered, and by whom."""

    model: str
    question: str
    topics: tuple[Topic, ...]
    sources: tuple[Cite, ...]
    system: str
    earlier: tuple[Message, ...]
    context: int
    """Tokens of prompt and answer together."""
    answer: int
    """Tokens kept for the answer."""
    sampling: Sampling
    read: int
    """Tokens of passages that are read at once."""
    needs_passages: bool = True
    """Without passages nothing is known."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What the model is asked in the end; without messages: nothing was found."""

    messages: tuple[Message, ...]
    sources: tuple[Cite, ...]
    """Those that it has read."""
    left_out: int = 0
    forgotten: int = 0
    note: str = ""
    """What went otherwise than was wished."""


def fitting(way: Way, sources: Sequence[Cite], topics: Sequence[Topic], *, combine: bool) -> Way:
    """Choose the way where it is left open: topics, where several of those chosen have a say."""
    if way != "auto":
        return way
    chosen = {topic.name for topic in topics}
    saying = [name for name, _ in by_topic(sources, topics) if name in chosen]
    return "topics" if combine and len(saying) >= SEVERAL else "direct"


class AnswerSteps:
    """Asks models what an answer needs besides itself."""

    def __init__(self, models: ModelShelf, prompts: Prompts, sources: Sources) -> None:
        self._models, self._prompts, self._sources = models, prompts, sources

    async def prepared(self, way: Way, task: Task) -> AsyncGenerator[Step | Ready, None]:
        """Do what comes before the answer; the last is what the model is asked."""
        steps = {"plan": self._planned, "topics": self._by_topic}.get(way, self._direct)
        async with aclosing(steps(task)) as made:
            async for each in made:
                yield each

    async def _direct(self, task: Task) -> AsyncGenerator[Step | Ready, None]:
        yield _ready(task)

    async def _planned(self, task: Task) -> AsyncGenerator[Step | Ready, None]:
        system = self._prompts.steps["plan"].strip()
        made = composed(system, task.question, [], task.earlier, task.context - PLAN_TOKENS)
        lookups = plan_of(await self._whole(task, made.messages, PLAN_TOKENS, PLAN_FORM))
        yield Step("plan", lookups=lookups)
        if not lookups:
            yield replace(_ready(task), note="The model wrote no plan; answered without one.")
            return
        sources, found = await asyncio.to_thread(
            self._sources.read_each, [task.question, *lookups], task.topics, task.read
        )
        for lookup, numbers in zip(lookups, found[1:], strict=True):
            yield Step("look_up", lookup, sources=numbers)
        yield _ready(replace(task, sources=sources))

    async def _by_topic(self, task: Task) -> AsyncGenerator[Step | Ready, None]:
        left_out, parts = 0, list[tuple[str, str]]()
        for name, sources in by_topic(task.sources, task.topics):
            system = self._prompts.steps["topic"].replace("{topic}", name).strip()
            room = task.context - SUMMARY_TOKENS
            made = composed(system, task.question, shown(sources), task.earlier, room)
            left_out += made.left_out
            text = cleaned(await self._whole(task, made.messages, SUMMARY_TOKENS)).strip()
            yield Step("topic", text, name, tuple(one.number for one in sources[: made.shown]))
            if text and not knows_nothing(text):
                parts.append((name, text))
        if not parts:
            yield Ready((), task.sources, left_out)
            return
        system = f"{task.system}\n{self._prompts.steps['join'].strip()}"
        blocks = [summary_block(name, text) for name, text in parts]
        room = task.context - task.answer
        joined = composed_of(system, task.question, blocks, task.earlier, room, within="summaries")
        note = f"{joined.left_out} topics did not fit." if joined.left_out else ""
        yield Ready(joined.messages, task.sources, left_out, joined.forgotten, note)

    async def verdicts(
        self, task: Task, claims: Sequence[Claim], sources: Sequence[Cite]
    ) -> dict[int, bool]:
        """Ask whether passages carry what was said, a verdict for each place that got one."""
        passages = {one.number: one for one in shown(sources)}
        texts = {number: one.text for number, one in passages.items()}
        found: dict[int, bool] = {}
        for batch in batches(claims, texts, task.context - 2 * CHECK_TOKENS):
            messages = _checking(self._prompts, batch, passages)
            found |= verdicts_of(await self._whole(task, messages, CHECK_TOKENS, CHECK_FORM), batch)
        return found

    async def _whole(
        self,
        task: Task,
        messages: tuple[Message, ...],
        most: int,
        form: Mapping[str, Any] | None = None,
    ) -> str:
        """Ask for a whole text that nobody is shown while it comes; steadily, as for a program."""
        sampling = Sampling(temperature=0.0, max_tokens=most, seed=task.sampling.seed)
        asked = Asked(task.model, messages, sampling, task.context, form)
        async with aclosing(self._models.chat(asked)) as pieces:
            return "".join([one.text async for one in pieces if isinstance(one, Piece)])


def _ready(task: Task) -> Ready:
    """Let the model read the passages themselves."""
    if task.needs_passages and not task.sources:
        return Ready((), ())
    room = task.context - task.answer
    made: Composed = composed(task.system, task.question, shown(task.sources), task.earlier, room)
    sources = task.sources[: made.shown]
    return Ready(made.messages, sources, made.left_out, made.forgotten)


def _checking(
    prompts: Prompts, batch: Mapping[int, Claim], passages: Mapping[int, Shown]
) -> tuple[Message, ...]:
    blocks = "\n".join(passage_block(passages[number]) for number in named(batch))
    told = f"<passages>\n{blocks}\n</passages>\n\n{sentences_block(batch)}"
    return (Message("system", prompts.steps["check"].strip()), Message("user", told))
