"""Sessions over HTTP: a cookie that is changed while a page is open, and the list."""

import httpx
import pytest

from server.api.context import COOKIE
from server.core.sessions import GRACE, RENEW_AFTER
from tests.server.conftest import HERE, Made, client, database, made, page, speaking

__all__ = ["client", "database", "made", "page", "speaking"]  # fixtures


@pytest.mark.parametrize("path", ["/v1/session", "/v1/topics"])
async def test_cookie_is_renewed_under_an_open_page(
    path: str, made: Made, page: httpx.AsyncClient
) -> None:
    """After a day any answer brings a new cookie; what the page sends beside it still fits."""
    before = page.cookies[COOKIE]
    assert "set-cookie" not in (await page.get(path)).headers
    made.clock.now += RENEW_AFTER
    renewed = await page.get(path)
    after = page.cookies[COOKIE]
    written = await page.post("/v1/topics", json={"name": "Bach"})
    made.clock.now += GRACE
    page.cookies.set(COOKIE, before, domain="127.0.0.1", path="/")

    assert "samesite=strict" in renewed.headers["set-cookie"].lower()
    assert after != before
    assert written.status_code == 201
    assert (await page.get("/v1/topics")).status_code == 401


async def test_sign_in_ends_the_session_that_was_there(made: Made, page: httpx.AsyncClient) -> None:
    """One browser has one session; whoever was signed in there is not any more."""
    before = page.cookies[COOKIE]
    await page.post("/v1/session", json={"name": "owner", "password": made.password})

    assert page.cookies[COOKIE] != before
    assert made.access.who(before, "session") is None
    assert len((await page.get("/v1/sessions")).json()["sessions"]) == 1


async def test_list_and_sign_out(made: Made, page: httpx.AsyncClient) -> None:
    """One's sessions are listed without anything secret, ended one by one, and everywhere."""
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140", "Origin": HERE}
    other = httpx.AsyncClient(transport=page._transport, base_url=HERE, headers=agent)
    await other.post("/v1/session", json={"name": "owner", "password": made.password})
    listed = (await page.get("/v1/sessions")).json()
    there = next(each for each in listed["sessions"] if not each["this"])
    ended = await page.delete(f"/v1/sessions/{there['id']}")
    gone = (await other.get("/v1/session")).json()
    unknown = await page.delete(f"/v1/sessions/{there['id']}")
    everywhere = await page.delete("/v1/sessions")
    await other.aclose()

    assert there["browser"] == "Firefox on Linux"
    assert there["way"] == "own"
    assert listed["google"] is None
    assert page.cookies.get(COOKIE) is None
    assert [ended.status_code, unknown.status_code, everywhere.status_code] == [204, 404, 204]
    assert gone["signed_in"] is False


@pytest.mark.parametrize(
    ("scheme", "headers", "secure"),
    [
        ("http", {}, False),
        ("https", {}, True),
        ("http", {"Origin": "https://piano.example.org", "Host": "piano.example.org"}, True),
    ],
)
async def test_cookie_goes_over_tls_only(
    scheme: str, headers: dict[str, str], secure: bool, made: Made
) -> None:
    """Where the request came over TLS, the cookie never goes without."""
    transport = httpx.ASGITransport(app=made.app)
    async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://127.0.0.1") as opened:
        answer = await opened.post(
            "/v1/session", json={"name": "owner", "password": made.password}, headers=headers
        )

    assert ("; secure" in answer.headers["set-cookie"].lower()) is secure


async def test_without_google_nothing_of_it_is_there(page: httpx.AsyncClient) -> None:
    """Where it is not set up it is not offered, and its routes say what to set."""
    told = (await page.get("/v1/session")).json()
    answers = [
        await page.request(method, path)
        for method, path in (
            ("GET", "/v1/session/google"),
            ("GET", "/v1/session/google/back?state=a&code=b"),
            ("DELETE", "/v1/session/google"),
        )
    ]

    assert told["ways"] == {"password": True, "shared": False, "google": False}
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "google_client_id" in answers[0].json()["detail"]
