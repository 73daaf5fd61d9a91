"""People over HTTP: changed by an admin on the page who gives the own password, and noted."""

import httpx
import pytest

from server.cli.community import wishing_of
from tests.server.conftest import Made, client, database, made, page, speaking

__all__ = ["client", "database", "made", "page", "speaking"]  # fixtures, which pytest finds by name


async def as_user(made: Made, page: httpx.AsyncClient, name: str = "anna") -> None:
    """Go on as somebody else, who signs in on the page."""
    _, password = made.users.add(name, "user")
    page.cookies.clear()
    signed = await page.post("/v1/session", json={"name": name, "password": password})
    page.headers["X-Rubato-CSRF"] = signed.json()["csrf"]


async def kinds(made: Made, page: httpx.AsyncClient) -> list[tuple[str, str, str]]:
    """Give what was noted about people, the oldest first."""
    token = made.extension_token()
    headers = {"Authorization": f"Bearer {token}"}
    found = (await page.get("/v1/audit", params={"what": "people"}, headers=headers)).json()
    return [(one["who"], one["kind"], one["detail"]) for one in found["deeds"]][::-1]


async def test_added_changed_and_removed(made: Made, page: httpx.AsyncClient) -> None:
    """Passwords are told once; the list says who there is; each deed is noted with who did it."""
    secret = {"confirm": made.password}
    added = await page.post("/v1/users", json={"name": "Anna"})
    assert added.status_code == 201
    assert made.access.sign_in("anna", added.json()["password"])
    raised = await page.patch("/v1/users/anna", json={"role": "admin", **secret})
    renewed = await page.patch("/v1/users/anna", json={"password": True, **secret})
    listed = (await page.get("/v1/users")).json()
    gone = await page.delete("/v1/users/anna")

    assert raised.json() == {"name": "anna", "role": "admin"}
    assert renewed.json()["password"] not in {added.json()["password"], made.password}
    assert (listed["me"], [one["name"] for one in listed["users"]]) == ("owner", ["owner", "anna"])
    assert gone.status_code == 204
    assert await kinds(made, page) == [
        ("owner", "user.add", "the owner, on the first run"),
        ("owner", "user.add", "anna, user"),
        ("owner", "user.role", "anna, admin"),
        ("owner", "user.password", "anna"),
        ("owner", "user.remove", "anna"),
    ]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/users", {"name": "ben", "role": "admin"}),
        ("PATCH", "/v1/users/anna", {"role": "admin"}),
        ("PATCH", "/v1/users/anna", {"password": True}),
        ("PUT", "/v1/users/wishes/1", {"grant": True}),
    ],
)
async def test_the_own_password_is_asked_for(
    made: Made, page: httpx.AsyncClient, method: str, path: str, body: dict[str, object]
) -> None:
    """Without it nothing is changed, the session holds, and guessing ends in 429."""
    anna, _ = made.users.add("anna", "user")
    before = made.store.password_hash("anna")
    answers = [
        await page.request(method, path, json=body | {"confirm": guess})
        for guess in ["", "wrong"] * 6
    ]

    assert [one.status_code for one in answers] == [403] * 10 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) == 60
    assert "Your password is wrong" in answers[0].json()["detail"]
    assert (await page.get("/v1/session")).json()["signed_in"]
    assert made.store.user("ben") is None
    assert made.users.one("anna") == anna
    assert made.store.password_hash("anna") == before


async def test_the_last_admin_stays(made: Made, page: httpx.AsyncClient) -> None:
    """Not removed, not made a user; the list says so."""
    confirm = {"role": "user", "confirm": made.password}
    lowered = await page.patch("/v1/users/owner", json=confirm)
    removed = await page.delete("/v1/users/owner")
    (me,) = (await page.get("/v1/users")).json()["users"]

    assert (lowered.status_code, removed.status_code, me["stays"]) == (409, 409, True)


async def test_a_user_sees_himself_alone(made: Made, page: httpx.AsyncClient) -> None:
    """And changes nobody."""
    await as_user(made, page)
    listed = (await page.get("/v1/users")).json()["users"]
    refused = [
        await page.post("/v1/users", json={"name": "ben"}),
        await page.delete("/v1/users/owner"),
        await page.get("/v1/audit"),
    ]

    assert [one["name"] for one in listed] == ["anna"]
    assert {one.status_code for one in refused} == {403}


