"""A question before it is answered: who speaks, what it follows, and the passages it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.core.chat.again import length_of
from server.core.chat.gathering import asked_for
from server.core.chat.inquiries import LONGEST_QUESTION, Cite, Inquiry
from server.core.chat.page import cites_of
from server.core.chat.personas import Persona
from server.core.chat.prompts import Prompts
from server.core.chat_ports import InquiryStore
from server.core.errors import InvalidError
from server.core.language_names import language_name
from server.core.library.topics import Topic
from server.core.ports import Clock, Entropy
from server.core.users import User
from server.services.conversations import Conversations
from server.services.personas import Personas
from server.services.sources import MOST, Sources
from server.services.topics import Topics
from server.services.wishes import Wish

ID_BYTES = 8
EACH_TOPIC = 4
"""Passages that each topic has room for."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A question that is kept, and what it is answered with."""

    inquiry: Inquiry
    topics: tuple[Topic, ...]
    history: Sequence[Inquiry]
    system: str
    """What a model is told that it is."""


@dataclass(frozen=True, slots=True)
class World:
    """What it uses."""

    topics: Topics
    personas: Personas
    sources: Sources
    prompts: Prompts
    store: InquiryStore
    clock: Clock
    entropy: Entropy


class Beginning:
    """Begins answers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._conversations = Conversations(world.store)

    def filled(self, user: User, wish: Wish) -> tuple[Wish, Persona | None]:
        """Fill a wish from the inquiry that it asks again, and from who is to answer.

        Raises `NotFoundError` for an inquiry or a persona that is not there, `InvalidError` for a
        length that is none.
        """
        if wish.instead_of:
            wish = self._taken_over(user, wish)
        if wish.page or wish.within:
            # It is asked alone: what is planned would be looked up in the library.
            wish = replace(wish, way="direct")
        persona = self._world.personas.asked(wish.persona, wish.address)
        return (self._spoken_as(persona, wish), persona) if persona else (wish, None)

    def begun(self, user: User, wish: Wish, persona: Persona | None) -> Begin:
        """Keep a question, and find what it is answered from.

        Raises `InvalidError` or `NotFoundError` before anything is kept.
        """
        world, question = self._world, _question(wish)
        length = length_of(wish.length)
        prompt, system = world.prompts.told(wish.prompt, wish.own_prompt, length)
        if persona:
            language = language_name(persona.language)
            system = world.prompts.spoken_as(system, persona.name, persona.manner, language)
        chosen = world.topics.chosen(wish.topics or ())
        led = self._conversations.led_to(user, wish.instead_of or wish.after)
        history = led[:-1] if wish.instead_of else led
        key = world.entropy(ID_BYTES).hex()
        inquiry = Inquiry(
            key,
            user.id,
            led[0].conversation if led else key,
            question,
            world.clock(),
            tuple(topic.name for topic in chosen),
            prompt=prompt.name,
            own_prompt=wish.own_prompt,
            length=length,
            after=history[-1].id if history else "",
            instead_of=wish.instead_of,
            persona=persona.name if persona else "",
        )
        world.store.add_inquiry(inquiry)
        earlier = [one.question for one in history] or [
            message.content for message in wish.said if message.role == "user"
        ]
        sources = self._sources(user, wish, asked_for(question, earlier), chosen)
        return Begin(replace(inquiry, sources=sources), chosen, history, system)

    def _sources(
        self, user: User, wish: Wish, wanted: str, chosen: tuple[Topic, ...]
    ) -> tuple[Cite, ...]:
        if wish.page:
            return cites_of(wish.page, wanted, wish.room)
        if wish.within:
            return self._world.sources.read_within(wanted, chosen, wish.within, wish.room)
        limit = MOST if wish.way == "plan" else max(MOST, EACH_TOPIC * (len(chosen) + 1))
        return self._world.sources.read(wanted, chosen, wish.room, limit, user)

    def _taken_over(self, user: User, wish: Wish) -> Wish:
        old = self._conversations.own(user, wish.instead_of)
        return replace(
            wish,
            question=wish.question.strip() or old.question,
            topics=old.topics if wish.topics is None else wish.topics,
            prompt=wish.prompt or old.prompt,
            own_prompt=wish.own_prompt or ("" if wish.prompt else old.own_prompt),
            length=length_of(wish.length, old.length),
            persona=wish.persona or old.persona,
        )

    def _spoken_as(self, persona: Persona, wish: Wish) -> Wish:
        """Let a persona say what the wish leaves open; topics that are gone are passed over."""
        known = self._world.topics.known(persona.topics)
        return replace(
            wish,
            topics=wish.topics or known,
            model=wish.model or persona.model,
            prompt=wish.prompt or persona.prompt,
            length=wish.length or persona.length,
            sampling=wish.sampling.over(persona.sampling),
        )


def _question(wish: Wish) -> str:
    question = wish.question.strip()
    if not question:
        raise InvalidError("Ask something: the question is empty.")
    if len(question) > LONGEST_QUESTION:
        raise InvalidError(
            f"A question has at most {LONGEST_QUESTION} characters; load a long text as a "
            "document, and ask about it."
        )
    return question
