"""Frames on a real port: between messages, not to who reads too slowly, never beside a close."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.adapters import frame_writer
from server.core.frames import Write, text_frame, writer
from tests.server.served import served

LENGTHS = (0, 1, 125, 126, 65_535, 65_536, 200_000)


class App:
    """Opens each WebSocket and leaves what the test drives it by."""

    def __init__(self) -> None:
        self.early: list[bool] = []
        self.open, self.left = asyncio.Event(), asyncio.Event()
        self.write: Write
        self.send: Callable[[dict[str, Any]], Any]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stay until the client leaves."""
        if scope["type"] == "lifespan":
            return
        found = writer(scope)
        assert found
        self.write, self.send = found, send
        await receive()
        self.early.append(found(text_frame("too early")))
        await send({"type": "websocket.accept"})
        self.open.set()
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self.left.set()

    async def say(self, text: str) -> None:
        """Send a message as any server can."""
        await self.send({"type": "websocket.send", "text": text})


@asynccontextmanager
async def opened(**other: Any) -> AsyncIterator[tuple[App, ClientConnection]]:
    """Give an app and its one client."""
    app = App()
    async with (
        served(app, **other) as host,
        connect(f"ws://{host}/", max_size=None, max_queue=4) as socket,
    ):
        await app.open.wait()
        yield app, socket


async def test_another_uvicorn_takes_messages_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a part that this stands on nothing is offered, and what is sent arrives."""
    monkeypatch.setattr(frame_writer, "PARTS", (*frame_writer.PARTS, "what it no longer has"))
    offered = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            offered.append(writer(scope))
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.send", "text": "told"})

    async with served(app) as host, connect(f"ws://{host}/") as socket:
        assert await socket.recv() == "told"
    assert offered == [None]


@pytest.mark.parametrize("compressing", [False, True])
async def test_frames_and_messages_arrive_in_order(compressing: bool) -> None:
    """Of every length, several in one write, and beside messages that are compressed."""
    async with opened(ws_per_message_deflate=compressing) as (app, socket):
        told = []
        for length in LENGTHS:
            await app.say("message " * length)
            await socket.recv()
            assert app.write(text_frame("f" * length) + text_frame("and another"))
            told += [await socket.recv(), await socket.recv()]

    assert told == [text for length in LENGTHS for text in ("f" * length, "and another")]
    assert app.early == [False]


async def test_a_slow_reader_is_written_nothing_until_he_has_read() -> None:
    """What waits for him here stays small; then he goes on where he was, and misses nothing."""
    frame = text_frame("k" * 1_000)
    async with opened() as (app, socket):
        written = 0
        while app.write(frame):
            written += 1
            if not written % 50:
                await asyncio.sleep(0)
        transport = app.write.__self__.transport  # type: ignore[attr-defined]
        waiting = transport.get_write_buffer_size()
        refused = [app.write(frame) for _ in range(1_000)]

        assert not any(refused)
        assert transport.get_write_buffer_size() <= waiting <= 128_000
        for _ in range(written):
            assert await socket.recv() == "k" * 1_000
        await app.say("at last")
        assert app.write(text_frame("again"))
        assert [await socket.recv(), await socket.recv()] == ["at last", "again"]


async def test_nothing_follows_a_close_of_ours() -> None:
    """Where it was sent, a frame behind it would break the protocol."""
    async with opened() as (app, socket):
        assert app.write(text_frame("last"))
        await app.send({"type": "websocket.close", "code": 4000})

        assert not app.write(text_frame("behind"))
        assert await socket.recv() == "last"
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4000


@pytest.mark.parametrize("politely", [True, False])
async def test_who_has_left_is_written_nothing(politely: bool) -> None:
    """With a word or without; while he leaves, a write is no error."""
    async with opened() as (app, socket):
        if politely:
            await socket.close()
        else:
            socket.transport.abort()
        while not app.left.is_set():
            app.write(text_frame("are you there?"))
            await asyncio.sleep(0)

        assert not app.write(text_frame("gone"))
