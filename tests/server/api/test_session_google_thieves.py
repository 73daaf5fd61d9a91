"""Whoever steals, replays or makes up a way back from the provider, or leads it elsewhere."""

import httpx
import pytest

from server.api.context import COOKIE
from server.api.cookies import SIGN_IN_COOKIE
from server.core.accounts import MOST_UNDER_WAY, SIGN_IN_LIFE, own_place
from tests.server.conftest import HERE, Made, client, database, speaking
from tests.server.fake_provider import FakeProvider
from tests.server.signing_in import (
    NAVIGATION,
    come_back,
    leave,
    made,
    problem_of,
    provider,
    who,
    whole_way,
)

__all__ = ["client", "database", "made", "provider", "speaking"]  # fixtures

BACK = "/v1/session/google/back"


def browser_like(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Open another browser on the same server."""
    return httpx.AsyncClient(transport=client._transport, base_url=HERE)


async def test_stolen_state(client: httpx.AsyncClient, provider: FakeProvider) -> None:
    """The way back of one browser opens nothing in another, and is used up by the attempt."""
    address = provider.consent(await leave(client))
    async with browser_like(client) as thief:
        stolen = await come_back(thief, address)
        thief.cookies.set(SIGN_IN_COOKIE, "made-up", path="/v1/session/google")
        assert await who(thief) is None
    late = await come_back(client, address)

    assert (problem_of(stolen), problem_of(late)) == ("late", "late")
    assert "/token" not in provider.asked


async def test_login_csrf(client: httpx.AsyncClient, provider: FakeProvider) -> None:
    """The attacker's own way back, put before somebody who is signing in too, signs in nobody."""
    async with browser_like(client) as attacker:
        address = provider.consent(await leave(attacker))
    await leave(client)

    assert problem_of(await come_back(client, address)) == "late"
    assert await who(client) is None


async def test_replays(client: httpx.AsyncClient, provider: FakeProvider) -> None:
    """A way back is good for one time; so is a code, also with another's state."""
    address = provider.consent(await leave(client))
    kept = client.cookies.get(SIGN_IN_COOKIE, path="/v1/session/google")
    assert COOKIE in (await come_back(client, address)).headers["set-cookie"]
    client.cookies.clear()
    client.cookies.set(SIGN_IN_COOKIE, str(kept), path="/v1/session/google")
    again = await come_back(client, address)
    client.cookies.clear()
    used = address.partition("&code=")[2]
    fresh = provider.consent(await leave(client)).partition("&code=")[0]
    other = await come_back(client, f"{fresh}&code={used}")

    assert (problem_of(again), problem_of(other)) == ("late", "refused")


async def test_code_of_another_sign_in(client: httpx.AsyncClient, provider: FakeProvider) -> None:
    """A code that was stolen unused is no good either: the verifier belongs to its own sign-in."""
    async with browser_like(client) as victim:
        stolen = provider.consent(await leave(victim)).partition("&code=")[2]
    mine = provider.consent(await leave(client)).partition("&code=")[0]

    assert problem_of(await come_back(client, f"{mine}&code={stolen}")) == "refused"


async def test_it_ends_after_ten_minutes(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """Who comes back too late begins again."""
    address = provider.consent(await leave(client))
    made.clock.now += SIGN_IN_LIFE

    assert problem_of(await come_back(client, address)) == "late"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", "late"),
        ("state=&code=", "late"),
        ("state=x&code=y", "late"),
        ("state=REAL&error=access_denied", "denied"),
        ("state=REAL&code=", "denied"),
        ("state=REAL&code=x&iss=https://evil.example", "refused"),
        ("state=REAL&code=x%0d%0aSet-Cookie:%20a=b", "refused"),
    ],
)
async def test_made_up_ways_back(
    query: str, problem: str, client: httpx.AsyncClient, provider: FakeProvider
) -> None:
    """What was not sent by the provider signs in nobody, and says so on our page."""
    real = provider.consent(await leave(client)).partition("state=")[2].partition("&")[0]
    answer = await client.get(f"{BACK}?{query.replace('REAL', real)}", headers=NAVIGATION)

    assert problem_of(answer) == problem
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith("//")


async def test_only_documents_come_back(client: httpx.AsyncClient, provider: FakeProvider) -> None:
    """A frame, an image or a script of another page cannot come back; nor begin, nor a link."""
    address = provider.consent(await leave(client))
    for mode, dest in (("navigate", "iframe"), ("no-cors", "image"), ("cors", "empty")):
        fetch = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        assert (await client.get(address, headers=fetch)).status_code == 403
    posted = await client.post(address, headers={"Origin": provider.issuer})
    begun = await client.get("/v1/session/google", headers=NAVIGATION)

    assert posted.status_code in {403, 405}
    assert begun.status_code == 403
    assert COOKIE in (await come_back(client, address)).headers["set-cookie"]


ELSEWHERE = (
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "https:evil.example", "javascript:alert(1)", "/\t/evil.example", "/%09/evil.example",
    "/web/../../evil", "/web//evil.example/x.html", "/web/chat.html@evil.example",
    "/web/chat.html\r\nSet-Cookie: a=b", "/web/chat.html?\\evil", "/web/chat.html#//evil.example",
    "http:/\\evil.example", "///evil.example", "/.evil.example", "evil.example",
    "/v1/session/google", "/web/%2e%2e//evil.example", "\u2215\u2215evil.example", "/" + "a" * 5000,
    "data:text/html,x",
    "/web/chat.html?" + "a" * 2000, " //evil.example", "/web/Chat.html", "@evil.example",
)  # fmt: skip
"""Places that are no page of ours, or that some browser reads as another's."""


@pytest.mark.parametrize("place", ["/", "/web/chat.html", "/web/analyze.html?video=x&t=1", "/help"])
def test_own_places(place: str) -> None:
    """Pages of ours are come back to as they were."""
    assert own_place(place) == place


async def test_open_redirects(
    client: httpx.AsyncClient,
    provider: FakeProvider,
    made: Made,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wherever somebody wants to be led after signing in, it is a page of ours."""
    for place in ELSEWHERE:
        assert own_place(place) == "/", place
        if len(place) <= 2000:
            made.clock.now += 60_000
            answer = await whole_way(client, provider, place)
            assert answer.headers["location"] == "/", place
    with capsys.disabled():
        print(f"\nopen redirects: {len(ELSEWHERE)} tried, all led to /")


async def test_sign_ins_under_way_are_few(client: httpx.AsyncClient, made: Made) -> None:
    """Whoever only begins is told to wait, and fills neither memory nor database."""
    answers = [(await client.get("/v1/session/google")).status_code for _ in range(22)]

    assert answers.count(303) == 10
    assert answers.count(429) == 12
    assert MOST_UNDER_WAY == 1000


async def test_address_to_come_back_to(client: httpx.AsyncClient) -> None:
    """The address is by the host that was asked, which is one of ours or is refused."""
    evil = await client.get("/v1/session/google", headers={"Host": "evil.example"})
    ours = await client.get("/v1/session/google", headers={"Host": "piano.example.org"})

    assert evil.status_code == 421
    assert "redirect_uri=http%3A%2F%2Fpiano.example.org%2Fv1" in ours.headers["location"]
