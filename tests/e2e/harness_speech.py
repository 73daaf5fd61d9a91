"""A server that speaks in tones, at the protocol level: who may ask it, what it was asked, its end.

Each saying is a tone a tone higher than the one before, so that a recording tells which was heard.
"""

import asyncio
import contextlib
import math
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.core.own_language import EMPTY, NOTHING
from tests.e2e.harness_wait import until

RATE = 24_000
TOKEN = "a-token-of-the-tests"
VOICES = [
    {"id": "en-tone", "name": "Tone", "language": "en-US", "engine": "piper", "default": True},
    {"id": "de-tone", "name": "Ton", "language": "de-DE", "engine": "espeak", "default": False},
]
LOWEST_HZ = 330
PIECE = 4800
"""Bytes sent at once: a tenth of a second."""


def tone(number: int, seconds: float) -> bytes:
    """Make the tone of the n-th saying, with whole periods so that it ends at rest."""
    hz = LOWEST_HZ * 2 ** (number / 6)
    periods = round(hz * seconds)
    times = np.arange(round(RATE * seconds)) / seconds / RATE
    wave = 0.5 * np.sin(2 * math.pi * periods * times)
    return bytes((wave * 32767).astype("<i2").tobytes())


class Speech:
    """The server; its traits may be changed while it runs."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        """What was to be said, in the order of the requests, with the time each came."""
        self.seconds = 0.5
        self.dies_after: int | None = None
        """Bytes after which it breaks off, in the middle of a saying."""
        self.held = threading.Event()
        """Cleared, it waits after the first piece."""
        self.held.set()
        self.status = 200
        self.address = ""
        self._port = 0
        self._running: tuple[uvicorn.Server, threading.Thread] | None = None

    @property
    def texts(self) -> list[str]:
        """The texts it was asked to say."""
        return [str(one["input"]) for one in self.asked]

    def start(self) -> None:
        """Start it, the second time on the same port."""
        config = uvicorn.Config(
            self._app(), port=self._port, log_level="critical", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        until(lambda: server.started, "the speech server runs")
        self._port = server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._running = (server, thread)

    def stop(self) -> None:
        """Stop it; what it is saying breaks off."""
        if self._running:
            server, thread = self._running
            self.held.set()
            server.should_exit = server.force_exit = True
            thread.join()
            self._running = None

    def _app(self) -> Starlette:
        routes = [
            Route("/v1/audio/voices", self._voices),
            Route("/v1/audio/speech", self._speech, methods=["POST"]),
            Route("/v1/status", self._status),
            Route("/v1/stats", self._status),
            Route("/v1/comments/counts", self._counts),
            Route("/v1/words/playable", self._playable),
            Route("/v1/languages/own", self._own),
            WebSocketRoute("/v1/midi", self._stream),
            WebSocketRoute("/v1/listen", self._stream),
        ]
        every = Middleware(
            CORSMiddleware, allow_origins=["*"], allow_headers=["*"], allow_methods=["*"]
        )
        return Starlette(routes=routes, middleware=[every])

    async def _voices(self, request: Request) -> Response:
        return self._refused(request) or JSONResponse({"voices": VOICES})

    async def _status(self, request: Request) -> Response:
        return self._refused(request) or JSONResponse({})

    async def _counts(self, request: Request) -> Response:
        return self._refused(request) or JSONResponse({"review": 0, "held": 0})

    async def _playable(self, request: Request) -> Response:
        return self._refused(request) or JSONResponse({"languages": []})

    async def _own(self, request: Request) -> Response:
        return self._refused(request) or JSONResponse(dict(EMPTY), headers={"etag": NOTHING.etag})

    async def _speech(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        self.asked.append(await request.json())
        if self.status != 200:
            return JSONResponse({"error": {"message": "no"}}, self.status)
        sound = tone(len(self.asked) - 1, self.seconds)
        return StreamingResponse(self._pieces(sound, request), media_type="audio/pcm")

    async def _pieces(self, sound: bytes, request: Request) -> AsyncIterator[bytes]:
        for at in range(0, len(sound), PIECE):
            if await request.is_disconnected():
                # Returning would end it as if it were whole.
                raise ConnectionResetError("whoever listened has gone")
            if self.dies_after is not None and at >= self.dies_after:
                raise ConnectionResetError("broken off by the test")
            yield sound[at : at + PIECE]
            while not self.held.is_set():
                await asyncio.sleep(0.005)

    def _refused(self, request: Request) -> Response | None:
        known = request.headers.get("authorization") == f"Bearer {TOKEN}"
        return None if known else JSONResponse({"error": {"message": "who?"}}, 401)

    async def _stream(self, socket: WebSocket) -> None:
        await socket.accept()
        with contextlib.suppress(WebSocketDisconnect):
            hello = await socket.receive_json()
            if hello == {"type": "hello", "token": TOKEN}:
                await socket.send_json({"type": "welcome", "version": "0.1.0"})
            while True:
                await socket.receive()


@contextmanager
def speaking() -> Iterator[Speech]:
    """Run a speech server; stop it at the end."""
    speech = Speech()
    speech.start()
    try:
        yield speech
    finally:
        speech.stop()
