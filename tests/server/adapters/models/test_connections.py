"""Connections to a model: kept for the next question, replaced where they ended."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress

import httpx
import pytest

from server.adapters.models.connections import transport_to

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def asked(reader: asyncio.StreamReader) -> int:
    """Read one request; give the bytes of its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    found = re.search(rb"content-length: (\d+)", head.lower())
    length = int(found[1]) if found else 0
    await reader.readexactly(length)
    return length


@asynccontextmanager
async def talking(answer: Answer, patience: float = 5) -> AsyncIterator[httpx.AsyncClient]:
    """Serve connections as told, one after the other; give who talks to it."""

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError), closing(writer):
            await answer(reader, writer)

    server = await asyncio.start_server(answered, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with (
        server,
        httpx.AsyncClient(
            transport=transport_to(address), base_url=address, timeout=patience
        ) as client,
    ):
        yield client


async def test_a_connection_is_kept() -> None:
    """Questions after one another go over one, with all they bring."""
    opened, lengths = [], []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(writer)
        while True:
            lengths.append(await asked(reader))
            writer.write(OK)

    async with talking(answer) as client:
        for size in (0, 1_000_000, 3):
            assert (await client.post("/", content=b"x" * size)).text == "ok"

    assert (len(opened), lengths) == (1, [0, 1_000_000, 3])


@pytest.mark.parametrize("last", [b"", b"HTTP/1.1 408 Request Timeout\r\n\r\n"])
async def test_one_that_ended_is_replaced(last: bytes) -> None:
    """Whether its end came with the answer, or later, or with a word of the server's own."""
    opened = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(writer)
        await asked(reader)
        writer.write(OK + last)

    async with talking(answer) as client:
        for _ in range(5):
            assert (await client.get("/")).text == "ok"

    assert len(opened) == 5


async def test_a_long_answer_comes_as_it_is() -> None:
    """Whatever pieces it comes in."""
    body = bytes(range(256)) * 20_000

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
        for at in range(0, len(body), 99_991):
            writer.write(body[at : at + 99_991])
            await writer.drain()

    async with talking(answer) as client:
        assert (await client.get("/")).content == body


async def test_who_leaves_is_seen() -> None:
    """An answer that is closed in the middle ends its connection, which stops the model."""
    left = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nword")
        with suppress(OSError):
            await reader.read()
        left.set()

    async with talking(answer) as client:
        async with client.stream("GET", "/") as told:
            assert await anext(told.aiter_raw()) == b"word"
        await asyncio.wait_for(left.wait(), 5)


async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Hear, and say nothing."""
    await reader.read()


async def breaking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Break off in the middle of an answer."""
    await asked(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
    await writer.drain()
    writer.transport.abort()


@pytest.mark.parametrize(
    ("answer", "error"),
    [(silent, httpx.ReadTimeout), (breaking, httpx.RemoteProtocolError)],
)
async def test_what_goes_wrong_is_httpxs_error(
    answer: Answer, error: type[httpx.TransportError]
) -> None:
    """Silence and breakdowns are told as its own connections tell them."""
    async with talking(answer, patience=0.2) as client:
        with pytest.raises(error):
            await client.get("/")


async def test_nobody_there() -> None:
    """A port that nobody listens at is an error at once."""
    async with talking(silent) as client:
        free = client.base_url
    async with httpx.AsyncClient(transport=transport_to(str(free))) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(free)


def test_tls_goes_the_usual_way() -> None:
    """An address with https has httpx's own transport."""
    assert transport_to("HTTPS://models.example") is None
