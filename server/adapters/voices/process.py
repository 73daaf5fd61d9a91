"""One supervised process with one engine in it: started when first asked, again after it broke."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from server.adapters.voices.frames import HEAD, lengths, packed
from server.core.errors import UnavailableError

Result = TypeVar("Result")

GRACE = 2.0
"""Seconds after which a process that hangs ends itself, where nobody is left to end it."""
LOADING = 4
"""Times as long as an answer that an engine may take to load, from a slow disk."""
LEAVING = 1.0
"""Seconds that a process has to be gone once it answers no more."""
BUFFER = 1 << 20
"""Bytes of an answer taken at once: more than most sentences have."""
KEPT = (
    "PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR",
    "TEMP", "TMP", "HOME", "LANG", "LC_ALL", "OMP_NUM_THREADS",
)  # fmt: skip
"""What a process is told of our environment: no secret."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""A part of a sentence is little: to wait for another core, which is busy, takes longer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process answers: what it tells, a sound's first part, and the rest as it comes."""

    told: dict[str, Any]
    first: bytes
    rest: asyncio.Task[bytes] | None


class VoiceProcess:
    """Answers one message at a time; who comes meanwhile waits in order."""

    def __init__(
        self, name: str, load: Mapping[str, Any], limit: float, free: Callable[[], None]
    ) -> None:
        """`load` is the first message; `limit` the seconds that the answer to another may take.

        `free` is called whenever one who asks is done, or has left.
        """
        self.name = name
        self.waiting = 0
        """How many ask it now."""
        self.problem: str | None = None
        """Why it last failed; nothing once it has spoken again."""
        self._load = load
        self._limit = limit
        self._free = free
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """Give the number of the process, while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def ask(self, message: Mapping[str, Any] | None) -> Answer:
        """Send a message and give the answer; without one only have the engine loaded.

        Raises `UnavailableError` where the process breaks, hangs or cannot do it.
        """
        self.waiting += 1
        try:
            await self._turn.acquire()
        except asyncio.CancelledError:  # who leaves here is no longer in the queue
            self._left()
            raise
        answering = asyncio.create_task(self._answer(message))
        answering.add_done_callback(self._answered)
        # Who leaves now leaves the answer to nobody; it is read, or it would be the next one's.
        return await asyncio.shield(answering)

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()

    def _answered(self, answered: "asyncio.Task[Answer]") -> None:
        """Let the next ask as soon as all of the answer is here."""
        rest = answered.result().rest if _seen(answered) else None
        if rest is None:
            self._next()
        else:
            rest.add_done_callback(self._next)

    def _next(self, rest: "asyncio.Task[bytes] | None" = None) -> None:
        if rest is not None:
            _seen(rest)
        self._turn.release()
        self._left()

    def _left(self) -> None:
        self.waiting -= 1
        self._free()

    async def _answer(self, message: Mapping[str, Any] | None) -> Answer:
        if self.pid is None:
            self._process = await _start()
            loaded = await self._exchange(self._process, self._load)
            if message is None:
                return loaded
        assert self._process is not None  # noqa: S101  (started above)
        return await self._exchange(self._process, message or {"do": "nothing"})

    async def _exchange(
        self, process: asyncio.subprocess.Process, message: Mapping[str, Any]
    ) -> Answer:
        limit = self._limit * (LOADING if message is self._load else 1)
        sending = _sent(process, {**message, "limit": limit + GRACE})
        told, first = await self._within(limit, process, sending)
        if not told["ok"]:
            raise await self._told(message, told)
        self.problem = None
        left = told.get("size", 0) - len(first)
        if left <= 0:
            return Answer(told, first, None)
        return Answer(told, first, asyncio.create_task(self._rest(process, limit, left)))

    async def _rest(self, process: asyncio.subprocess.Process, limit: float, size: int) -> bytes:
        assert process.stdout is not None  # noqa: S101  (it is piped)
        return await self._within(limit, process, process.stdout.readexactly(size))

    async def _within(
        self, limit: float, process: asyncio.subprocess.Process, work: Awaitable[Result]
    ) -> Result:
        """Wait for what a process gives; it ends where it hangs or breaks."""
        try:
            async with asyncio.timeout(limit):
                return await work
        except TimeoutError:
            await self.close()
            raise self._broken(f"gave no answer in {limit:g} seconds") from None
        except (OSError, EOFError, ValueError):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), LEAVING)  # to know how it ended
            await self.close()
            raise self._broken(_ended(process.returncode)) from None

    async def _told(
        self, message: Mapping[str, Any], answer: Mapping[str, Any]
    ) -> UnavailableError:
        """Give what the process told as an error; it ends unless it is as good as before."""
        unusable = answer["kind"] == "unusable"
        if not unusable or message is self._load:
            await self.close()
        if not unusable:
            return self._broken(answer["why"])
        self.problem = answer["why"]
        return UnavailableError(answer["why"])

    def _broken(self, what: str) -> UnavailableError:
        self.problem = f"The voice {self.name} {what}. It starts again with the next text."
        return UnavailableError(self.problem)


async def _start() -> asyncio.subprocess.Process:
    # A group of its own: Ctrl-C in a terminal is for the server, which ends its voices itself.
    windows = sys.platform == "win32"
    apart: dict[str, Any] = {"creationflags": 0x200} if windows else {"start_new_session": True}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "server.adapters.voices.child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=BUFFER,
        env=ONE_THREAD | {name: os.environ[name] for name in KEPT if name in os.environ},
        **apart,
    )


async def _sent(
    process: asyncio.subprocess.Process, message: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
    process.stdin.write(packed(message))
    await process.stdin.drain()
    text, payload = lengths(await process.stdout.readexactly(HEAD.size))
    answer = json.loads(await process.stdout.readexactly(text))
    return answer, await process.stdout.readexactly(payload)


def _seen(done: "asyncio.Task[Any]") -> bool:
    """Tell whether it went well; that it did not is seen, also where nobody waits for it."""
    return not done.cancelled() and done.exception() is None


def _ended(code: int | None) -> str:
    """Say how a process ended."""
    if code is not None and code < 0:
        return f"was ended by the signal {signal.Signals(-code).name}"
    return "ended all at once"
