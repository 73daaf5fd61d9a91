"""The bridge: everyone hears everything in order, ports open only for listeners, ends are ends."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

from server.core.midi_ports import Emit, Event, Lost, Midi, Port, Ports
from server.services.bridge import Bridge

SHUT = Ports((Port("k", "K", open=False),))
OPEN = Ports((Port("k", "K", open=True),))


class FakeInputs:
    """One keyboard, played by the test from whatever thread it likes."""

    def __init__(self, reason: str = "") -> None:
        self.emit: Emit | None = None
        self.reason = reason
        self.closed = False
        self._told: Ports | None = None

    def poll(self, emit: Emit, *, listen: bool) -> None:
        """Tell what a driver would."""
        self.emit = emit
        told = Ports((), self.reason) if self.reason else OPEN if listen else SHUT
        if told != self._told:
            self._told = told
            emit(told)

    def close(self) -> None:
        """Note that all ports were shut."""
        self.closed = True

    def play(self, *events: Event) -> None:
        """Emit from another thread, as drivers do."""
        assert self.emit
        emit = self.emit
        thread = threading.Thread(target=lambda: [emit(event) for event in events])
        thread.start()
        thread.join()


def note(number: int) -> Midi:
    """Give a note's message."""
    return Midi("k", bytes([144, number % 128, 64]), float(number))


async def until_open(messages: AsyncIterator[Any]) -> None:
    """Wait until the keyboard is open."""
    async for message in messages:
        if message == OPEN.as_json():
            return


async def test_a_subscriber_hears_ports_first_then_every_note_in_order() -> None:
    """A burst from a driver's thread arrives whole."""
    inputs = FakeInputs()
    async with Bridge(inputs) as bridge, bridge.subscribe() as messages:
        first = await anext(messages)
        if first != OPEN.as_json():
            await until_open(messages)
        inputs.play(*[note(at) for at in range(1000)], Lost("k"))
        heard = [await anext(messages) for _ in range(1001)]

    assert first["type"] == "ports"
    assert [note(at).as_json() for at in range(1000)] == heard[:-1]
    assert Lost("k").as_json() == heard[-1]


async def test_all_subscribers_hear_all() -> None:
    """Two listeners each get each note."""
    inputs = FakeInputs()
    async with Bridge(inputs) as bridge, bridge.subscribe() as one, bridge.subscribe() as other:
        await asyncio.gather(until_open(one), until_open(other))
        inputs.play(note(1))

        assert [note(1).as_json()] * 2 == [await anext(one), await anext(other)]


async def test_ports_are_open_only_while_somebody_listens() -> None:
    """An idle bridge takes no port from other programs, yet lists them."""
    inputs = FakeInputs()
    async with Bridge(inputs) as bridge:
        async with bridge.subscribe() as messages:
            await until_open(messages)
            assert bridge.ports() == OPEN.as_json()["ports"]
        async with asyncio.timeout(10):
            while bridge.ports() != SHUT.as_json()["ports"]:
                await asyncio.sleep(0)

    assert inputs.closed


async def test_a_machine_without_midi_says_why() -> None:
    """The service works, and its reason reaches status and subscriber."""
    inputs = FakeInputs("No MIDI here: JACK server not running.")
    async with Bridge(inputs) as bridge, bridge.subscribe() as messages:
        while "reason" not in (message := await anext(messages)):
            pass

        assert message["reason"] == inputs.reason == bridge.problem()
        assert bridge.ports() == []


async def test_a_subscriber_far_behind_is_let_go_and_the_others_stay() -> None:
    """No note is left out in silence: the messages end instead."""
    inputs = FakeInputs()
    async with Bridge(inputs, backlog=5) as bridge, bridge.subscribe() as quick:
        await until_open(quick)
        async with bridge.subscribe() as slow:
            for at in range(9):
                inputs.play(note(at))
                assert await anext(quick) == note(at).as_json()

            heard = [message async for message in slow]
    assert [OPEN.as_json(), *(note(at).as_json() for at in range(4))] == heard


async def test_messages_end_when_the_bridge_does() -> None:
    """A listener does not wait for a bridge that is gone."""
    bridge = Bridge(FakeInputs())
    async with bridge.subscribe() as messages:
        async with bridge:
            await until_open(messages)

        assert [message async for message in messages] == []
