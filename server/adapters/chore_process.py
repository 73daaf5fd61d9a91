"""`ChoreRunner`: a step of one task in a process of its own, told by lines and ended as a group."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

from server.core.errors import UnavailableError

MOST = 4_000_000
"""Bytes of what it tells at its end; more is thrown away, and counts as nothing told."""
LONGEST = 4_000
"""Bytes of a line that are read at once."""
PATIENCE = 15.0
"""Seconds that it has to end in order."""

Command: TypeAlias = Callable[[str, bool], tuple[Sequence[str], Mapping[str, str]]]
"""Gives the words and the environment for a task, and whether it is a dry run."""


class ChoreProcesses:
    """Starts them."""

    def __init__(self, command: Command, patience: float = PATIENCE) -> None:
        self._command, self._patience = command, patience

    async def begin(self, task: str, *, dry: bool) -> "RunningChore":
        """Start one."""
        words, environment = self._command(task, dry)
        try:
            process = await asyncio.create_subprocess_exec(
                *words,
                env=dict(environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise UnavailableError(f"{task} could not be started: {error.strerror}.") from error
        return RunningChore(process, self._patience)


class RunningChore:
    """One that runs; what it tells at its end is read meanwhile, so that it never waits for us."""

    def __init__(self, process: asyncio.subprocess.Process, patience: float) -> None:
        self._process, self._patience = process, patience
        self._told = asyncio.ensure_future(self._read())

    async def lines(self) -> AsyncIterator[str]:
        """Give what it says; a line that is too long comes in pieces."""
        assert self._process.stderr is not None  # noqa: S101  (piped above)
        held = b""
        while piece := await self._process.stderr.read(LONGEST):
            *whole, held = (held + piece).split(b"\n")
            for line in whole:
                yield line.decode(errors="replace")
            if len(held) > LONGEST:
                yield held.decode(errors="replace")
                held = b""
        if held:
            yield held.decode(errors="replace")

    async def result(self) -> Mapping[str, Any] | None:
        """Give what it told at its end."""
        told = await self._told
        await self._process.wait()
        with suppress(ValueError, RecursionError):
            found = json.loads(told)
            return found if isinstance(found, dict) else None
        return None

    async def stop(self) -> None:
        """End it with all that it started."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), self._patience)
        except TimeoutError:
            self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
            await self._process.wait()

    async def _read(self) -> bytes:
        assert self._process.stdout is not None  # noqa: S101  (piped above)
        told = b""
        while piece := await self._process.stdout.read(65_536):
            told = told + piece if len(told) < MOST else told
        return told if len(told) < MOST else b""

    def _signal(self, sent: int) -> None:
        if self._process.returncode is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.send_signal(sent)
            else:
                os.killpg(self._process.pid, sent)
