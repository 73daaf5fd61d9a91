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
from server.core.ports import AtOnce, Message

# Seconds between looks for plugged and unplugged keyboards. A look takes 60 µs and a replugged
# keyboard must play within 1 s; faster than a keyboard can be unplugged and plugged in again,
# since a port that went and came between two looks would stay deaf.
LISTENING, IDLE = 0.2, 2.0
# Messages that wait for one subscriber. Who is that far behind is let go, and may come again:
# a note silently left out would be another command.
BACKLOG = 4096
# Listeners who are told before the loop sees to others: a write takes the system 10 µs, so a key
# for a thousand would let every request wait for 10 ms, and so many let it wait for 1.
SLICE = 100
# Events that are told together: what came while the last were told, which is little even of a
# glissando; a frame of more would be a burst that no network needs at once.
TOGETHER = 64


class Line:
    """Messages that wait for one subscriber, who takes them in turn; a thousand may be told each.

    A queue of asyncio's does the same, for many who put and take, at three times the cost. Where
    nothing waits the subscriber may be told `at_once`, without his task, which costs more still.
    """

    __slots__ = ("_at_once", "_messages", "_taker")

    def __init__(self, at_once: AtOnce | None = None) -> None:
        self._messages: deque[Message | None] = deque()
        self._taker: asyncio.Future[None] | None = None
        self._at_once = at_once

    def __len__(self) -> int:
        return len(self._messages)

    def tell(self, messages: Sequence[Message]) -> bool:
        """Tell these at once, if all that came before them has been taken and dealt with."""
        taker = self._taker
        if self._at_once is None or taker is None or taker.done():
            return False
        return self._at_once(messages)

    def put(self, *messages: Message | None) -> None:
        """Put some behind the others; none: there will be no more."""
        self._messages.extend(messages)
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
        self._batch: Sequence[Message] = ()
        self._untold: Sequence[Line] = ()
        """Who is still to be told the batch."""
        self._first = 0
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
    async def subscribe(
        self, at_once: AtOnce | None = None
    ) -> AsyncIterator[AsyncIterator[Message]]:
        """Listen until the context ends; the messages end where the bridge does."""
        listener = Line(at_once)
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
        """Tell some of the listeners; the others, and what came meanwhile, in a turn of its own."""
        if not self._untold:
            self._take()
        told, self._untold = self._untold[:SLICE], self._untold[SLICE:]
        # Before it is looked whether an event came, so that the next one wakes the loop again.
        self._waking = False
        if self._untold or self._line:
            self._waking = True
            self._loop.call_soon(self._pass_on)
        for listener in told:
            if listener in self._listeners:  # he may have left since the batch was begun
                self._tell(listener)

    def _take(self) -> None:
        """Begin with the events that came. Each time others are first: nobody is always last."""
        events = [self._line.popleft() for _ in range(min(len(self._line), TOGETHER))]
        for event in events:
            if isinstance(event, Ports):
                self._told = event
        self._batch = [event.as_json() for event in events]
        everybody = list(self._listeners) if events else []
        first = self._first % max(1, len(everybody))
        self._untold = everybody[first:] + everybody[:first]
        self._first = first + SLICE

    def _tell(self, listener: Line) -> None:
        if listener.tell(self._batch):
            return
        if len(listener) + len(self._batch) <= self._backlog:
            listener.put(*self._batch)
        else:
            self._let_go(listener)

    def _let_go(self, listener: Line) -> None:
        self._listeners.discard(listener)
        listener.put(None)
