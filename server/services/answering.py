"""Answers questions from the owner's topics: streamed, grounded, cited, kept.

A question is kept before it is answered, and what became of it when it ends, however it ends:
whole, stopped, or broken off. Without a model the sources answer themselves, by quotes.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from server.core.chat.citations import claims
from server.core.chat.cleaning import Cleaner
from server.core.chat.context import ANSWER, Composed, composed
from server.core.chat.extracts import SAID, extracts
from server.core.chat.gathering import asked_for
from server.core.chat.inquiries import Inquiry, State, confidence
from server.core.chat.models import Asked, Message, Piece, Sampling
from server.core.chat.prompts import LENGTHS, Length, Prompts
from server.core.chat_ports import InquiryStore
from server.core.errors import InvalidError, NotFoundError, RubatoError, UnavailableError
from server.core.language_hint import hinted
from server.core.library.topics import Topic
from server.core.ports import Clock, Entropy, Log
from server.core.users import User
from server.services.model_shelf import ModelShelf
from server.services.sources import Sources, shown
from server.services.topics import Topics

ID_BYTES = 8
LONGEST_QUESTION = 20_000
"""Characters."""
READ = 3000
"""Tokens of passages that a model is shown: more costs a small one seconds before it speaks."""
CONTEXT = 8192
"""Tokens of prompt and answer together, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks."""

    question: str
    topics: tuple[str, ...] = ()
    """Names; ALL is asked besides."""
    after: str = ""
    """The inquiry that this one follows."""
    model: str = ""
    """Empty: the one that is set, or the first there is."""
    prompt: str = ""
    own_prompt: str = ""
    length: str = "short"
    sampling: Sampling = field(default_factory=Sampling)
    context: int = CONTEXT
    said: tuple[Message, ...] = ()
    """What was said before, where no inquiry holds it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The question is kept, and these are the sources."""

    inquiry: Inquiry
    cautions: tuple[str, ...]
    """Of the topics that were chosen."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of it."""

    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class World:
    """What answering uses."""

    topics: Topics
    sources: Sources
    models: ModelShelf
    prompts: Prompts
    store: InquiryStore
    clock: Clock
    entropy: Entropy
    log: Log


