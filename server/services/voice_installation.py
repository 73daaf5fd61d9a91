"""Voices come and go: from where they are offered, or a file of one's own; each speaks first."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from server.core.errors import InvalidError
from server.core.voice_catalogue import Offer, Part, offered, offers
from server.core.voices import Sound, Utterance, Voice

PROOF = "One, two, three."
"""What a voice says to show that it can."""
SHORTEST = 0.1
"""Seconds that it takes at least."""


class Hub(Protocol):
    """Offers voices."""

    def catalogue(self) -> Any:
        """Give the catalogue as it is offered."""
        ...

    def fetch(self, part: Part, to: Any, told: Callable[[int], None]) -> None:
        """Write one file; raises where what comes is not what the catalogue says."""
        ...


class Cabinet(Protocol):
    """Holds the installed voices."""

    def room(self) -> AbstractContextManager[Any]:
        """Give a folder for what is not whole yet."""
        ...

    def refuse_twice(self, name: str, *, replace: bool) -> None:
        """Raise where a voice is there already."""
        ...

    def copied(self, model: Any, name: str, room: Any) -> Any:
        """Copy a model with what lies beside it; give the copy."""
        ...

    def voice(self, model: Any) -> Voice:
        """Give the voice that a model is."""
        ...

    def place(self, name: str, room: Any) -> None:
        """Move a voice in."""
        ...

    def remove(self, name: str) -> None:
        """Take a voice out."""
        ...


class Prover(Protocol):
    """Speaks, to show that a voice can."""

    async def say(self, wanted: Utterance) -> Sound:
        """Speak."""
        ...


class VoiceInstallation:
    """Installs, adds and removes voices."""

    def __init__(self, hub: Hub, cabinet: Cabinet, prover: Prover) -> None:
        self._hub = hub
        self._cabinet = cabinet
        self._prover = prover

    def offers(self) -> tuple[Offer, ...]:
        """List what can be installed."""
        return offers(self._hub.catalogue())

    async def install(
        self, name: str, told: Callable[[int, int], None], *, replace: bool = False
    ) -> Voice:
        """Get a voice; `told` hears of bytes that came, of how many."""
        self._cabinet.refuse_twice(name, replace=replace)
        offer = offered(self.offers(), name)
        with self._cabinet.room() as room:
            for part in offer.parts:
                self._hub.fetch(
                    part, room / f"{name}{part.suffix}", lambda size: told(size, offer.size)
                )
            return await self._proved(name, room / f"{name}.onnx", room)

    async def add(self, model: Any, name: str, *, replace: bool = False) -> Voice:
        """Install a model of one's own, a path, under a name."""
        self._cabinet.refuse_twice(name, replace=replace)
        with self._cabinet.room() as room:
            return await self._proved(name, self._cabinet.copied(model, name, room), room)

    def remove(self, name: str) -> None:
        """Remove a voice."""
        self._cabinet.remove(name)

    async def _proved(self, name: str, model: Any, room: Any) -> Voice:
        """Have it speak, and only then place it."""
        voice = self._cabinet.voice(model)
        sound = await self._prover.say(Utterance(voice, PROOF))
        if len(sound.pcm) / 2 < SHORTEST * sound.rate or not any(sound.pcm):
            raise InvalidError(f"The voice {name} loads, but says nothing; it was not installed.")
        self._cabinet.place(name, room)
        return voice
