"""One stream: the sound of a microphone → what was said, in the words that count now, or as text.

It cuts what comes into utterances, cleans each, and asks the ear for it, and whoever writes speech
down for what no grammar holds. Both begin when somebody hushes, and are not asked again if that
was the end. One message is taken after another: while they work, what comes meanwhile waits with
the sender, so that nothing piles up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Literal, NamedTuple

import numpy as np

from server.core.endpoint import Endpointer, Heard
from server.core.errors import InvalidError, UnavailableError
from server.core.free_text import (
    Begun,
    Opening,
    begun,
    chosen,
    free_phrases,
    goes_on,
    opening_grammar,
)
from server.core.hearing import Guess, forms_from
from server.core.noise import HOP, RATE, Samples, SpeechPresence
from server.core.ports import Log, Message
from server.core.rejection import ACCEPTED, surety
from server.core.spoken_grammar import Grammar, Words, grammar_of, spoken_words
from server.services.hearing import Ear, Pick
from server.services.hearing_text import HearingText

LONGEST_TALK = 20 * RATE
"""Samples that one push-to-talk may hold; what comes after them is not heard."""
LONGEST_PIECE = 65_536
"""Bytes of one message of sound: two seconds, a hundred times what the panel sends."""
SHORTEST_TALK = RATE // 5
"""A button that is pressed for less than this was not meant for speech."""

Mode = Literal["open", "talk", "dictate", "dictate-talk"]
HELD: tuple[Mode, ...] = ("talk", "dictate-talk")
"""All that a button held is one utterance."""
TEXT: tuple[Mode, ...] = ("dictate", "dictate-talk")
"""What is no command is text."""


class Hearing(NamedTuple):
    """An utterance, with its noise, which transcribers know; and what the ear takes it for."""

    samples: Samples
    guess: Guess | None
    begun: Begun | None = None
    """A phrase that anything may follow, and something did."""
    lost: str | None = None
    """Why it was not heard at all."""
    text: asyncio.Task[Message] | None = None
    """It is being written down already."""


class Stream:
    """One microphone's sound, and what it is listened to for."""

    def __init__(self, ear: Callable[[], Awaitable[Ear]], pick: Pick, name: str, log: Log) -> None:
        self._ear = ear
        self._text = HearingText(pick)
        self._name = name
        self._opening = f"{name}, openings"
        self._log = log
        self._learned: set[str] = set()
        self._grammar: Grammar | None = None
        self._free: frozenset[Words] = frozenset()
        self._mode: Mode | None = None
        self._presence = SpeechPresence()
        self._endpointer = Endpointer()
        self._talk: list[Samples] = []
        self._early: asyncio.Task[Hearing] | None = None
        self._held = 0
        self._odd = b""

    async def take(self, message: bytes | Mapping[str, Any]) -> list[Message]:
        """Take what the client sent; give what is to be told.

        Raises `InvalidError` for what is no message of this protocol.
        """
        if isinstance(message, bytes):
            return await self._sound(message)
        match message:
            case {"type": "forms", "id": int(number), "forms": forms}:
                return await self._learn(number, forms)
            case {"type": "begin", "mode": "open" | "talk" as mode}:
                return self._begin(mode)
            case {"type": "begin", "mode": "dictate" | "dictate-talk" as mode}:
                return await self._begin_text(mode, message.get("language"))
            case {"type": "end"}:
                return await self._end()
        raise InvalidError("A message is sound, or of the type forms, begin or end.")

    async def close(self) -> None:
        """Let go of the grammar."""
        if self._early is not None:
            await asyncio.wait([self._early])
        await self._text.close()
        self._grammar = None
        while self._learned:
            ear = await self._ear()
            await asyncio.to_thread(ear.forget, self._learned.pop())

    async def _learn(self, number: int, forms: object) -> list[Message]:
        known = forms_from(forms)
        grammar = grammar_of(known)
        if not grammar.arcs:
            raise InvalidError("There is nothing among the forms that could be said.")
        ear = await self._ear()
        free = free_phrases(known)
        learned = {self._name: grammar}
        if free and free != self._free:
            learned[self._opening] = opening_grammar(free)
        for name, each in learned.items():
            await asyncio.to_thread(ear.learn, name, each)
            self._learned.add(name)
        self._grammar, self._free = grammar, free
        return [{"type": "ready", "id": number}]

    def _begin(self, mode: Mode) -> list[Message]:
        if self._grammar is None:
            raise InvalidError("Say first, by forms, what is to be listened for.")
        self._mode, self._odd, self._talk, self._held = mode, b"", [], 0
        self._presence, self._endpointer = SpeechPresence(), Endpointer()
        self._text.leave()
        return [{"type": "listening", "mode": mode}]

    async def _begin_text(self, mode: Mode, language: object) -> list[Message]:
        """Begin where somebody can write the language down, and say how well."""
        self._mode = None
        try:
            code = language if isinstance(language, str) else None
            scribe = await self._text.begin(code)
        except (InvalidError, UnavailableError) as error:
            return [{"type": "cannot", "mode": mode, "reason": str(error)}]
        begun = self._begin(mode)
        return [{**begun[0], "by": scribe.name, "limits": scribe.limits}]

    async def _end(self) -> list[Message]:
        mode, self._mode = self._mode, None
        if mode is None:
            return []
        if mode in HELD:
            samples, self._talk = np.concatenate([np.zeros(0), *self._talk]), []
            if samples.size < SHORTEST_TALK:
                return [_unsaid(mode)]
            return await self._hear(await self._listened(samples, held=True), mode)
        ended = self._endpointer.end()
        return [] if ended is None else await self._utter(ended, mode)

    async def _sound(self, pcm: bytes) -> list[Message]:
        if len(pcm) > LONGEST_PIECE:
            raise InvalidError(f"Sound comes in pieces of at most {LONGEST_PIECE} bytes.")
        if self._mode is None:
            return []  # what was on its way when it was closed
        pcm, self._odd = self._whole(self._odd + pcm)
        samples = np.frombuffer(pcm, "<i2").astype(np.float64)
        if self._mode in HELD:
            if self._held < LONGEST_TALK:
                self._talk.append(samples)
                self._held += samples.size
            return []
        whole, speech = self._presence.feed(samples, speaking=self._endpointer.speaking)
        told: list[Message] = []
        for at, sure in enumerate(speech):
            step = whole[at * HOP : (at + 1) * HOP]
            heard = self._endpointer.feed(step, sure)
            self._text.feed(step)
            told += [] if heard is None else await self._utter(heard, self._mode)
        return told

    @staticmethod
    def _whole(pcm: bytes) -> tuple[bytes, bytes]:
        """Give whole samples, and the half one that is left."""
        size = len(pcm) - len(pcm) % 2
        return pcm[:size], pcm[size:]

    async def _utter(self, heard: Heard, mode: Mode) -> list[Message]:
        match heard.what:
            case "began":
                self._follow(heard, mode)
                return [BEGAN]
            case "hushed":
                self._early = asyncio.create_task(self._judged(heard, mode))
            case "resumed":
                self._early = None
                self._follow(heard, mode)
            case "ended":
                early, self._early = self._early, None
                return await self._hear(await (early or self._judged(heard, mode)), mode)
        return []

    def _follow(self, heard: Heard, mode: Mode) -> None:
        """Write from here on, while he speaks."""
        if mode in TEXT:
            self._text.follow(heard.samples)

    def _judged(self, heard: Heard, mode: Mode) -> Coroutine[Any, Any, Hearing]:
        """Ask whoever writes, now, and the ear."""
        text = self._text.early(heard.samples) if mode in TEXT else None
        return self._listened(heard.samples, text=text)

    async def _listened(
        self,
        samples: Samples,
        *,
        held: bool = False,
        text: asyncio.Task[Message] | None = None,
    ) -> Hearing:
        """Ask the ear for an utterance; of what a button held, for what is speech."""
        ear = await self._ear()

        def listen() -> Hearing:
            take = ear.hear(self._name, samples, held=held)
            found = None
            if self._free and not self._surely(take.guess):
                found = begun(ear.follow(self._opening, samples, held=held))
            return Hearing(samples[take.begin : take.end], take.guess, found, text=text)

        try:
            return await asyncio.to_thread(listen)
        except UnavailableError as error:
            return Hearing(samples, None, lost=str(error))

    async def _hear(self, hearing: Hearing, mode: Mode) -> list[Message]:
        """Tell what was said: by the grammar, else as text where there may be any."""
        if hearing.lost:
            return [{**_unsaid(mode), "type": "lost", "reason": hearing.lost}]
        guess = hearing.guess
        if guess is not None and self._surely(guess):
            return [self._told("heard", guess, mode)]
        if mode in TEXT:
            text = await (hearing.text or self._text.text(hearing.samples))
            return [{**_unsaid(mode), "sure": float(text["type"] == "text"), **text}]
        # Of talk nothing opens as a phrase does, mostly, and it is not written down to know.
        may = bool(self._free) and (mode in HELD or hearing.begun or () in self._free)
        free = await self._freely(hearing, mode) if may else None
        if free is not None:
            return [{"type": "heard", "said": free, "others": [], "sure": 1.0, "mode": mode}]
        if guess is None:
            return [_unsaid(mode)]
        # A phrase is heard also where what followed it was not; its value is waited for.
        alone = surety(guess.measures) >= ACCEPTED and spoken_words(guess.said) in self._free
        return [self._told("heard" if alone else "unsure", guess, mode)]

    def _surely(self, guess: Guess | None) -> bool:
        """Tell whether it is what was said, and all of it."""
        if guess is None or surety(guess.measures) < ACCEPTED:
            return False
        return not goes_on(guess, self._free)

    def _known(self) -> Grammar:
        grammar = self._grammar
        assert grammar is not None  # noqa: S101  (begin refuses to listen without one)
        return grammar

    def _told(self, kind: str, guess: Guess, mode: Mode) -> Message:
        sure, grammar = surety(guess.measures), self._known()
        self._log.info(kind, sure=round(sure, 2), frames=guess.measures.frames)
        return {
            "type": kind,
            "said": grammar.text(guess.said),
            "others": [grammar.text(other) for other in guess.others],
            "sure": round(sure, 3),
            "mode": mode,
        }

    async def _freely(self, hearing: Hearing, mode: Mode) -> str | None:
        """Give a phrase that anything may follow, and what followed it; nothing where none did."""
        try:
            words = await self._text.words(hearing.samples)
        except UnavailableError:
            return None
        found = chosen(words, hearing.begun, self._free, asked=mode in HELD)
        return None if found is None else _command(found, [word.text for word in words])


def _command(found: Opening, texts: list[str]) -> str:
    return " ".join([*found.phrase, *texts[found.words :]])


BEGAN: Message = {"type": "began"}


def _unsaid(mode: Mode) -> Message:
    return {"type": "unsure", "said": "", "others": [], "sure": 0.0, "mode": mode}
