"""Clients that ask a server all the time, while its processes are replaced under them."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

ASKED = "Tell me of the fugue, slowly."
NOT_PAUSED = 0.002
"""Seconds between two requests of one client."""


@dataclass
class Told:
    """What came of it all."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    closed: Counter[int] = field(default_factory=Counter)
    """WebSockets, by the code that they were closed with."""
    pids: set[int] = field(default_factory=set)

    def add(self, kind: str, problem: str = "") -> None:
        """Count a request."""
        self.counts[kind] += 1
        if problem:
            self.failed.append(f"{kind}: {problem}")


class Clients:
    """Plain requests, streams and WebSockets of one person, until they are told to stop."""

    def __init__(self, address: str, token: str, words: int) -> None:
        """`words`: so many a whole stream has."""
        self._address, self._token, self._words = address, token, words
        self.told = Told()
        self.over = asyncio.Event()

    async def run(self, plain: int, streams: int, sockets: int) -> None:
        """Ask by so many clients of each kind."""
        jobs = [self._plain(at) for at in range(plain)]
        jobs += [self._streams() for _ in range(streams)]
        jobs += [self._socket() for _ in range(sockets)]
        await asyncio.gather(*jobs)

    def _client(self) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {self._token}"}
        return httpx.AsyncClient(base_url=self._address, headers=headers, timeout=60)

    async def _plain(self, at: int) -> None:
        """Read and write, on a connection that is kept."""
        async with self._client() as client:
            count = 0
            while not self.over.is_set():
                count += 1
                if count % 10:
                    await self._ask("read", client.get("/v1/topics"))
                else:
                    name = {"name": f"topic {at} {count}"}
                    await self._ask("written", client.post("/v1/topics", json=name))
                await asyncio.sleep(NOT_PAUSED)

    async def _ask(self, kind: str, asked: Any) -> None:
        try:
            answer = await asked
            self.told.add(kind, "" if answer.is_success else f"{answer.status_code} {answer.text}")
        except httpx.HTTPError as error:
            self.told.add(kind, repr(error))

    async def _streams(self) -> None:
        """Have one answer after another told, each to its end."""
        messages = [{"role": "user", "content": ASKED}]
        body = {"model": "tiny:1b", "messages": messages, "stream": True}
        async with self._client() as client:
            while not self.over.is_set():
                try:
                    text = await self._whole(client, body)
                    words, ended = text.count('"word "'), text.rstrip().endswith("[DONE]")
                    whole = words == self._words and ended
                    self.told.add("streamed", "" if whole else f"{words} words, {text[-200:]}")
                except httpx.HTTPError as error:
                    self.told.add("streamed", repr(error))

    async def _whole(self, client: httpx.AsyncClient, body: dict[str, Any]) -> str:
        async with client.stream("POST", "/v1/chat/completions", json=body) as answer:
            return (await answer.aread()).decode()

    async def _socket(self) -> None:
        """Listen to the keyboards, and come back when the server says so."""
        address = self._address.replace("http://", "ws://") + "/v1/midi"
        while not self.over.is_set():
            try:
                async with connect(address) as socket:
                    await socket.send(f'{{"type": "hello", "token": "{self._token}"}}')
                    while not self.over.is_set():
                        try:
                            await asyncio.wait_for(socket.recv(), 0.2)
                        except TimeoutError:
                            continue
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 1006
                self.told.closed[code] += 1
                self.told.add("socket", "" if code == 1012 else f"closed with {code}")
            except OSError as error:
                self.told.add("socket", repr(error))
