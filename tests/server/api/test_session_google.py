"""Signing in with Google, end to end against a provider on this machine."""

from urllib.parse import parse_qs, urlsplit

import httpx

from server.adapters.openid import FRESH
from server.api.context import COOKIE
from server.core.accounts import SIGN_IN_LIFE
from tests.server.conftest import HERE, Made, client, database, page, speaking
from tests.server.fake_provider import OTHER_KEY, FakeProvider, signed
from tests.server.signing_in import (
    come_back,
    leave,
    made,
    problem_of,
    provider,
    who,
    whole_way,
)

__all__ = ["client", "database", "made", "page", "provider", "speaking"]  # fixtures


async def test_newcomer_comes_in_and_back(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """A named domain's account makes a user, and leads back to the page it began on."""
    answer = await whole_way(client, provider, "/web/chat.html?topic=bach")
    set_cookies = [each.lower() for each in answer.headers.get_list("set-cookie")]
    session = next(each for each in set_cookies if each.startswith(COOKIE))

    assert answer.headers["location"] == "/web/chat.html?topic=bach"
    assert "samesite=strict" in session
    assert "httponly" in session
    assert await who(client) == "anna"
    assert made.users.one("anna").role == "user"
    assert provider.asked == ["/.well-known/openid-configuration", "/token", "/keys"]


async def test_the_way_there_is_bound_to_the_browser(client: httpx.AsyncClient) -> None:
    """What comes along from the provider is a cookie of its own, for two routes and ten minutes."""
    left = await client.get("/v1/session/google")
    cookie = left.headers["set-cookie"].lower()
    asked = parse_qs(urlsplit(left.headers["location"]).query)

    assert "samesite=lax" in cookie
    assert "httponly" in cookie
    assert "path=/v1/session/google" in cookie
    assert f"max-age={SIGN_IN_LIFE // 1000}" in cookie
    assert asked["redirect_uri"] == [f"{HERE}/v1/session/google/back"]
    assert len(asked["state"][0]) == len(asked["nonce"][0]) == len(asked["code_challenge"][0]) == 43


async def test_known_subject_is_who_it_was(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """The same subject is the same user, though the mail address is another, and not named."""
    await whole_way(client, provider)
    provider.account.mail = "anna@married.example"
    client.cookies.clear()
    await whole_way(client, provider)

    assert await who(client) == "anna"
    assert [user.name for user in made.users.everybody()] == ["owner", "anna"]


async def test_mail_alone_is_nobody(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """Another subject with a known one's mail address, or with an admin's name, is a new user."""
    await whole_way(client, provider)
    for subject, mail, name in (
        ("1002", "anna@example.org", "anna2"),
        ("1003", "owner@example.org", "owner2"),
    ):
        provider.account.subject, provider.account.mail = subject, mail
        client.cookies.clear()
        await whole_way(client, provider)

        assert await who(client) == name
        assert made.users.one(name).role == "user"


async def test_session_that_was_there_ends(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """Whoever signs in in a browser signs out who was there."""
    _, before = made.access.sign_in("owner", made.password)
    client.cookies.set(COOKIE, before)
    back = provider.consent(await leave(client))
    del client.cookies[COOKIE]  # it is Strict, and does not come along
    await come_back(client, back)

    assert await who(client) == "anna"
    assert made.access.who(before, "session") is None


async def test_linking_and_taking_away(
    page: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """A signed-in person adds the account, comes in by it, and takes it away again."""
    provider.account.mail = "someone@nowhere.example"  # named nowhere: linking needs no leave
    asked = await page.post("/v1/session/google", json={"to": "/"})
    await come_back(page, provider.consent(asked.json()["address"]))
    listed = (await page.get("/v1/sessions")).json()
    page.cookies.delete(COOKIE)
    await whole_way(page, provider)
    back_in = (await page.get("/v1/session")).json()
    page.headers["X-Rubato-CSRF"] = back_in["csrf"]
    gone = await page.delete("/v1/session/google")
    again = await page.delete("/v1/session/google")

    assert listed["google"] == {"mail": "someone@nowhere.example"}
    assert back_in["user"] == {"name": "owner", "role": "admin"}
    assert (gone.status_code, again.status_code) == (204, 404)
    page.cookies.clear()
    assert problem_of(await whole_way(page, provider)) == "stranger"


async def test_account_belongs_to_one(
    page: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """An account that is somebody's is not added to another; who has no password keeps his."""
    other = httpx.AsyncClient(transport=page._transport, base_url=HERE)
    await whole_way(other, provider)
    asked = await page.post("/v1/session/google", json={"to": "/"})
    taken = await come_back(page, provider.consent(asked.json()["address"]))
    csrf = (await other.get("/v1/session")).json()["csrf"]
    locked = await other.delete("/v1/session/google", headers={"X-Rubato-CSRF": csrf})
    await other.aclose()

    assert problem_of(taken) == "taken"
    assert locked.status_code == 409
    assert made.store.account_mail(made.users.owner().id) is None


async def test_linking_ends_with_the_session(
    page: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """Who signed out meanwhile adds nothing to anybody."""
    asked = await page.post("/v1/session/google", json={"to": "/"})
    address = provider.consent(asked.json()["address"])
    await page.delete("/v1/session")

    assert problem_of(await come_back(page, address)) == "late"
    assert made.store.account_mail(made.users.owner().id) is None


async def test_keys_change(client: httpx.AsyncClient, provider: FakeProvider, made: Made) -> None:
    """A provider that signs with a new key is asked for it, once a minute at most."""
    await whole_way(client, provider)
    provider.sign, provider.keys = (lambda claims: signed(claims, OTHER_KEY)), [OTHER_KEY]
    client.cookies.clear()
    at_once = await whole_way(client, provider)
    made.clock.now += 60_000
    later = await whole_way(client, provider)

    assert problem_of(at_once) == "refused"
    assert later.headers["location"] == "/web/chat.html"
    assert provider.asked.count("/keys") == 2


async def test_document_is_asked_for_once_an_hour(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """Where the provider's pages are is not asked at each sign-in."""
    place = "/.well-known/openid-configuration"
    await leave(client)
    await leave(client)
    assert provider.asked.count(place) == 1
    made.clock.now += FRESH
    await leave(client)

    assert provider.asked.count(place) == 2
