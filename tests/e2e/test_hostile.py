"""Whoever is not the extension or our own page: refused by HTTP and by WebSocket."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from socket import create_connection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from server.core.settings import EXTENSION_ID
from tests.e2e.harness_server import Server

REBOUND = "piano.example"
"""A name of the attacker's, which a browser was told is this machine."""

EXTENSION = f"chrome-extension://{EXTENSION_ID}"


@pytest.fixture(scope="module")
def page(chromium_path: str) -> Iterator[Page]:
    """Open a browser that the attacker's name server has rebound."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path,
            args=["--no-sandbox", f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1"],
        )
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def token(running_server: Server) -> str:
    """Pair once: the server lets nobody try too often."""
    return running_server.token()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", REBOUND])
@pytest.mark.parametrize("server_name", ["127.0.0.1", REBOUND])
def test_hostile_page_gets_nothing(
    page: Page, server: Server, token: str, pages: str, host: str, server_name: str
) -> None:
    """A page of another origin gets nothing, even with a token and a code, under either name."""
    code = server.code()
    page.goto(f"{named(pages, host)}/hostile.html")
    got = page.evaluate(
        "([server, token, code]) => attack(server, token, code)",
        [named(server.address, server_name), token, code],
    )

    assert got == dict.fromkeys(
        ("read", "languages", "status", "pair", "pairBlindly", "midi"), "refused"
    )
    assert server.token_for(code), "no page has used up the code"


def test_rebound_page_is_not_served(page: Page, server: Server) -> None:
    """Under a name that is not ours nothing is served, so no page is of our origin there."""
    answer = page.goto(named(server.address, REBOUND) + "/")

    assert answer is not None
    assert answer.status in (400, 403, 421)


@pytest.mark.parametrize(
    ("host", "origin", "served"),
    [
        (None, None, True),
        (None, EXTENSION, True),
        (None, "http://evil.example", False),
        (None, "null", False),
        (None, "chrome-extension://" + "a" * 32, False),
        ("evil.example", None, False),
        ("evil.example:8000", EXTENSION, False),
        ("127.0.0.1.evil.example", EXTENSION, False),
    ],
)
def test_raw_request(
    server: Server, token: str, host: str | None, origin: str | None, served: bool
) -> None:
    """By hand, too: a wrong Host or Origin is refused, by HTTP and by WebSocket alike."""
    assert (http_status(server, host, origin, token) == 200) is served
    assert welcomed(server, host, origin, token) is served


def test_welcome_needs_a_token(server: Server) -> None:
    """Who comes from the right place but without a token is sent away with a reason."""
    with connect(f"{ws(server)}/v1/midi", origin=Origin(EXTENSION)) as websocket:
        websocket.send(json.dumps({"type": "hello", "token": "stolen"}))
        answer = json.loads(websocket.recv())

    assert answer["type"] == "refused"
    assert answer["reason"]


def http_status(server: Server, host: str | None, origin: str | None, token: str) -> int:
    """Ask for the status, and give the answer's code."""
    address = urlsplit(server.address)
    connection = HTTPConnection(str(address.hostname), address.port)
    connection.putrequest("GET", "/v1/status", skip_host=True)
    connection.putheader("Host", host or address.netloc)
    connection.putheader("Authorization", f"Bearer {token}")
    if origin is not None:
        connection.putheader("Origin", origin)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def welcomed(server: Server, host: str | None, origin: str | None, token: str) -> bool:
    """Open the WebSocket and say hello; tell whether it was welcome."""
    address = urlsplit(server.address)
    try:
        with connect(
            f"ws://{host or address.netloc}/v1/midi",
            origin=None if origin is None else Origin(origin),
            sock=create_connection((address.hostname, address.port)),
        ) as websocket:
            websocket.send(json.dumps({"type": "hello", "token": token}))
            return bool(json.loads(websocket.recv())["type"] == "welcome")
    except InvalidStatus:
        return False


def named(address: str, host: str) -> str:
    """Give an address under another name of the same machine."""
    return address.replace("127.0.0.1", host)


def ws(server: Server) -> str:
    """Give the server's address for WebSockets."""
    return server.address.replace("http", "ws", 1)