async def test_a_wish_and_its_news(made: Made, page: httpx.AsyncClient) -> None:
    """The admin hears that one waits, the asker the answer, until it was seen."""
    headers = {"Authorization": f"Bearer {made.extension_token()}"}
    await as_user(made, page)
    asked = (await page.post("/v1/users/wishes", json={"why": "I help."})).json()
    again = await page.post("/v1/users/wishes", json={"why": "I help!"})
    waiting = (await page.get("/v1/users/news", headers=headers)).json()
    wishing_of(made.store, made.store.engine, made.clock).answer(asked["id"], "No.", grant=False)
    news = (await page.get("/v1/users/news")).json()
    await page.post("/v1/users/wishes/seen")
    after = (await page.get("/v1/users/news")).json()
    (mine,) = (await page.get("/v1/users/wishes")).json()["wishes"]

    assert (asked["state"], again.status_code) == ("open", 409)
    assert waiting == {"waiting": 1, "answered": None}
    assert news == {"waiting": 0, "answered": "refused"}
    assert after == {"waiting": 0, "answered": None}
    assert (mine["answer"], mine["by"]) == ("No.", "")


async def test_own_password(made: Made, page: httpx.AsyncClient) -> None:
    """With the one of now; sessions end, also this one."""
    wrong = await page.put("/v1/users/me/password", json={"old": "x", "new": "long enough"})
    short = await page.put("/v1/users/me/password", json={"old": made.password, "new": "short"})
    done = await page.put(
        "/v1/users/me/password", json={"old": made.password, "new": "long enough"}
    )

    assert (wrong.status_code, short.status_code, done.status_code) == (403, 400, 204)
    assert (await page.get("/v1/session")).json()["signed_in"] is False
    assert made.access.sign_in("owner", "long enough")


async def test_a_token_is_made_on_the_page(made: Made, page: httpx.AsyncClient) -> None:
    """Narrow and with an end; bad wishes are told; it is nowhere but in the answer."""
    body = {"name": "prometheus", "scopes": ["metrics"], "days": 30}
    made_token = (await page.post("/v1/tokens", json=body)).json()["token"]
    listed = await page.get("/v1/tokens")
    bad = [
        await page.post("/v1/tokens", json={"name": "x", "scopes": ["fly"]}),
        await page.post("/v1/tokens", json={"name": "x", "days": 0}),
    ]
    audit = await page.get("/v1/audit", params={"what": "token"})

    assert made.access.who(made_token, "extension")
    assert listed.json()["tokens"][0]["scopes"] == ["metrics"]
    assert set(listed.json()["scopes"]) == {"read", "metrics", "chat"}
    assert {one.status_code for one in bad} == {400}
    assert made_token not in listed.text + audit.text


async def test_the_audit_is_paged_and_sought(made: Made, page: httpx.AsyncClient) -> None:
    """By number, person, kind and time; a kind that is none is told."""
    for number in range(5):
        made.clock.now += 1000
        made.users.add(f"user{number}", "user", by=made.users.owner() if number % 2 else None)
    first = (await page.get("/v1/audit", params={"what": "user.add", "limit": 2})).json()
    params = {"what": "user.add", "limit": 2, "before": first["next"]}
    second = (await page.get("/v1/audit", params=params)).json()
    by = (await page.get("/v1/audit", params={"who": "Owner", "what": "user.add"})).json()
    late = (await page.get("/v1/audit", params={"since": made.clock.now})).json()
    unknown = await page.get("/v1/audit", params={"what": "nonsense"})

    assert [one["detail"] for one in first["deeds"]] == ["user4, user", "user3, user"]
    assert [one["detail"] for one in second["deeds"]] == ["user2, user", "user1, user"]
    assert [one["detail"][:5] for one in by["deeds"]] == ["user3", "user1", "the o"]
    assert [one["detail"] for one in late["deeds"]] == ["user4, user"]
    assert late["next"] is None
    assert unknown.status_code == 400
    assert "people" in (await page.get("/v1/audit/kinds")).json()["areas"]
