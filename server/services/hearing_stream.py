"""One stream: the sound of a microphone → what was said, in the words that count now.

It cleans what comes, cuts it into utterances, and asks the ear for each. It takes one message after
another: while the ear works, what comes meanwhile waits with the sender, so that nothing piles up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal

import numpy as np

from server.core.endpoint import Endpointer, Heard, spoken_part
from server.core.errors import InvalidError
from server.core.hearing import forms_from
from server.core.noise import HOP, RATE, NoiseSuppressor, Samples
from server.core.ports import Log, Message
from server.core.rejection import ACCEPTED, surety
from server.core.spoken_grammar import Grammar, grammar_of
from server.services.hearing import Ear

LONGEST_TALK = 20 * RATE
"""Samples that one push-to-talk may hold; what comes after them is not heard."""
LONGEST_PIECE = 65_536
"""Bytes of one message of sound: two seconds, a hundred times what the panel sends."""
SHORTEST_TALK = RATE // 5
"""A button that is pressed for less than this was not meant for speech."""

Mode = Literal["open", "talk"]


class Stream:
    """One microphone's sound, and what it is listened to for."""

    def __init__(self, ear: Callable[[], Awaitable[Ear]], name: str, log: Log) -> None:
        self._ear = ear
        self._name = name
        self._log = log
        self._grammar: Grammar | None = None
        self._mode: Mode | None = None
        self._suppressor = NoiseSuppressor()
        self._endpointer = Endpointer()
        self._talk: list[tuple[Samples, Samples]] = []
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
            case {"type": "end"}:
                return await self._end()
        raise InvalidError("A message is sound, or of the type forms, begin or end.")

    async def close(self) -> None:
        """Let go of the grammar."""
        if self._grammar is not None:
            ear = await self._ear()
            await asyncio.to_thread(ear.forget, self._name)
            self._grammar = None

    async def _learn(self, number: int, forms: object) -> list[Message]:
        grammar = grammar_of(forms_from(forms))
        if not grammar.arcs:
            raise InvalidError("There is nothing among the forms that could be said.")
        ear = await self._ear()
        await asyncio.to_thread(ear.learn, self._name, grammar)
        self._grammar = grammar
        return [{"type": "ready", "id": number}]

    def _begin(self, mode: Mode) -> list[Message]:
        if self._grammar is None:
            raise InvalidError("Say first, by forms, what is to be listened for.")
        self._mode, self._odd, self._talk, self._held = mode, b"", [], 0
        self._suppressor, self._endpointer = NoiseSuppressor(), Endpointer()
        return [{"type": "listening", "mode": mode}]

    async def _end(self) -> list[Message]:
        mode, self._mode = self._mode, None
        if mode == "talk":
            talk, self._talk = self._talk, []
            samples = np.concatenate([np.zeros(0), *(clean for clean, _ in talk)])
            if samples.size < SHORTEST_TALK:
                return [{**UNSAID, "mode": mode}]
            speech = np.concatenate([sure for _, sure in talk])
            return await self._hear(spoken_part(samples, speech), mode)
        ended = self._endpointer.end()
        return [] if ended is None or mode is None else await self._hear(ended.samples, mode)

    async def _sound(self, pcm: bytes) -> list[Message]:
        if len(pcm) > LONGEST_PIECE:
            raise InvalidError(f"Sound comes in pieces of at most {LONGEST_PIECE} bytes.")
        if self._mode is None:
            return []  # what was on its way when it was closed
        pcm, self._odd = self._whole(self._odd + pcm)
        clean, speech = self._suppressor.feed(np.frombuffer(pcm, "<i2").astype(np.float64))
        if self._mode == "talk":
            if speech.size and self._held < LONGEST_TALK:
                self._talk.append((clean, speech))
                self._held += clean.size
            return []
        told: list[Message] = []
        for at, sure in enumerate(speech):
            heard = self._endpointer.feed(clean[at * HOP : (at + 1) * HOP], sure)
            told += [] if heard is None else await self._utter(heard, self._mode)
        return told

    @staticmethod
    def _whole(pcm: bytes) -> tuple[bytes, bytes]:
        """Give whole samples, and the half one that is left."""
        size = len(pcm) - len(pcm) % 2
        return pcm[:size], pcm[size:]

    async def _utter(self, heard: Heard, mode: Mode) -> list[Message]:
        return [BEGAN] if heard.what == "began" else await self._hear(heard.samples, mode)

    async def _hear(self, samples: Samples, mode: Mode) -> list[Message]:
        ear = await self._ear()
        grammar = self._grammar
        assert grammar is not None  # noqa: S101  (begin refuses to listen without one)
        guess = await asyncio.to_thread(ear.hear, self._name, samples)
        if guess is None:
            return [{**UNSAID, "mode": mode}]
        sure = surety(guess.measures)
        self._log.info("heard", sure=round(sure, 2), frames=guess.measures.frames)
        return [
            {
                "type": "heard" if sure >= ACCEPTED else "unsure",
                "said": grammar.text(guess.said),
                "others": [grammar.text(other) for other in guess.others],
                "sure": round(sure, 3),
                "mode": mode,
            }
        ]


BEGAN: Message = {"type": "began"}
UNSAID: Message = {"type": "unsure", "said": "", "others": [], "sure": 0.0}
