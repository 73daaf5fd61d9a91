"""A server that offers sign-in by a fake provider, and a browser that goes there and comes back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from server.adapters.database import Database
from server.adapters.openid import OpenIdProvider
from server.api.context import COOKIE, Accounts
from server.services.access import Access
from server.services.google_sign_in import GoogleSignIn
from server.services.speaking import Speaking
from tests.server.conftest import HERE, Made, compose
from tests.server.fake_provider import CLIENT_ID, CLIENT_SECRET, FakeProvider
from tests.server.fakes import FakeClock, FakeEntropy, FakeLog

Ways = Callable[[Access, FakeClock, FakeEntropy, FakeLog], Accounts]
NAVIGATION = {
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
"""How a browser comes back from another site's page."""
NEWCOMERS = ("example.org", "ben@elsewhere.example")


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    """Run a provider whose clock is the server's."""
    with FakeProvider(FakeClock()) as running:
        yield running


@pytest.fixture
def made(database: Database, speaking: Speaking, tmp_path: Path, provider: FakeProvider) -> Made:
    """Compose a server that offers it."""
    return offering(database, speaking, tmp_path, provider)


def offering(
    database: Database, speaking: Speaking, folder: Path, provider: FakeProvider, shared: str = ""
) -> Made:
    """Compose a server that offers it, and perhaps a shared password besides."""
    ways = offered(database, provider)
    return compose(database, speaking, folder, accounts=ways, shared=shared)


def offered(database: Database, provider: FakeProvider) -> Ways:
    """Make the ways in; the provider follows the server's clock from then on."""

    def ways(access: Access, clock: FakeClock, entropy: FakeEntropy, log: FakeLog) -> Accounts:
        provider.now = clock
        vouching = OpenIdProvider(provider.issuer, CLIENT_ID, CLIENT_SECRET, clock)
        settings = (provider.issuer, NEWCOMERS)
        google = GoogleSignIn(database, access.sessions, vouching, settings, (clock, entropy, log))
        return Accounts(google)

    return ways


async def leave(client: httpx.AsyncClient, to: str = "/web/chat.html") -> str:
    """Click *Sign in with Google*; give where it leads."""
    left = await client.get(
        "/v1/session/google", params={"to": to}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert left.status_code == 303, left.text
    return left.headers["location"]


async def come_back(client: httpx.AsyncClient, address: str) -> httpx.Response:
    """Follow the provider's redirect, as a navigation from its site."""
    assert address.startswith(HERE)
    return await client.get(address, headers=NAVIGATION)


async def whole_way(
    client: httpx.AsyncClient, provider: FakeProvider, to: str = "/web/chat.html"
) -> httpx.Response:
    """Go there, sign in, and come back."""
    return await come_back(client, provider.consent(await leave(client, to)))


def problem_of(answer: httpx.Response) -> str:
    """Give what went wrong; nobody is signed in then."""
    assert answer.status_code == 303, answer.text
    assert COOKIE not in answer.headers.get("set-cookie", "")
    return urlsplit(answer.headers["location"]).fragment.removeprefix("sign-in=")


async def who(client: httpx.AsyncClient) -> str | None:
    """Tell who is signed in."""
    told = (await client.get("/v1/session")).json()
    return told["user"]["name"] if told["signed_in"] else None
