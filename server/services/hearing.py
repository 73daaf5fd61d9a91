"""Hearing: opens streams of sound on one ear, which is loaded when somebody first listens."""

import asyncio
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Protocol

from server.core.hearing import Span, Take
from server.core.ports import Log
from server.core.spoken_grammar import Grammar
from server.services.transcription import Transcription

if TYPE_CHECKING:
    from server.core.noise import Samples
    from server.core.transcript import Transcriber
    from server.services.hearing_stream import Stream


class Ear(Protocol):
    """Recognises utterances against grammars it has learned; may be called from any thread."""

    def learn(self, name: str, grammar: Grammar) -> None:
        """Listen for this from now on, under this name."""
        ...

    def forget(self, name: str) -> None:
        """Let go of a grammar."""
        ...

    def hear(self, name: str, samples: "Samples", *, held: bool = False) -> Take:
        """Tell what was said in a sound as it came; of what a button held, in what is speech.

        Raises `UnavailableError` where this cost the ear itself, which then starts again.
        """
        ...

    def follow(self, name: str, samples: "Samples", *, held: bool = False) -> tuple[Span, ...]:
        """Tell the words of the best path, without judging it; quick where it was just heard."""
        ...


class OwnEar(Ear, Protocol):
    """An ear with a process of its own."""

    def stop(self) -> None:
        """End it, with the server."""
        ...


Pick = Callable[[str | None], "Transcriber"]
"""Gives who writes a language down best; it may have to load. Raises where nobody can."""


class Hearing:
    """Opens streams. The ear, which takes a second to load, is loaded with the first of them."""

    def __init__(self, load: Callable[[], OwnEar], transcription: Transcription, log: Log) -> None:
        """Hear by an ear, and write down what it has no words for."""
        self._load = load
        self._transcription = transcription
        self._log = log
        self._ear: OwnEar | None = None
        self._loading = asyncio.Lock()
        self._names = count(1)

    async def __aenter__(self) -> "Hearing":
        """Begin with the server."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        if self._ear is not None:
            self._ear.stop()
        self._transcription.close()

    @property
    def listens(self) -> bool:
        """Tell whether the ear was loaded."""
        return self._ear is not None

    def stream(self) -> "Stream":
        """Open a stream."""
        from server.services.hearing_stream import Stream  # noqa: PLC0415  (numpy, for who listens)

        name = f"stream {next(self._names)}"
        return Stream(self._loaded, partial(self._transcription.pick, ""), name, self._log)

    async def _loaded(self) -> Ear:
        async with self._loading:
            if self._ear is None:
                self._ear = await asyncio.to_thread(self._load)
            return self._ear
