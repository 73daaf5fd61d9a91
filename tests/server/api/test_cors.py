"""Other front ends: by a list of exact origins, with a token, never with a cookie, never by `*`."""

import pytest

from server.api.context import COOKIE
from server.core.settings import BY_NAME
from server.core.tokens import csrf_for
from server.core.trust import RULES
from tests.server.api.asgi import HOST, Header, asked
from tests.server.conftest import HERE, Made, database, made, speaking
from tests.test_routes import example

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

LISTED: Header = ("origin", "https://pages.example.org")
HTTP = [rule for rule in RULES if rule.method != "WS"]


@pytest.mark.parametrize(
    "origin",
    ["*", "https://*", "https://*.example.org", "null", "", "example.org", "https://", "file://x",
     "https://example.org/path", "https://a:b@example.org/x", "chrome-extension://*",
     "//example.org"],
)  # fmt: skip
def test_only_exact_origins_are_settings(origin: str) -> None:
    """Whatever stands for more than one is refused with a sentence."""
    setting = BY_NAME["allowed_origins"]

    assert setting.each is not None
    assert "no origin" in (setting.each(origin) or "")
    assert setting.each("https://pages.example.org:8443") is None


async def test_a_listed_origin_comes_in_with_a_token(made: Made) -> None:
    """It may ask beforehand, send a token, and read the answer; the answer is not for others."""
    preflight = (HOST, LISTED, ("access-control-request-method", "GET"),
                 ("access-control-request-headers", "authorization"))  # fmt: skip
    before = await asked(made.app, "OPTIONS", "/v1/topics", preflight)
    token = ("authorization", f"Bearer {made.extension_token()}")
    answer = await asked(made.app, "GET", "/v1/topics", (HOST, LISTED, token))

    assert (before.status, answer.status) == (204, 200)
    assert "Authorization" in before.headers["access-control-allow-headers"]
    for told in (before, answer):
        assert told.headers["access-control-allow-origin"] == LISTED[1]
        assert "Origin" in told.headers["vary"]


async def test_never_with_a_cookie(made: Made) -> None:
    """On no route does its page's cookie count, and no answer lets a browser send one."""
    cookie = made.access.sign_in("owner", made.password)[1]
    sent = (HOST, LISTED, ("cookie", f"{COOKIE}={cookie}"), ("x-rubato-csrf", csrf_for(cookie)))
    own = (HOST, ("origin", HERE), *sent[2:])

    assert (await asked(made.app, "GET", "/v1/topics", own)).status == 200
    for rule in HTTP:
        if rule.path in {"/v1/session", "/v1/pairings"} and rule.method == "POST":
            continue  # they take no cookie, and are asked for one
        answer = await asked(made.app, rule.method, example(rule), sent)
        assert "access-control-allow-credentials" not in answer.headers, rule
        assert answer.headers["access-control-allow-origin"] == LISTED[1], rule
        assert (answer.status == 401) is (rule.who.name != "PUBLIC"), rule