class Answering:
    """Answers questions."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def answer(self, user: User, wish: Wish) -> AsyncGenerator[Begun | Said | Ended, None]:
        """Answer; closing this stops the model, and keeps what came.

        Raises `InvalidError` or `NotFoundError` before anything is kept, for what cannot be asked.
        """
        await self._world.models.check(wish.model)
        made = await asyncio.to_thread(self._begun, user, wish)
        inquiry, chosen, history, system = made
        yield Begun(inquiry, tuple(topic.caution for topic in chosen if topic.caution))
        answer = _Answer(inquiry)
        try:
            async with aclosing(self._pieces(answer, wish, history, system)) as pieces:
                async for text in pieces:
                    answer.text += text
                    yield Said(text)
            answer.state = answer.state or "answered"
        except RubatoError as error:
            answer.state, answer.reason = "failed", str(error)
            raise
        finally:
            # Also where who asked has left: what came so far is kept as far as it came.
            ended = self._finished(answer)
        yield Ended(ended)

    def _begun(
        self, user: User, wish: Wish
    ) -> "tuple[Inquiry, tuple[Topic, ...], list[Inquiry], str]":
        question = wish.question.strip()
        if not question:
            raise InvalidError("Ask something: the question is empty.")
        if len(question) > LONGEST_QUESTION:
            raise InvalidError(
                f"A question has at most {LONGEST_QUESTION} characters; load a long text as a "
                "document, and ask about it."
            )
        length = length_of(wish.length)
        prompt, system = self._world.prompts.told(wish.prompt, wish.own_prompt, length)
        chosen = self._world.topics.chosen(wish.topics)
        history = self._history(user, wish.after)
        key = self._world.entropy(ID_BYTES).hex()
        earlier = [one.question for one in history] or [
            message.content for message in wish.said if message.role == "user"
        ]
        inquiry = Inquiry(
            key,
            user.id,
            history[0].conversation if history else key,
            question,
            self._world.clock(),
            tuple(topic.name for topic in chosen),
            prompt=prompt.name,
            own_prompt=wish.own_prompt,
            length=length,
        )
        self._world.store.add_inquiry(inquiry)
        wanted = asked_for(question, earlier)
        sources = self._world.sources.read(wanted, chosen, min(wish.context // 2, READ))
        return replace(inquiry, sources=sources), chosen, history, system

    def _history(self, user: User, after: str) -> list[Inquiry]:
        if not after:
            return []
        last = self._world.store.inquiry(after)
        if last is None or last.user_id != user.id:
            raise NotFoundError("The conversation is not there any more; ask without it.")
        whole = self._world.store.conversation(last.conversation)
        ids = [one.id for one in whole]
        return list(whole[: ids.index(last.id) + 1])

    async def _pieces(
        self, answer: "_Answer", wish: Wish, history: Sequence[Inquiry], system: str
    ) -> AsyncGenerator[str, None]:
        inquiry = answer.inquiry
        prompt = self._world.prompts.one(inquiry.prompt)
        language = hinted(inquiry.question, SAID) or "en"
        if prompt.needs_passages and not inquiry.sources:
            yield SAID[language]["unknown"]
            return
        try:
            model = await self._world.models.chosen(wish.model)
        except UnavailableError as error:
            answer.reason = str(error)
            yield extracts(
                inquiry.question, shown(inquiry.sources), length_of(wish.length), language
            )
            return
        asked, made = _asked(model, wish, inquiry, history, system)
        answer.keep(model, made)
        async with aclosing(self._told(answer, asked)) as told:
            async for text in told:
                yield text

    async def _told(self, answer: "_Answer", asked: Asked) -> AsyncGenerator[str, None]:
        """Give what the model says, cleaned; where it fails at once, quotes instead."""
        cleaner, came = Cleaner(), False
        try:
            async with aclosing(self._world.models.chat(asked)) as pieces:
                async for piece in pieces:
                    text = cleaner.feed(piece.text) if isinstance(piece, Piece) else cleaner.end()
                    came = came or bool(text)
                    if text:
                        yield text
        except RubatoError as error:
            answer.reason = str(error)
            self._world.log.warning("answer.broken", inquiry=answer.inquiry.id, reason=str(error))
            if came or isinstance(error, NotFoundError):
                answer.state = "failed"
                return
            answer.inquiry = replace(answer.inquiry, model="")
            inquiry = answer.inquiry
            language = hinted(inquiry.question, SAID) or "en"
            yield extracts(
                inquiry.question, shown(inquiry.sources), length_of(inquiry.length), language
            )

    def _finished(self, answer: "_Answer") -> Inquiry:
        inquiry = answer.inquiry
        text = answer.text.strip()
        bound = claims(text, {source.number: source.text for source in inquiry.sources})
        sources, told = self._world.sources.cited(inquiry.sources, bound)
        ended = replace(
            inquiry,
            answer=text,
            state=answer.state or "stopped",
            reason=answer.reason,
            sources=sources,
            claims=told,
            confidence=confidence(told, sources),
            finished=self._world.clock(),
        )
        self._world.store.change_inquiry(ended)
        return ended


class _Answer:
    """An answer while it comes."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.text = ""
        self.state: State | None = None
        self.reason = ""

    def keep(self, model: str, made: Composed) -> None:
        """Keep who answers, the sources that it is shown, and what was left out."""
        sources = self.inquiry.sources[: made.shown]
        self.inquiry = replace(self.inquiry, model=model, sources=sources)
        left = [
            f"{made.left_out} passages did not fit." if made.left_out else "",
            f"{made.forgotten} earlier messages did not fit." if made.forgotten else "",
        ]
        self.reason = " ".join(one for one in left if one)


def _asked(
    model: str, wish: Wish, inquiry: Inquiry, history: Sequence[Inquiry], system: str
) -> tuple[Asked, Composed]:
    earlier = [message for message in wish.said if message.role != "system"] or [
        message
        for one in history
        for message in (Message("user", one.question), Message("assistant", one.answer))
        if message.content
    ]
    budget = wish.context - (wish.sampling.max_tokens or ANSWER)
    made = composed(system, inquiry.question, shown(inquiry.sources), earlier, budget)
    return Asked(model, made.messages, wish.sampling, wish.context), made


def length_of(told: str) -> Length:
    """Read the length of an answer; raises `InvalidError`."""
    found = next((length for length in LENGTHS if length == told), None)
    if found is None:
        raise InvalidError(f"length is one of {', '.join(LENGTHS)}.")
    return found
