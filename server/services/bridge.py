"""The bridge: what the keyboards of this machine play, for whoever subscribes.

A driver calls from a thread of its own, which must do nothing but put the event in a line; the
event loop takes it from there, in order. Ports are open only while somebody listens: where a
port serves one program alone, as on Windows, an idle bridge must not keep it from the browser.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

from server.core.midi_ports import Event, MidiInputs, Ports
from server.core.ports import Message

# Seconds between looks for plugged and unplugged keyboards. A look takes 60 µs and a replugged
# keyboard must play within 1 s; faster than a keyboard can be unplugged and plugged in again,
# since a port that went and came between two looks would stay deaf.
LISTENING, IDLE = 0.2, 2.0
# Messages that wait for one subscriber. Who is that far behind is let go, and may come again:
# a note silently left out would be another command.
BACKLOG = 4096


class Line:
    """Messages that wait for one subscriber, who takes them in turn; a thousand may be told each.

    A queue of asyncio's does the same, for many who put and take, at three times the cost.
    """

    __slots__ = ("_messages", "_taker")

    def __init__(self) -> None:
        self._messages: deque[Message | None] = deque()
        self._taker: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._messages)

    def put(self, message: Message | None) -> None:
        """Put one behind the others; none: there will be no more."""
        self._messages.append(message)
        taker, self._taker = self._taker, None
        if taker is not None and not taker.done():
            taker.set_result(None)

    def __aiter__(self) -> Self:
        """Give itself: there is one subscriber."""
        return self

    async def __anext__(self) -> Message:
        """Take the next, once there is one."""
        while not self._messages:
            self._taker = asyncio.get_running_loop().create_future()
            await self._taker
        message = self._messages[0]
        if message is None:  # it stays: who asks again is told the same
            raise StopAsyncIteration
        self._messages.popleft()
        return message


class Bridge:
    """Fans out the events of MIDI inputs; a `MidiFeed`. Runs while its context is entered."""

    def __init__(self, inputs: MidiInputs, backlog: int = BACKLOG) -> None:
        self._inputs = inputs
        self._backlog = backlog
        self._line: deque[Event] = deque()
        self._waking = False
        self._listeners: set[Line] = set()
        self._told = Ports()
        self._look = asyncio.Event()
        self._ended = False

    async def __aenter__(self) -> Self:
        """Begin to look for keyboards."""
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the listeners and shut all ports."""
        self._ended = True
        self._look.set()
        for listener in list(self._listeners):
            self._let_go(listener)
        await self._task
        await asyncio.to_thread(self._inputs.close)

    def ports(self) -> Sequence[Message]:
        """List the ports now: `{"id", "name", "open"}`."""
        listed: Sequence[Message] = self._told.as_json()["ports"]
        return listed

    def problem(self) -> str | None:
        """Say why there is no MIDI here, or why a port cannot be opened."""
        return self._told.reason or None

    @asynccontextmanager
    async def subscribe(self) -> AsyncIterator[AsyncIterator[Message]]:
        """Listen until the context ends; the messages end where the bridge does."""
        listener = Line()
        listener.put(self._told.as_json())
        self._listeners.add(listener)
        if self._ended:
            self._let_go(listener)
        self._look.set()
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def _watch(self) -> None:
        while not self._ended:
            self._look.clear()
            listen = bool(self._listeners)
            await asyncio.to_thread(self._inputs.poll, self._enqueue, listen=listen)
            try:
                await asyncio.wait_for(self._look.wait(), LISTENING if listen else IDLE)
            except TimeoutError:
                continue

    def _enqueue(self, event: Event) -> None:
        """Take an event from any thread. A burst wakes the loop once."""
        self._line.append(event)
        if not self._waking:
            self._waking = True
            self._loop.call_soon_threadsafe(self._pass_on)

    def _pass_on(self) -> None:
        # First, so that an event put in line from now on wakes the loop again.
        self._waking = False
        while self._line:
            self._tell(self._line.popleft())

    def _tell(self, event: Event) -> None:
        if isinstance(event, Ports):
            self._told = event
        message = event.as_json()
        for listener in list(self._listeners):
            if len(listener) < self._backlog:
                listener.put(message)
            else:
                self._let_go(listener)

    def _let_go(self, listener: Line) -> None:
        self._listeners.discard(listener)
        listener.put(None)
