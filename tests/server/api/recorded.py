"""What tests of recordings share: files sent, a recording made of them, MIDI with marks."""

from hashlib import sha256
from typing import Any

import httpx

PLACE = "/v1/recordings/performances"
WAVE = b"RIFF\x24\0\0\0WAVEfmt " + bytes(4000)
FILM = b"\0\0\0\x1cftypisom\0" + bytes(4000)
SUBTITLES = (
    b"1\n00:00:01,000 --> 00:00:03,000\nThe fugue has three voices.\n\n"
    b"2\n00:01:10,000 --> 00:01:13,000\nThe cadenza wants a softer pedal.\n\n"
    b"3\n00:05:00,000 --> 00:05:02,000\nThe kettle boils.\n"
)


def number(value: int) -> bytes:
    """Write a number as MIDI files do, seven bits a byte."""
    found = [value & 0x7F]
    while value := value >> 7:
        found.insert(0, 0x80 | value & 0x7F)
    return bytes(found)


def midi(*events: tuple[int, bytes]) -> bytes:
    """Write a MIDI file of events with their times in ms: a tick is one."""
    track, at = b"\x00\xff\x51\x03\x0f\x42\x40", 0
    for when, event in events:
        track += number(when - at) + event
        at = when
    track += b"\x00\xff\x2f\x00"
    head = b"MThd\0\0\0\6\0\0\0\1\x03\xe8"
    return head + b"MTrk" + len(track).to_bytes(4, "big") + track


def marker(text: str) -> bytes:
    """Write a marker."""
    return b"\xff\x06" + number(len(text)) + text.encode()


MARKED = midi(
    (0, marker("TRIAL#1")),
    (2_000, b"\x90\x3c\x40"),
    (3_000, b"\x80\x3c\x00"),
    (60_000, marker("END")),
    (65_000, marker("TRIAL#2 slower")),
    (70_000, b"\x90\x3e\x40"),
    (80_000, b"\x80\x3e\x00"),
    (90_000, marker("END")),
)
"""Two takes: 0 to 60 s, 65 to 90 s."""


async def sent(client: httpx.AsyncClient, kind: str, content: bytes, name: str = "a file") -> str:
    """Send a file; give its id."""
    told = {"kind": kind, "name": name, "size": len(content)}
    told["sha256"] = sha256(content).hexdigest()
    number = (await client.post("/v1/recordings", json=told)).json()["id"]
    answer = await client.patch(
        f"/v1/recordings/{number}", content=content, headers={"Upload-Offset": "0"}
    )
    assert answer.json()["complete"], answer.text
    return str(number)


async def newly(client: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Make a recording; give everything of it."""
    answer = await client.post(PLACE, json={"name": "Trial 3"} | fields)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def added(
    client: httpx.AsyncClient, performance: str, kind: str, content: bytes, **fields: Any
) -> dict[str, Any]:
    """Send a file and add it; give everything of the recording."""
    recording = await sent(client, kind, content)
    answer = await client.post(
        f"{PLACE}/{performance}/tracks", json={"recording": recording} | fields
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def taken(client: httpx.AsyncClient) -> dict[str, Any]:
    """Make a recording of a marked MIDI file and a transcript."""
    held = (await newly(client))["id"]
    await added(client, held, "midi", MARKED)
    return await added(client, held, "transcript", SUBTITLES)
