"""Answers questions from the owner's topics: streamed, grounded, cited, kept.

A question is kept before it is answered, and what became of it when it ends, however it ends:
whole, stopped, or broken off. Without a model the sources answer themselves, by quotes.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from server.core.chat.checking import judged
from server.core.chat.cleaning import Cleaner
from server.core.chat.context import ANSWER
from server.core.chat.inquiries import Inquiry, confidence
from server.core.chat.models import Asked, End, Message, Piece
from server.core.chat.personas import Persona
from server.core.chat.steps import Step, Way
from server.core.errors import NotFoundError, RubatoError, UnavailableError
from server.core.ports import Log
from server.core.users import User
from server.services.answer_begun import Begin, Beginning
from server.services.answer_begun import World as BeginningWorld
from server.services.answer_events import Ended, Event, Said, begun_by
from server.services.answer_made import AnswerMade
from server.services.answer_steps import AnswerSteps, Task, fitting
from server.services.model_shelf import ModelShelf
from server.services.wishes import Habits, Wish


@dataclass(frozen=True, slots=True)
class World:
    """What answering uses."""

    beginning: BeginningWorld
    models: ModelShelf
    log: Log
    habits: Habits = field(default_factory=Habits)


class Answering:
    """Answers questions."""

    def __init__(self, world: World) -> None:
        self._world, begins = world, world.beginning
        self._store, self._sources, self._clock = begins.store, begins.sources, begins.clock
        self._prompts = begins.prompts
        self._beginning = Beginning(begins)
        self._steps = AnswerSteps(world.models, begins.prompts, begins.sources)
        self._keeping: set[asyncio.Task[Inquiry]] = set()

    async def answer(self, user: User, wish: Wish) -> AsyncGenerator[Event, None]:
        """Answer; closing this stops the model, and keeps what came.

        Raises `InvalidError` or `NotFoundError` before anything is kept, for what cannot be asked.
        """
        await self._world.models.check(wish.model)
        filled, persona = await asyncio.to_thread(self._beginning.filled, user, wish)
        wish, note = await self._with_model_there(filled, persona, named=bool(wish.model))
        begin = await asyncio.to_thread(self._beginning.begun, user, wish, persona)
        cautions = tuple(topic.caution for topic in begin.topics if topic.caution)
        yield begun_by(persona, begin.inquiry, cautions)
        answer = AnswerMade(begin.inquiry, begin.topics)
        answer.add_reason(note)
        try:
            async with aclosing(self._pieces(answer, wish, begin)) as pieces:
                async for piece in pieces:
                    answer.add(piece)
                    yield piece if isinstance(piece, Step) else Said(piece)
            answer.state = answer.state or "answered"
            async with aclosing(self._checked(answer, wish)) as checked:
                async for step in checked:
                    answer.add(step)
                    yield step
        except RubatoError as error:
            answer.state, answer.reason = "failed", str(error)
            raise
        finally:
            # Also where who asked has left: what came so far is kept as far as it came.
            ended = await self._ended(answer)
        yield Ended(ended)

    async def _ended(self, answer: AnswerMade) -> Inquiry:
        """Cite and keep beside the loop, which others' tokens go through meanwhile.

        It goes on where whoever waited for it is cancelled.
        """
        keeping = asyncio.create_task(asyncio.to_thread(self._finished, answer))
        self._keeping.add(keeping)
        keeping.add_done_callback(self._keeping.discard)
        return await asyncio.shield(keeping)

    async def _with_model_there(
        self, wish: Wish, persona: Persona | None, *, named: bool
    ) -> tuple[Wish, str]:
        """Let another model speak for a persona whose own is gone, and say so."""
        if named or persona is None or not wish.model:
            return wish, ""
        try:
            await self._world.models.check(wish.model)
        except NotFoundError:
            gone = f"{persona.name}'s model {wish.model} is not there; another answered."
            return replace(wish, model=""), gone
        return wish, ""

    async def _pieces(
        self, answer: AnswerMade, wish: Wish, begin: Begin
    ) -> AsyncGenerator[Step | str, None]:
        inquiry, world = answer.inquiry, self._world
        needs = self._prompts.one(inquiry.prompt).needs_passages
        if needs and not inquiry.sources and wish.way != "plan":
            yield answer.unknown
            return
        # A page is asked alone: nothing is looked up elsewhere.
        wanted: Way = "direct" if wish.page or wish.within else wish.way
        way = fitting(wanted, inquiry.sources, answer.topics, combine=world.habits.combine)
        try:
            model = await world.models.chosen(wish.model)
        except UnavailableError as error:
            answer.reason = str(error)
            yield answer.quoted(way)
            return
        task = answer.task = replace(
            _task(model, wish, answer, begin.history, begin.system), needs_passages=needs
        )
        answer.inquiry = replace(inquiry, model=model)
        cleaner, came = Cleaner(), False
        try:
            async with aclosing(self._asked(answer, way, task)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Step):
                        yield piece
                        continue
                    text = cleaner.feed(piece.text) if isinstance(piece, Piece) else cleaner.end()
                    came = came or bool(text)
                    if text:
                        yield text
        except RubatoError as error:
            if (held := cleaner.end()).strip():
                came = True
                yield held
            answer.broke(error, came=came)
            world.log.warning("answer.broken", inquiry=inquiry.id, reason=str(error))
            if answer.state is None:
                yield answer.quoted(way)

    async def _asked(
        self, answer: AnswerMade, way: Way, task: Task
    ) -> AsyncGenerator[Step | Piece | End, None]:
        """Do the steps before the answer, then hear the model; where nothing is known, say so."""
        async with aclosing(self._steps.prepared(way, task)) as steps:
            async for each in steps:
                if isinstance(each, Step):
                    yield each
                    continue
                answer.read(each)
                if not each.messages:
                    yield Piece(answer.unknown)
                    yield End()
                    return
                asked = Asked(task.model, each.messages, task.sampling, task.context)
                async with aclosing(self._world.models.chat(asked)) as pieces:
                    async for piece in pieces:
                        yield piece

    async def _checked(self, answer: AnswerMade, wish: Wish) -> AsyncGenerator[Step, None]:
        """Have what was said checked, where that is wished for; an answer stands without it."""
        check = self._world.habits.check if wish.check is None else wish.check
        if not check or answer.task is None or answer.state != "answered":
            return
        sources = answer.inquiry.sources
        try:
            answer.verdicts = await self._steps.verdicts(answer.task, answer.claims(), sources)
        except RubatoError as error:
            answer.add_reason(f"The sentences could not be checked: {error}")
            return
        missed = sum(1 for carried in answer.verdicts.values() if not carried)
        yield Step("check", f"{len(answer.verdicts) - missed} of {len(answer.verdicts)} carried")

    def _finished(self, answer: AnswerMade) -> Inquiry:
        inquiry = answer.inquiry
        sources, told = self._sources.cited(inquiry.sources, answer.claims())
        told = judged(told, answer.verdicts, {one.number: one.text for one in sources})
        ended = replace(
            inquiry,
            answer=answer.text.strip(),
            state=answer.state or "stopped",
            reason=answer.reason,
            sources=sources,
            claims=told,
            confidence=confidence(told, sources),
            finished=self._clock(),
            steps=tuple(answer.steps),
        )
        return self._kept(ended)

    def _kept(self, ended: Inquiry) -> Inquiry:
        """Keep it; where that fails whoever asked still gets all of it, and hears why."""
        try:
            self._store.change_inquiry(ended)
        except RubatoError as error:
            self._world.log.error("answer.not_kept", inquiry=ended.id, reason=str(error))
            reason = f"This answer could not be kept. {error}"
            return replace(ended, reason=" ".join(filter(None, [ended.reason, reason])))
        return ended


def _task(
    model: str, wish: Wish, answer: AnswerMade, history: Sequence[Inquiry], system: str
) -> Task:
    earlier = [message for message in wish.said if message.role != "system"] or [
        message
        for one in history
        for message in (Message("user", one.question), Message("assistant", one.answer))
        if message.content
    ]
    inquiry = answer.inquiry
    return Task(
        model,
        wish.told or inquiry.question,
        answer.topics,
        inquiry.sources,
        system,
        tuple(earlier),
        wish.context,
        wish.sampling.max_tokens or ANSWER,
        wish.sampling,
        wish.room,
    )
