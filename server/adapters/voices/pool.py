"""The processes of the voices in use: few at once, the one idle longest let go for another."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from server.adapters.voices.process import Answer, VoiceProcess
from server.core.errors import TooManyError
from server.core.voices import Sound, Utterance, Voice

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

    async def say(self, wanted: Utterance) -> Sound:
        """Speak; raises `UnavailableError` where it cannot, `TooManyError` where many wait."""
        answer, pcm = await self._voice(
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
        return Sound(pcm, answer["rate"], answer["engine_ms"])

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
        answer, _ = await self._ask("language", "language", load, message)
        return answer["language"], answer["sure"]

    async def _voice(self, voice: Voice, message: dict[str, Any] | None) -> Answer:
        key = voice.engine if voice.engine == "espeak" else f"{voice.source} {voice.version}"
        load = {"do": "load", "engine": voice.engine, "source": voice.source}
        return await self._ask(key, voice.id, load, message)

    async def _ask(
        self, key: str, name: str, load: dict[str, Any], message: dict[str, Any] | None
    ) -> Answer:
        process = await self._process(key, name, load)
        try:
            return await process.ask(message)
        finally:
            async with self._room:
                self._room.notify_all()

    async def _process(self, key: str, name: str, load: dict[str, Any]) -> VoiceProcess:
        async with self._room:
            while key not in self._processes and not await self._made_room():
                await self._room.wait()
            process = self._processes.get(key)
            if process is None:
                self._processes[key] = process = VoiceProcess(name, load, self._limit)
            self._processes.move_to_end(key)
        if process.waiting >= MOST_WAITING:
            raise TooManyError(f"The voice {name} has too much to say; try again soon.", WAIT)
        return process

    async def _made_room(self) -> bool:
        if len(self._processes) < self._most:
            return True
        idle = next((key for key, each in self._processes.items() if not each.waiting), None)
        if idle is None:
            return False
        await self._processes.pop(idle).close()
        return True
