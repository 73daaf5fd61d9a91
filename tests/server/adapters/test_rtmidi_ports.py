"""MIDI inputs over a real JACK server: order, plugging, several keyboards, a server that dies."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack
from typing import Any

import pytest

from server.adapters.rtmidi_ports import RtmidiInputs, available, probe
from server.core.midi_ports import Event, Ports
from server.services.bridge import Bridge
from tests.fixtures.keyboards import Keyboards, keyboards

Message = Mapping[str, Any]


@pytest.fixture
def played(jack_server: str) -> Iterator[Keyboards]:
    """Keyboards to plug and play; all are unplugged at the end."""
    with keyboards() as plugged:
        yield plugged


@pytest.fixture
async def heard(jack_server: str) -> AsyncIterator[AsyncIterator[Message]]:
    """Listen through the bridge."""
    async with AsyncExitStack() as stack:
        bridge = await stack.enter_async_context(Bridge(RtmidiInputs("jack")))
        messages = await stack.enter_async_context(bridge.subscribe())
        await stack.enter_async_context(asyncio.timeout(20))
        yield messages


async def until(messages: AsyncIterator[Message], *opened: str) -> list[str]:
    """Wait until just these keyboards are open; give the types of what came before."""
    before = []
    async for message in messages:
        ports = message.get("ports", [])
        if message["type"] == "ports" and opened == tuple(p["id"] for p in ports if p["open"]):
            break
        before.append(message["type"])
    return before


async def test_a_burst_of_notes_arrives_whole_and_in_order(
    heard: AsyncIterator[Message], played: Keyboards
) -> None:
    """A thousand messages at once, each as it was sent, times never stepping back."""
    played.plug("Burst")
    await until(heard, "Burst MIDI 1")
    sent = [[0x90 + at % 16, at % 128, 1 + at // 128] for at in range(1000)]
    played.play("Burst", *sent)
    got = [await anext(heard) for _ in sent]

    assert sent == [message["bytes"] for message in got]
    assert {"Burst MIDI 1"} == {message["port"] for message in got}
    times = [message["time"] for message in got]
    assert times == sorted(times)


async def test_a_keyboard_unplugged_and_plugged_in_again_plays_on(
    heard: AsyncIterator[Message], played: Keyboards
) -> None:
    """It is lost once, then back under the same id."""
    played.plug("Loose")
    await until(heard, "Loose MIDI 1")
    for number in range(3):
        played.play("Loose", [0x90, 60 + number, 64])
        note = await anext(heard)
        played.unplug("Loose")
        lost = await anext(heard)
        none = await until(heard)
        played.plug("Loose")
        await until(heard, "Loose MIDI 1")

        assert note["bytes"] == [0x90, 60 + number, 64]
        assert lost == {"type": "lost", "port": "Loose MIDI 1"}
        assert none == []


async def test_two_keyboards_are_told_apart(
    heard: AsyncIterator[Message], played: Keyboards
) -> None:
    """Each message names its port, and losing one leaves the other."""
    played.plug("One")
    played.plug("Other")
    await until(heard, "One MIDI 1", "Other MIDI 1")
    played.play("One", [0x90, 60, 1])
    first = await anext(heard)
    played.play("Other", [0x90, 60, 2])
    second = await anext(heard)
    played.unplug("One")
    await until(heard, "Other MIDI 1")
    played.play("Other", [0x80, 60, 3])
    third = await anext(heard)

    assert [message["port"] for message in (first, second, third)] == [
        "One MIDI 1",
        "Other MIDI 1",
        "Other MIDI 1",
    ]


async def test_clock_and_active_sensing_never_reach_the_line(
    heard: AsyncIterator[Message], played: Keyboards
) -> None:
    """What means nothing is dropped where it arrives."""
    played.plug("Clock")
    await until(heard, "Clock MIDI 1")
    played.play("Clock", [0xF8], [0xFE], [0xF0, 1, 2, 0xF7], [0x90, 60, 64])

    assert (await anext(heard))["bytes"] == [0x90, 60, 64]


def test_ports_close_when_nobody_listens_and_open_again(played: Keyboards) -> None:
    """Without a listener keyboards are listed, not taken."""
    played.plug("Idle")
    events: list[Event] = []
    inputs = RtmidiInputs("jack")
    for listen in (False, True, True, False):
        inputs.poll(events.append, listen=listen)
    inputs.close()

    told = [[port.open for port in event.ports] for event in events if isinstance(event, Ports)]
    assert told == [[False], [True], [False]]


def test_the_bridges_own_ports_are_no_keyboards(jack_server: str) -> None:
    """Two bridges do not hear each other."""
    events: list[Event] = []
    one, other = RtmidiInputs("jack"), RtmidiInputs("jack")
    for inputs in (one, other):
        inputs.poll(events.append, listen=True)
    one.close()
    other.close()

    assert events == [Ports(), Ports()]


def test_a_machine_without_midi_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No API is no error: an empty list, and the reason, which is told once."""
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "nobody-started-this")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    if "jack" not in available():
        pytest.skip("this build of RtMidi has no JACK")
    events: list[Event] = []
    inputs = RtmidiInputs("jack")
    for _ in range(30):
        inputs.poll(events.append, listen=True)
    inputs.close()

    assert events == [Ports((), "No MIDI here: JACK: JACK server not running.")]


def test_an_api_that_this_machine_has_not_is_a_reason() -> None:
    """Probing never raises."""
    assert isinstance(probe("winmm" if sys.platform != "win32" else "alsa"), str)


def test_a_server_that_dies_takes_its_keyboards_and_its_successor_is_found(
    jack_server: str,
) -> None:
    """In a process of its own, since what is tested is that it does not crash."""
    script = os.path.join(os.path.dirname(__file__), "jack_dies.py")  # noqa: PTH118, PTH120
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.stdout.splitlines() == [
        "open ['Fallen MIDI 1']",
        "lost Fallen MIDI 1",
        "The JACK server stopped; it is looked for again.",
        "open ['Risen MIDI 1']",
        "heard [144, 60, 64]",
    ], done.stderr
    assert done.returncode == 0
