"""A transcriber in a process of its own: it may crash, hang or be stopped, and starts again.

It is started when there is something to do, kept for what comes next, and ended when nothing came
for some minutes.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from server.core.errors import UnavailableError
from server.core.noise import Samples
from server.core.scribe_messages import Hello, Job, hello_of, job_line, told_of
from server.core.transcript import PLAINLY, Asked, Progress, Segment

SILENCE = 600.0
"""Seconds without a word from it, after which it hangs: a piece of half a minute takes a large
model on a slow machine some of them, decoding hours of video others."""
IDLE = 300.0
"""Seconds without a job, after which it ends, and its memory is free."""


class ScribeProcess:
    """Gives its jobs to the process, one after another; safe between threads."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        silence: float = SILENCE,
        idle: float = IDLE,
    ) -> None:
        """Start it; raises `UnavailableError` with what it says where it cannot begin."""
        self._command, self._environment = command, environment
        self._silence, self._idle = silence, idle
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._ending: threading.Timer | None = None
        self._hello = self._start()
        self._rest(ready=True)

    @property
    def name(self) -> str:
        """Say who writes."""
        return self._hello.name

    @property
    def limits(self) -> str:
        """Say what it does badly."""
        return self._hello.limits

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages it knows."""
        return self._hello.languages

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down; see `server.core.transcript.Transcriber`."""
        pcm = np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes()
        for told in self._work(Job(None, len(pcm), 0, language, asked), pcm):
            if isinstance(told, Segment):
                yield told

    def transcribe_file(
        self, file: str, longest: int, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment | Progress]:
        """Write a file down; see `server.core.transcript.FileTranscriber`."""
        return self._work(Job(file, 0, longest, language, asked), b"")

    def stop(self) -> None:
        """End the process, and with it what is under way; the next job starts another."""
        process = self._process
        if process is not None:
            _kill(process)
        if self._lock.acquire(blocking=False):  # nothing is under way that would clean up
            self._end()
            self._lock.release()

    def _work(self, job: Job, pcm: bytes) -> Iterator[Segment | Progress]:
        with self._lock:
            self._rouse()
            done = False
            try:
                self._send(job_line(job) + pcm)
                while not done:
                    message = self._read()
                    done = "segment" not in message and "progress" not in message
                    told = told_of(message)
                    if told is not None:
                        yield told
            finally:
                # What is half done is of no use to anybody, and keeps others waiting.
                self._rest(ready=done)

    def _rouse(self) -> None:
        """See that it runs."""
        if self._ending is not None:
            self._ending.cancel()
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._hello = self._start()

    def _rest(self, *, ready: bool) -> None:
        """Keep it for a while where it is ready for more; else end it."""
        if not ready:
            self._end()
            return
        self._ending = threading.Timer(self._idle, self._end_idle)
        self._ending.daemon = True
        self._ending.start()

    def _start(self) -> Hello:
        # Its temporary files lie in a folder of ours: it may be killed before it removes them.
        self._folder = tempfile.TemporaryDirectory(prefix="rubato-")
        self._process = subprocess.Popen(  # noqa: S603  (our own module, each word ours)
            self._command,
            env={**self._environment, "TMPDIR": self._folder.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # with what it starts it is one group, which ends as one
        )
        try:
            message = self._read()
            told_of(message)  # raises why it cannot begin
        except UnavailableError:
            self._end()
            raise
        return hello_of(message)

    def _end_idle(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        _kill(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what could not be sent is flushed, in vain
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()
        self._process = None
        if self._folder is not None:
            self._folder.cleanup()

    def _send(self, data: bytes) -> None:
        pipe = self._process.stdin  # type: ignore[union-attr]
        with suppress(BrokenPipeError):  # reading then says how it ended
            pipe.write(data)  # type: ignore[union-attr]
            pipe.flush()  # type: ignore[union-attr]

    def _read(self) -> Mapping[str, Any]:
        """Read a message; one that is silent for too long is ended."""
        process = self._process
        assert process is not None  # noqa: S101  (`_rouse` started it)
        assert process.stdout is not None  # noqa: S101
        watch = threading.Timer(self._silence, _kill, (process,))
        watch.start()
        try:
            text = process.stdout.readline()
        finally:
            watch.cancel()
        if text.endswith(b"\n"):
            message: Mapping[str, Any] = json.loads(text)
            return message
        raise UnavailableError(
            f"Writing down was stopped (status {process.wait()}): it took too much memory or time, "
            "or was interrupted. Try again, with a shorter piece or a smaller model."
        )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill it with its children."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # it ended meanwhile
        os.killpg(process.pid, signal.SIGKILL)
