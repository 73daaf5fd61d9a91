"""Speech on its way to a scribe's process while it is spoken: nobody waits until it has ended.

A thread of its own takes the process's turn and sends what was spoken so far; where the process is
busy with something else, what is spoken waits here, as what was spoken whole would.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeAlias

import numpy as np

from server.core.noise import RATE, Samples
from server.core.request_id import carried
from server.core.scribe_messages import more_line
from server.core.transcript import Progress, Segment

PIECE = 2 * RATE // 20
"""Bytes that are sent at once, at least: 50 ms of sound."""
SILENCE = 30.0
"""Seconds without sound or an end, after which it is left: nobody else could have the process."""

Told: TypeAlias = Generator[Segment | Progress, None, str]
Work: TypeAlias = Callable[[Iterator[bytes]], Told]


class ScribeFollowing:
    """One utterance; see `server.core.transcript.Following`."""

    def __init__(self, work: Work, silence: float = SILENCE) -> None:
        """Begin; `work` sends lines to the process in its turn, and gives what it answers."""
        self._work, self._silence = work, silence
        self.level = ""
        """How it sounded, when it has ended."""
        self._sound: SimpleQueue[bytes | None] = SimpleQueue()
        self._written: Future[Sequence[Segment]] = Future()
        threading.Thread(target=carried(self._follow), daemon=True).start()

    def feed(self, samples: Samples) -> None:
        """Take what was said next; this waits for nobody."""
        self._sound.put(pcm_of(samples))

    def end(self) -> Sequence[Segment]:
        """Give what was said; raises `UnavailableError` where that cost the process."""
        self._sound.put(None)
        return self._written.result()

    def leave(self) -> None:
        """Let it be: the process is told that this was all, and is free."""
        self._sound.put(None)

    def _follow(self) -> None:
        try:
            told = [one for one in self._told() if isinstance(one, Segment)]
        except Exception as error:  # raised where somebody waits for it
            self._written.set_exception(error)
        else:
            self._written.set_result(told)

    def _told(self) -> Iterator[Segment | Progress]:
        self.level = yield from self._work(self._lines())

    def _lines(self) -> Iterator[bytes]:
        """Give what is to be sent, as it comes, to the end."""
        held, more = b"", True
        while more:
            try:
                piece = self._sound.get(timeout=self._silence)
            except Empty:
                piece = None
            held, more = held + (piece or b""), piece is not None
            if held and (len(held) >= PIECE or not more):
                yield more_line(held)
                held = b""
        yield more_line(b"")


def pcm_of(samples: Samples) -> bytes:
    """Give 16-bit samples as they are sent to a scribe."""
    return np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes()
