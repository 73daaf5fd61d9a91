"""Signing in, pairing and revoking, over HTTP as page and extension do it."""

import httpx
import pytest

from server.core.tokens import SESSION_LIFE
from tests.server.conftest import EXTENSION, HERE, Made


async def test_sign_in_and_out(made: Made, client: httpx.AsyncClient) -> None:
    """A session begins with the password, is known by its cookie, and ends for good."""
    credentials = {"name": "Owner", "password": made.password}
    signed = await client.post("/v1/session", json=credentials, headers={"Origin": HERE})
    cookie = signed.headers["set-cookie"].lower()
    known = (await client.get("/v1/session")).json()
    kept = client.cookies["rubato_session"]
    csrf = {"X-Rubato-CSRF": known["csrf"]}
    out = await client.delete("/v1/session", headers=csrf)
    client.cookies.set("rubato_session", kept)
    after = (await client.get("/v1/session")).json()

    assert signed.status_code == 201
    assert known == signed.json()
    assert known["user"] == {"name": "owner", "role": "admin"}
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert f"max-age={SESSION_LIFE // 1000}" in cookie
    assert out.status_code == 204
    assert after["signed_in"] is False
    assert "csrf" not in after


async def test_cookie_is_secure_behind_tls(made: Made, client: httpx.AsyncClient) -> None:
    """Where the page came over TLS, so must the cookie."""
    headers = {"Origin": "https://piano.example.org", "Host": "piano.example.org"}
    credentials = {"name": "owner", "password": made.password}
    answer = await client.post("/v1/session", json=credentials, headers=headers)

    assert "; secure" in answer.headers["set-cookie"].lower()


async def test_wrong_password(client: httpx.AsyncClient) -> None:
    """A wrong password is a 401 that says so, without a cookie."""
    answer = await client.post("/v1/session", json={"name": "owner", "password": "wrong"})

    assert answer.status_code == 401
    assert answer.json()["detail"] == "The name or the password is wrong."
    assert "set-cookie" not in answer.headers


async def test_form_of_a_page_cannot_sign_in(made: Made, client: httpx.AsyncClient) -> None:
    """Only JSON signs in, which no form can send."""
    body = f'{{"name": "owner", "password": "{made.password}"}}'
    answer = await client.post("/v1/session", content=body, headers={"Content-Type": "text/plain"})

    assert answer.status_code == 422


async def test_pairing_from_page_to_extension(page: httpx.AsyncClient) -> None:
    """The owner's page makes a code; the extension trades it for a token; the page revokes it."""
    code = (await page.post("/v1/pairings/codes")).json()
    del page.headers["Origin"]
    brought = await page.post(
        "/v1/pairings",
        json={"code": code["code"].lower(), "name": "Chrome on piano"},
        headers={"Origin": EXTENSION},
    )
    bearer = {"Authorization": f"Bearer {brought.json()['token']}", "Origin": EXTENSION}
    status = await page.get("/v1/status", headers=bearer)
    (listed,) = (await page.get("/v1/tokens")).json()["tokens"]
    revoked = await page.delete(f"/v1/tokens/{listed['id']}")
    after = await page.get("/v1/status", headers=bearer)

    assert code["life"] == 120
    assert brought.status_code == 201
    assert brought.json()["user"] == {"name": "owner", "role": "admin"}
    assert status.json()["midi"]["ports"][0]["name"] == "Keyboard"
    assert listed["name"] == "Chrome on piano"
    assert (revoked.status_code, after.status_code) == (204, 401)


async def test_extension_forgets_the_server(made: Made, client: httpx.AsyncClient) -> None:
    """An extension may end its own token."""
    bearer = {"Authorization": f"Bearer {made.extension_token()}", "Origin": EXTENSION}
    gone = await client.delete("/v1/tokens/current", headers=bearer)

    assert gone.status_code == 204
    assert (await client.get("/v1/status", headers=bearer)).status_code == 401


async def test_code_is_throttled(client: httpx.AsyncClient) -> None:
    """Guessing a code ends in 429, which says when to come back."""
    answers = [
        await client.post("/v1/pairings", json={"code": "WRONGONE", "name": "x"}) for _ in range(11)
    ]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) == 60


@pytest.mark.parametrize("number", [2, 999, 10**30])
async def test_unknown_token_number(number: int, page: httpx.AsyncClient) -> None:
    """A number that is no token's is not found, however large."""
    assert (await page.delete(f"/v1/tokens/{number}")).status_code in {404, 422}


async def test_narrow_token_may_only_what_it_is_for(made: Made, client: httpx.AsyncClient) -> None:
    """One for figures reads them, and is refused everything else, with the reason."""
    owner = made.users.owner()
    token = made.access.make(owner, "prometheus", ["metrics"], 30)
    headers = {"Authorization": f"Bearer {token}"}
    figures = await client.get("/metrics", headers=headers)
    other = await client.get("/v1/documents", headers=headers)

    assert figures.status_code == 200
    assert other.status_code == 403
    assert "only read figures" in other.json()["detail"]


async def test_token_ends_with_its_days(made: Made, client: httpx.AsyncClient) -> None:
    """After them it is known no more."""
    token = made.access.make(made.users.owner(), "short", [], 1)
    headers = {"Authorization": f"Bearer {token}"}
    before = await client.get("/v1/documents", headers=headers)
    made.clock.now += 86_400_001
    after = await client.get("/v1/documents", headers=headers)

    assert (before.status_code, after.status_code) == (200, 401)
