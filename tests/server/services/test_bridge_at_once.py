"""Listeners who are told at once: in order, in slices between which others have a turn."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack

from server.core.ports import Message
from server.services.bridge import SLICE, TOGETHER, Bridge
from tests.server.services.test_bridge import FakeInputs, note, until_open


class Ear:
    """Takes messages while it is `ready`, in batches."""

    def __init__(self) -> None:
        self.ready = False
        self.asked = 0
        self.batches: list[Sequence[Message]] = []

    def __call__(self, messages: Sequence[Message]) -> bool:
        """Take some."""
        self.asked += 1
        if self.ready:
            self.batches.append(messages)
        return self.ready

    @property
    def heard(self) -> list[Message]:
        """List what was told."""
        return [message for batch in self.batches for message in batch]


async def listening(messages: AsyncIterator[Message]) -> asyncio.Future[Message]:
    """Wait until the keyboard is open, and then for more."""
    await until_open(messages)
    waiting = asyncio.ensure_future(anext(messages))
    await asyncio.sleep(0)
    return waiting


async def turns(until: int, ears: Sequence[Ear]) -> None:
    """Wait until each of them heard so many messages."""
    async with asyncio.timeout(10):
        while any(len(ear.heard) < until for ear in ears):
            await asyncio.sleep(0)


async def test_who_waits_is_told_at_once_and_what_came_together_together() -> None:
    """A burst is told whole, in order, a bounded number at a time; nothing comes in line."""
    inputs, ear = FakeInputs(), Ear()
    burst = [note(at) for at in range(3 * TOGETHER + 1)]
    async with Bridge(inputs) as bridge, bridge.subscribe(ear) as messages:
        waiting = await listening(messages)
        ear.ready = True
        inputs.play(*burst)
        await turns(len(burst), [ear])
        assert not waiting.done()
        waiting.cancel()

    assert ear.heard == [event.as_json() for event in burst]
    assert [len(batch) for batch in ear.batches] == [TOGETHER] * 3 + [1]


async def test_nothing_overtakes_what_waits() -> None:
    """Who cannot be told at once takes in turn, and is asked again when he has taken all."""
    inputs, ear = FakeInputs(), Ear()
    async with Bridge(inputs) as bridge, bridge.subscribe(ear) as messages:
        waiting = await listening(messages)
        ear.asked = 0
        inputs.play(note(1))
        first = await waiting
        ear.ready = True
        inputs.play(note(2))
        await asyncio.sleep(0)  # it comes while he is still busy with the first
        second = await anext(messages)
        assert ear.asked == 1
        waiting = asyncio.ensure_future(anext(messages))
        await asyncio.sleep(0)
        inputs.play(note(3))
        await turns(1, [ear])
        waiting.cancel()

    told = [first, second, *ear.heard]
    assert told == [note(1).as_json(), note(2).as_json(), note(3).as_json()]


async def test_who_never_can_be_told_is_let_go() -> None:
    """What waits for a slow reader is bounded, and his messages end."""
    inputs, ear = FakeInputs(), Ear()
    async with Bridge(inputs, backlog=TOGETHER) as bridge, bridge.subscribe(ear) as messages:
        await until_open(messages)
        inputs.play(*[note(at) for at in range(3 * TOGETHER)])
        heard = [message async for message in messages]

    assert heard == [note(at).as_json() for at in range(TOGETHER)]


class Hall:
    """More listeners than are told in two slices, each waiting."""

    def __init__(self, bridge: Bridge, stack: AsyncExitStack) -> None:
        self._bridge, self._stack = bridge, stack
        self.ears = [Ear() for _ in range(2 * SLICE + 1)]
        self.stacks = [AsyncExitStack() for _ in self.ears]

    async def fill(self) -> None:
        """Let all come."""
        for ear, stack in zip(self.ears, self.stacks, strict=True):
            await self._stack.enter_async_context(stack)
            messages = await stack.enter_async_context(self._bridge.subscribe(ear))
            self._stack.callback((await listening(messages)).cancel)  # also of who left
            ear.ready = True

    def told(self, key: Message) -> set[int]:
        """List who heard a key."""
        return {at for at, ear in enumerate(self.ears) if key in ear.heard}


async def test_others_have_a_turn_between_slices_and_who_leaves_meanwhile_is_not_told() -> None:
    """One key for very many does not keep the loop for itself; the order begins elsewhere."""
    inputs, firsts = FakeInputs(), []
    async with Bridge(inputs) as bridge, AsyncExitStack() as stack:
        hall = Hall(bridge, stack)
        await hall.fill()
        for at in range(2):
            key = note(at).as_json()
            inputs.play(note(at))
            while not (told := hall.told(key)):
                await asyncio.sleep(0)
            firsts.append(told)
            assert len(told) <= SLICE
            if at == 0:
                leaving = next(one for one in range(len(hall.ears)) if one not in told)
                await hall.stacks[leaving].aclose()
            staying = [ear for one, ear in enumerate(hall.ears) if one != leaving]
            await turns(at + 1, staying)
            assert hall.told(key) == set(range(len(hall.ears))) - {leaving}

    assert firsts[0] != firsts[1]
    assert not hall.ears[leaving].heard


async def test_keys_that_come_while_others_are_told_follow_in_order() -> None:
    """A second key begins when all have the first; each hears both, in order."""
    inputs = FakeInputs()
    async with Bridge(inputs) as bridge, AsyncExitStack() as stack:
        hall = Hall(bridge, stack)
        await hall.fill()
        inputs.play(note(1))
        while not hall.told(note(1).as_json()):
            await asyncio.sleep(0)
        inputs.play(note(2), note(3))
        await turns(3, hall.ears)

    for ear in hall.ears:
        assert ear.heard == [note(at).as_json() for at in (1, 2, 3)]
        assert [len(batch) for batch in ear.batches] == [1, 2]
