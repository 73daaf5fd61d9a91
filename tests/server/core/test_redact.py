"""Secrets are hidden by name, by shape and at any depth; the rest stays readable."""

import pytest

from server.core.redact import HIDDEN, redact

TOKEN = "rbt_" + "Ab1-_" * 9


@pytest.mark.parametrize(
    "name",
    ["authorization", "Authorization", "cookie", "set-cookie", "password", "passwd", "token",
     "access_token", "code", "pairing_code", "client_secret", "x-rubato-csrf", "api_key"],
)  # fmt: skip
def test_secret_names(name: str) -> None:
    """What a name marks as secret is hidden, nested or not."""
    assert redact({name: "hush", "path": "/"}) == {name: HIDDEN, "path": "/"}
    assert redact([{"headers": {name: ["hush"]}}]) == [{"headers": {name: HIDDEN}}]


@pytest.mark.parametrize(
    "text",
    [f"token {TOKEN} refused", "Authorization: Bearer hush.hush", "Basic aHVzaA==",
     "postgresql://rubato:hush@host/db", "GET /x?token=hush&a=1", "password=hush"],
)  # fmt: skip
def test_secret_shapes(text: str) -> None:
    """A secret inside a text is hidden; the words around it stay."""
    told = str(redact({"event": text, "raw": text.encode()}))

    assert "hush" not in told
    assert TOKEN not in told
    assert HIDDEN in told


@pytest.mark.parametrize(
    ("name", "value"),
    [("status_code", 200), ("token_id", 3), ("path", "/v1/tokens"), ("ms", 1.5), ("note", None),
     ("keys", [12, 7, 12])],
)  # fmt: skip
def test_facts_stay(name: str, value: object) -> None:
    """What is no secret is left as it is."""
    assert redact({name: value}) == {name: value}
