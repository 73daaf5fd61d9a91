"""Fake ports: a clock that stands still, randomness that can be foretold, a log that remembers."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar

from argon2 import PasswordHasher

from server.adapters.passwords import Argon2Passwords
from server.core.errors import UnavailableError
from server.core.hearing import Guess, Measures, Span, Take
from server.core.noise import Samples
from server.core.ports import AtOnce, Message
from server.core.spoken_grammar import Grammar
from server.core.stats import Disk, Process, Room, Version
from server.core.utterance import utterance
from server.core.voices import Sounding, Utterance, Voice

MORNING = 1_800_000_000_000
"""A time in 2027, in ms."""


class FakeClock:
    """Stands at `now` until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> int:
        """Tell the time."""
        return self.now


class FakeEntropy:
    """Gives other bytes each time, the same in each run."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, count: int, /) -> bytes:
        """Give `count` bytes."""
        self._count += 1
        step = 11 + 2 * (self._count // 256)  # else they would come again after 256
        return bytes((self._count * 37 + index * step) % 256 for index in range(count))


class FakeLog:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, object]]] = []

    def info(self, event: str, **facts: object) -> None:
        """Keep."""
        self.lines.append(("info", event, facts))

    def warning(self, event: str, **facts: object) -> None:
        """Keep."""
        self.lines.append(("warning", event, facts))

    def error(self, event: str, **facts: object) -> None:
        """Keep."""
        self.lines.append(("error", event, facts))


class FakeMidi:
    """A bridge that plays what it was given, then ends, or waits where it is endless."""

    def __init__(self, messages: Sequence[Message] = ()) -> None:
        self.messages = messages
        self.endless = False
        self.joined, self.left = asyncio.Event(), asyncio.Event()

    def ports(self) -> Sequence[Message]:
        """List one port."""
        return [{"id": "p1", "name": "Keyboard", "open": True}]

    def problem(self) -> str | None:
        """There is none."""
        return None

    @asynccontextmanager
    async def subscribe(
        self, at_once: AtOnce | None = None
    ) -> AsyncIterator[AsyncIterator[Message]]:
        """Play, each in its turn."""

        async def play() -> AsyncIterator[Message]:
            for message in self.messages:
                yield message
            if self.endless:
                await asyncio.Event().wait()

        self.joined.set()
        try:
            yield play()
        finally:
            self.left.set()


class FakeMachine:
    """A machine that always looks the same."""

    def processes(self) -> Sequence[Process]:
        """Give the server alone."""
        return [Process("server", 80_000_000, 1_000)]

    def disk(self) -> Disk:
        """Give a disk of a gigabyte, half full."""
        return Disk(1_000_000_000, 500_000_000, (Room("recordings", 7),))

    def versions(self) -> Sequence[Version]:
        """Give our own."""
        return [Version("rubato", "0.1.0")]


class FakeEar:
    """Hears "next tab" in everything, surely, and keeps what it was given."""

    def __init__(self) -> None:
        self.grammars: dict[str, Grammar] = {}
        self.heard: list[Samples] = []
        self.learned: list[Grammar] = []
        self.forgotten = threading.Event()
        self.guess: Guess | None = Guess("next tab", ("scroll down",), SURE)
        self.path: tuple[Span, ...] = ()
        self.broken = self.stopped = False

    def learn(self, name: str, grammar: Grammar) -> None:
        """Keep."""
        self.grammars[name] = grammar
        self.learned.append(grammar)

    def forget(self, name: str) -> None:
        """Let go."""
        del self.grammars[name]
        self.forgotten.set()

    def hear(self, name: str, samples: Samples, *, held: bool = False) -> Take:
        """Hear it, or break."""
        assert name in self.grammars
        if self.broken:
            raise UnavailableError("It broke down.")
        clean, begin, end = utterance(samples, held=held)
        self.heard.append(clean)
        return Take(self.guess, begin, end)

    def follow(self, name: str, samples: Samples, *, held: bool = False) -> tuple[Span, ...]:
        """Tell the words that it is to tell."""
        assert name in self.grammars
        return self.path

    def stop(self) -> None:
        """End."""
        self.stopped = True


SURE = Measures(
    frames=60,
    over_loop=-1.2,
    covered=1.0,
    worst_word=-1.4,
    words=2,
    phones=7,
)


class FakeLanguages:
    """Two small languages."""

    LANGUAGES: ClassVar[dict[str, Message]] = {
        "base": {"name": "base", "version": 1, "kind": "commands", "help": "b", "words": [1, 2]},
        "swift": {"name": "swift", "version": 3, "kind": "commands", "help": "s", "words": []},
    }

    def names(self) -> Sequence[str]:
        """List them."""
        return list(self.LANGUAGES)

    def read(self, name: str) -> Message | None:
        """Read one."""
        return self.LANGUAGES.get(name)


def quick_passwords() -> Argon2Passwords:
    """Give the real hash at its lowest cost."""
    return Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class FakeShelf:
    """Has the voices it is given."""

    def __init__(self, *voices: Voice) -> None:
        self._voices = voices

    def voices(self) -> Sequence[Voice]:
        """List them."""
        return self._voices

    def unfit(self) -> Mapping[str, str]:
        """Find nothing wrong."""
        return {}


class FakeSpeakers:
    """Speaks a sample for each character, and keeps what it was asked; may be told to wait."""

    def __init__(self) -> None:
        self.asked: list[Utterance] = []
        self.warmed: list[str] = []
        self.told: list[str] = []
        self.language_is = ("de", 0.9)
        self.may_speak = asyncio.Semaphore(1_000_000)
        self.fails_at = -1
        self.closed = False

    async def begin(self, wanted: Utterance) -> Sounding:
        """Speak, when it may; the first sample comes first."""
        self.asked.append(wanted)
        await self.may_speak.acquire()
        if len(self.asked) - 1 == self.fails_at:
            raise UnavailableError("The voice broke.")
        pcm = b"\1\0" * len(wanted.text)

        async def rest() -> bytes:
            return pcm[2:]

        return Sounding(pcm[:2], len(pcm), wanted.rate or wanted.voice.sample_rate, 0.0, rest)

    async def warm(self, voice: Voice) -> None:
        """Note that it is warm."""
        self.warmed.append(voice.id)

    async def language(self, text: str, among: Sequence[str]) -> tuple[str, float]:
        """Tell the language it was given."""
        self.told.append(text)
        return self.language_is

    def problems(self) -> Sequence[str]:
        """Find nothing wrong."""
        return ()

    async def close(self) -> None:
        """End."""
        self.closed = True


class FakeEncoder:
    """Turns sound into capitals of its format's name, where it is there."""

    def __init__(self, *, there: bool = True) -> None:
        self._there = there

    def there(self) -> bool:
        """Tell whether it is."""
        return self._there

    async def encoded(
        self, pieces: AsyncIterator[bytes], rate: int, kind: str
    ) -> AsyncGenerator[bytes, None]:
        """Give the format's name for each piece."""
        async for piece in pieces:
            yield f"{kind} {rate} {len(piece)};".upper().encode()
