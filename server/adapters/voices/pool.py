"""The processes of the voices in use: few at once, the one idle longest let go for another."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Any

from server.adapters.voices.process import Answer, VoiceProcess
from server.core.errors import TooManyError
from server.core.voices import Sound, Sounding, Utterance, Voice

MOST_WAITING = 16
"""Requests that one voice's queue holds."""
WAIT = 5
"""Seconds after which who finds it full may try again."""


class VoicePool:
    """Speaks sentences; each voice has a process, the embedded ones share theirs."""

    def __init__(self, most: int, limit: float) -> None:
        """`most` processes of models at once; `limit` the seconds a sentence may take."""
        self._most = most
        self._limit = limit
        self._processes: OrderedDict[str, VoiceProcess] = OrderedDict()
        self._room = asyncio.Condition()
        self._no_room = 0
        """How many wait for room."""
        self._looking: set[asyncio.Task[None]] = set()

    async def say(self, wanted: Utterance) -> Sound:
        """Speak; raises `UnavailableError` where it cannot, `TooManyError` where many wait."""
        begun = await self.begin(wanted)
        return Sound(begun.first + await begun.rest(), begun.rate, begun.engine_ms)

    async def begin(self, wanted: Utterance) -> Sounding:
        """Speak, and give the first of it as soon as it is there; raises as `say` does."""
        answer = await self._voice(
            wanted.voice,
            {
                "do": "say",
                "text": wanted.text,
                "language": wanted.language,
                "source": wanted.voice.source,
                "speaker": wanted.speaker,
                "speed": wanted.manner.speed,
                "pitch": wanted.manner.pitch,
                "volume": wanted.manner.volume,
                "rate": wanted.rate or wanted.voice.sample_rate,
            },
        )
        told = answer.told
        return Sounding(
            answer.first, told["size"], told["rate"], told["engine_ms"], partial(_rest, answer)
        )

    async def warm(self, voice: Voice) -> None:
        """Have a voice loaded."""
        await self._voice(voice, None)

    def problems(self) -> Sequence[str]:
        """Say why voices last failed; those that speak again are whole."""
        return [each.problem for each in self._processes.values() if each.problem]

    def pids(self) -> Sequence[int]:
        """Give the numbers of the processes that run."""
        return [each.pid for each in self._processes.values() if each.pid is not None]

    async def close(self) -> None:
        """End all of them."""
        for process in list(self._processes.values()):
            await process.close()

    async def language(self, text: str, among: Sequence[str]) -> tuple[str, float]:
        """Tell which of these languages a text is in, and how sure that is, 0 to 1."""
        load = {"do": "load", "engine": "language", "source": ""}
        message = {"do": "tell", "text": text, "among": list(among)}
        told = (await self._ask("language", "language", load, message)).told
        return told["language"], told["sure"]

    async def _voice(self, voice: Voice, message: dict[str, Any] | None) -> Answer:
        key = voice.engine if voice.engine == "espeak" else f"{voice.source} {voice.version}"
        load = {"do": "load", "engine": voice.engine, "source": voice.source}
        return await self._ask(key, voice.id, load, message)

    async def _ask(
        self, key: str, name: str, load: dict[str, Any], message: dict[str, Any] | None
    ) -> Answer:
        return await (await self._process(key, name, load)).ask(message)

    async def _process(self, key: str, name: str, load: dict[str, Any]) -> VoiceProcess:
        async with self._room:
            while key not in self._processes and not await self._made_room():
                self._no_room += 1
                try:
                    await self._room.wait()
                finally:
                    self._no_room -= 1
            process = self._processes.get(key)
            if process is None:
                self._processes[key] = process = VoiceProcess(name, load, self._limit, self._freed)
            self._processes.move_to_end(key)
        if process.waiting >= MOST_WAITING:
            raise TooManyError(f"The voice {name} has too much to say; try again soon.", WAIT)
        return process

    def _freed(self) -> None:
        """Have those look again who wait for room."""
        if self._no_room:
            looking = asyncio.create_task(self._look())
            self._looking.add(looking)
            looking.add_done_callback(self._looking.discard)

    async def _look(self) -> None:
        async with self._room:
            self._room.notify_all()

    async def _made_room(self) -> bool:
        if len(self._processes) < self._most:
            return True
        idle = next((key for key, each in self._processes.items() if not each.waiting), None)
        if idle is None:
            return False
        await self._processes.pop(idle).close()
        return True


async def _rest(answer: Answer) -> bytes:
    """Give what follows; who leaves meanwhile leaves it to nobody, and it is read all the same."""
    return b"" if answer.rest is None else await asyncio.shield(answer.rest)
