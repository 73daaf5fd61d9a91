"""An ear in a process of its own: while it works the server works, and what breaks it costs little.

It is started when there is something to listen for, and ended when nobody has listened for some
minutes. Where it crashes or hangs, one utterance is lost; it starts again at once, and learns again
what it is to listen for.
"""

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from server.adapters.workers.worker_process import WorkerProcess
from server.core.ear_messages import (
    follow_line,
    forget_line,
    hear_line,
    learn_line,
    spans_of,
    take_of,
)
from server.core.errors import UnavailableError
from server.core.hearing import Span, Take
from server.core.noise import RATE, Samples
from server.core.ports import Log
from server.core.request_id import carried
from server.core.spoken_grammar import Grammar

PATIENCE = 15.0
"""Seconds without an answer, after which it hangs; as long as the sound is comes to them."""
LOADING = 60.0
"""The same while it loads, from a slow disk."""
IDLE = 300.0
"""Seconds with nothing to listen for, after which it ends, and its memory is free."""
ENDED = "The ear broke down over this (status {}), and starts again. Say it once more."


class EarProcess:
    """Gives its work to the process, one piece after another; safe between threads."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Log,
        *,
        patience: float = PATIENCE,
        idle: float = IDLE,
    ) -> None:
        """Start nothing yet."""
        self._log = log
        self._patience, self._idle = patience, idle
        self._worker = WorkerProcess(command, environment, ENDED)
        self._learned: dict[str, bytes] = {}
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Give the number of the process, while it runs."""
        return self._worker.pid

    def learn(self, name: str, grammar: Grammar) -> None:
        """Listen for this from now on, under this name."""
        line = learn_line(name, grammar)
        self._ask(line, self._patience)
        self._learned[name] = line

    def forget(self, name: str) -> None:
        """Let go of a grammar."""
        if self._learned.pop(name, None) is None:
            return
        with suppress(UnavailableError):  # a new one never learns it
            self._ask(forget_line(name), self._patience)

    def hear(self, name: str, samples: Samples, *, held: bool = False) -> Take:
        """Tell what was said; see `server.services.hearing.Ear`."""
        pcm = _pcm(samples)
        line = hear_line(name, len(pcm), held=held)
        return take_of(self._ask(line + pcm, self._patience + samples.size / RATE))

    def follow(self, name: str, samples: Samples, *, held: bool = False) -> tuple[Span, ...]:
        """Tell the words of one path; see `server.services.hearing.Ear`."""
        pcm = _pcm(samples)
        line = follow_line(name, len(pcm), held=held)
        return spans_of(self._ask(line + pcm, self._patience + samples.size / RATE))

    def stop(self) -> None:
        """End the process, for good."""
        self._closed = True
        self._worker.stop()
        with self._worker.turn():  # one may be starting
            self._worker.end()

    def _ask(self, message: bytes, within: float) -> Mapping[str, Any]:
        with self._worker.turn():
            self._rouse()
            try:
                self._worker.send(message, within)
                return self._worker.read(within)
            except UnavailableError:
                self._broke()
                raise
            finally:
                if not self._learned and self.pid is not None:
                    self._worker.rest(self._idle)

    def _rouse(self) -> None:
        """See that it runs, and knows what it is to listen for."""
        if self._closed:
            raise UnavailableError("The server ends.")
        if self.pid is not None:
            return
        self._worker.start()
        try:
            self._worker.read(LOADING)
            for line in list(self._learned.values()):
                self._worker.send(line, self._patience)
                self._worker.read(self._patience)
        except UnavailableError:
            self._worker.end()
            raise
        self._log.info("the ear is loaded", process=self.pid)

    def _broke(self) -> None:
        self._worker.end()
        if self._closed:
            return
        self._log.warning("the ear broke down, and starts again")
        # Whoever speaks next does not wait until it has loaded.
        threading.Thread(target=carried(self._again), daemon=True).start()

    def _again(self) -> None:
        with suppress(UnavailableError), self._worker.turn():
            self._rouse()


def _pcm(samples: Samples) -> bytes:
    return np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes()
