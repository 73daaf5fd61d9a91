"""The MIDI WebSocket on a real port: hello, welcome, messages, and the end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server.api import hello, watch
from server.api.context import COOKIE
from server.core.errors import UnavailableError
from tests.server.conftest import EXTENSION, Made
from tests.server.served import served

NOTE = {"type": "midi", "port": "p1", "bytes": [144, 60, 64], "time": 12.5}
PORTS = {"type": "ports", "ports": [{"id": "p1", "name": "Keyboard", "open": True}]}


@pytest.fixture
async def address(made: Made) -> AsyncIterator[str]:
    """Serve, with a bridge that plays one note and waits."""
    async with served(made.app) as host:
        yield f"ws://{host}/v1/midi"


async def test_hello_welcome_messages(made: Made, address: str) -> None:
    """Who shows a token is welcomed, gets every message, and is told to come again at the end."""
    made.midi.messages = [PORTS, NOTE]
    token = made.extension_token()
    async with connect(address, origin=EXTENSION) as socket:  # type: ignore[arg-type]
        await socket.send(json.dumps({"type": "hello", "token": token}))
        heard = [json.loads(await socket.recv()) for _ in range(3)]
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()

    assert heard == [{"type": "welcome", "version": "0.1.0"}, PORTS, NOTE]
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1013


async def test_a_signed_in_page_has_its_cookie_for_a_token(
    made: Made, address: str, page: httpx.AsyncClient
) -> None:
    """On our own origin alone: another one's page cannot use who is signed in."""
    cookie = {"Cookie": f"{COOKIE}={page.cookies[COOKIE]}"}
    own = address.replace("ws://", "http://").removesuffix("/v1/midi")
    told = []
    for origin in (own, "https://pages.example.org"):
        async with connect(address, origin=origin, additional_headers=cookie) as socket:  # type: ignore[arg-type]
            await socket.send(json.dumps({"type": "hello", "token": ""}))
            told.append(json.loads(await socket.recv())["type"])
    assert told == ["welcome", "refused"]


@pytest.mark.parametrize(
    "first",
    [
        json.dumps({"type": "hello", "token": "rbt_wrong"}),
        json.dumps({"type": "hello"}),
        json.dumps({"type": "hello", "token": ""}),
        json.dumps({"type": "hello", "token": 1}),
        json.dumps(["hello"]),
        "no JSON",
        b"\x00",
    ],
)
async def test_unknown_are_refused(address: str, first: str | bytes) -> None:
    """Anything but a token that holds is answered with the reason and 4401."""
    async with connect(address) as socket:
        await socket.send(first)
        refused = json.loads(await socket.recv())
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()

    assert refused["type"] == "refused"
    assert refused["reason"]
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


async def test_silent_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says nothing does not stay."""
    monkeypatch.setattr(hello, "HELLO_WITHIN", 0.01)
    async with connect(address) as socket:
        refused = json.loads(await socket.recv())

    assert refused["type"] == "refused"


async def test_session_is_no_token_here(made: Made, address: str) -> None:
    """A page's session does not open the bridge."""
    _, session = made.access.sign_in("owner", made.password)
    async with connect(address) as socket:
        await socket.send(json.dumps({"type": "hello", "token": session}))

        assert json.loads(await socket.recv())["type"] == "refused"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_foreign_page_is_refused(address: str, origin: str) -> None:
    """A foreign page's WebSocket gets 403 and never opens."""
    with pytest.raises(InvalidStatus) as refused:
        await connect(address, origin=origin).__aenter__()  # type: ignore[arg-type]

    assert refused.value.response.status_code == 403


async def test_foreign_host_is_refused(address: str) -> None:
    """A rebound name gets 421."""
    port = int(address.split(":")[2].split("/", maxsplit=1)[0])
    rebound = connect(f"ws://evil.example:{port}/v1/midi", host="127.0.0.1", port=port)
    with pytest.raises(InvalidStatus) as refused:
        await rebound.__aenter__()

    assert refused.value.response.status_code == 421


async def test_revoked_token_ends_the_socket(
    made: Made, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose token is revoked hears it soon, and is out."""
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(made.midi, "endless", True)
    token = made.extension_token()
    async with connect(address) as socket:
        await socket.send(json.dumps({"type": "hello", "token": token}))
        await socket.recv()
        (listed,) = made.access.extensions(made.users.owner())
        await asyncio.to_thread(made.access.revoke, made.users.owner(), listed.id)
        refused = json.loads(await socket.recv())

    assert "revoked" in refused["reason"]


async def test_leaving_frees_the_bridge(made: Made, address: str) -> None:
    """When the client leaves, its subscription ends."""
    made.midi.endless = True
    token = made.extension_token()
    async with connect(address) as socket:
        await socket.send(json.dumps({"type": "hello", "token": token}))
        await socket.recv()
        await made.midi.joined.wait()
    await made.midi.left.wait()

    assert made.midi.left.is_set()


async def test_each_socket_of_a_revoked_token_ends_and_no_other(
    made: Made, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that came with it hear it, and who came with another token stays."""
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(made.midi, "endless", True)
    owner = made.users.owner()
    revoked = made.extension_token()
    (listed,) = made.access.extensions(owner)
    other = made.extension_token()
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(connect(address)) for _ in range(3)]
        for socket, token in zip(sockets, (revoked, revoked, other), strict=True):
            await socket.send(json.dumps({"type": "hello", "token": token}))
            assert json.loads(await socket.recv())["type"] == "welcome"
        await asyncio.to_thread(made.access.revoke, owner, listed.id)

        for socket in sockets[:2]:
            assert "revoked" in json.loads(await socket.recv())["reason"]
        await sockets[2].ping()
        again = await stack.enter_async_context(connect(address))
        await again.send(json.dumps({"type": "hello", "token": revoked}))
        assert json.loads(await again.recv())["type"] == "refused"
        assert sockets[2].close_code is None


async def test_a_database_that_went_ends_the_socket(
    made: Made, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody can tell whether a token holds, its socket closes."""

    def away(_text: str, _kind: str) -> None:
        raise UnavailableError("The database does not answer; see the server's log.")

    monkeypatch.setattr(watch, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(made.midi, "endless", True)
    token = made.extension_token()
    async with connect(address) as socket:
        await socket.send(json.dumps({"type": "hello", "token": token}))
        await socket.recv()
        monkeypatch.setattr(made.access, "who", away)
        with pytest.raises(ConnectionClosed):
            await socket.recv()
