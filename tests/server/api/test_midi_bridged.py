"""The MIDI WebSocket with a real bridge behind it, on servers that take frames and that do not."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.api import watch
from server.core.midi_ports import Event, Lost
from server.services.bridge import Bridge
from tests.server.conftest import Made
from tests.server.served import served
from tests.server.services.test_bridge import OPEN, FakeInputs, note

BACKLOG = 400


@pytest.fixture
def inputs() -> FakeInputs:
    """Give the keyboard that the test plays."""
    return FakeInputs()


@pytest.fixture
async def bridge(
    made: Made, inputs: FakeInputs, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Bridge]:
    """Put a real bridge where the server has a fake one."""
    async with Bridge(inputs, BACKLOG) as bridge:
        monkeypatch.setattr(made.midi, "subscribe", bridge.subscribe)
        yield bridge


async def welcomed(made: Made, socket: ClientConnection, token: str = "") -> None:
    """Say hello, and wait until the keyboard is open."""
    await socket.send(json.dumps({"type": "hello", "token": token or made.extension_token()}))
    while json.loads(await socket.recv()) != OPEN.as_json():
        pass


async def heard(socket: ClientConnection, count: int) -> list[Any]:
    """Give the next messages."""
    return [json.loads(await socket.recv()) for _ in range(count)]


async def until_closed(
    socket: ClientConnection, before_each: Callable[[], None] = lambda: None
) -> tuple[list[Any], int | None]:
    """Give all that is still told, and the code of the end."""
    told = []
    try:
        while True:
            before_each()
            told += await heard(socket, 1)
    except ConnectionClosed:
        return told, socket.close_code


@pytest.mark.parametrize("other", [{}, {"ws": "websockets-sansio"}], ids=["frames", "messages"])
@pytest.mark.usefixtures("bridge")
async def test_all_hear_all_in_order(
    made: Made, inputs: FakeInputs, other: dict[str, object]
) -> None:
    """One by one and in bursts, by frames and by messages; long ones too."""
    events: list[Event] = [*(note(at) for at in range(300)), Lost("k" * 200), Lost("k" * 70_000)]
    async with (
        served(made.app, **other) as host,
        connect(f"ws://{host}/v1/midi") as one,
        connect(f"ws://{host}/v1/midi") as two,
    ):
        await welcomed(made, one)
        await welcomed(made, two)
        inputs.play(note(127))
        alone = [await heard(one, 1), await heard(two, 1)]
        inputs.play(*events)
        told = [await heard(one, len(events)), await heard(two, len(events))]

    assert alone == [[note(127).as_json()]] * 2
    assert told == [[event.as_json() for event in events]] * 2


@pytest.mark.usefixtures("bridge")
async def test_who_does_not_read_is_let_go_and_the_others_stay(
    made: Made, inputs: FakeInputs
) -> None:
    """What waits for him is bounded: he gets what he was sent, in order, and 1013."""
    address_of = "ws://{}/v1/midi".format
    long = "k" * 30_000
    async with (
        served(made.app) as host,
        connect(address_of(host), max_queue=1) as slow,
        connect(address_of(host)) as quick,
    ):
        await welcomed(made, slow)
        await welcomed(made, quick)
        for at in range(1_000):  # 30 MB: more than the system keeps for a connection
            inputs.play(Lost(f"{long} {at}"))
            assert (await heard(quick, 1))[0]["port"].endswith(f" {at}")
        late, code = await until_closed(slow)
        inputs.play(note(1))
        assert await heard(quick, 1) == [note(1).as_json()]

    assert code == 1013
    assert BACKLOG < len(late) < 1_000
    assert [int(one["port"].split()[1]) for one in late] == list(range(len(late)))


@pytest.mark.usefixtures("bridge")
async def test_no_key_follows_the_word_that_a_token_was_revoked(
    made: Made, inputs: FakeInputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody plays, too: keys, then why, then the end."""
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.01)
    token = made.extension_token()
    owner = made.users.owner()
    (listed,) = made.access.extensions(owner)
    async with served(made.app) as host, connect(f"ws://{host}/v1/midi") as socket:
        await welcomed(made, socket, token)
        revoking = asyncio.create_task(asyncio.to_thread(made.access.revoke, owner, listed.id))
        told, code = await until_closed(socket, lambda: inputs.play(note(1)))
        await revoking

    assert {one["type"] for one in told[:-1]} <= {"midi"}
    assert told[-1]["type"] == "refused"
    assert code == 4401
