"""Lies of a provider, and of whoever comes between: each is tried over real HTTP, and refused.

The suite prints how many were tried.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sized
from typing import Any

import httpx
import pytest
from joserfc import jwt

from tests.server.conftest import Made, client, database, speaking
from tests.server.fake_provider import CLIENT_ID, KEY, OTHER_KEY, FakeProvider, signed
from tests.server.signing_in import leave, made, problem_of, provider, who, whole_way

__all__ = ["client", "database", "made", "provider", "speaking"]  # fixtures

Claims = dict[str, Any]


def encoded(part: bytes) -> str:
    """Write a part of a token."""
    return urlsafe_b64encode(part).rstrip(b"=").decode()


def hs256(claims: Claims) -> str:
    """Sign with the public key as a shared secret, by hand: the library refuses to."""
    head = json.dumps({"alg": "HS256", "kid": KEY.kid}).encode()
    told = f"{encoded(head)}.{encoded(json.dumps(claims).encode())}"
    return f"{told}.{encoded(hmac.digest(KEY.as_pem(private=False), told.encode(), 'sha256'))}"


def unsigned(claims: Claims) -> str:
    """Sign with nothing."""
    head = json.dumps({"alg": "none", "kid": KEY.kid}).encode()
    return f"{encoded(head)}.{encoded(json.dumps(claims).encode())}."


def tampered(claims: Claims) -> str:
    """Change a claim after it was signed."""
    head, _, sign = signed(claims).split(".")
    other = json.dumps(claims | {"sub": "1"}).encode()
    return f"{head}.{encoded(other)}.{sign}"


def own_key(claims: Claims) -> str:
    """Bring the key along in the header."""
    head = {"alg": "RS256", "jwk": OTHER_KEY.as_dict(private=False)}
    return jwt.encode(head, claims, OTHER_KEY)


SIGNS: dict[str, Callable[[Claims], str]] = {
    "alg none": unsigned,
    "HS256 with the public key": hs256,
    "a key of nobody's": lambda claims: signed(claims, OTHER_KEY),
    "its own key along": own_key,
    "changed after signing": tampered,
    "no token": lambda _: "",
    "no JWT": lambda _: "a.b",
    "a JWT of no object": lambda _: jwt.encode({"alg": "RS256"}, {}, KEY)[:-4] + "AAAA",
}
CLAIMS: dict[str, Claims] = {
    "another nonce": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another-client"},
    "no audience": {"aud": None},
    "others besides": {"aud": [CLIENT_ID, "another-client"], "azp": CLIENT_ID},
    "another party": {"azp": "another-client"},
    "another issuer": {"iss": "https://accounts.google.com"},
    "no issuer": {"iss": None},
    "ended": {"exp": 1_700_000_000},
    "without an end": {"exp": None},
    "an end that is no time": {"exp": "never"},
    "not yet": {"nbf": 2_000_000_000},
    "made in the future": {"iat": 2_000_000_000},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is a list": {"sub": ["1001"]},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}
UNVERIFIED: dict[str, Claims] = {
    "not verified": {"email_verified": False},
    "nothing said": {"email_verified": None},
    "a word for it": {"email_verified": "true"},
    "a number for it": {"email_verified": 1},
}
STRANGERS: dict[str, str] = {
    "another domain": "anna@example.com",
    "a domain that ends so": "anna@evil-example.org",
    "a domain below": "anna@sub.example.org",
    "one that begins so": "ben@elsewhere.example.evil",
    "another of a named one's domain": "eve@elsewhere.example",
    "letters that look so": "anna@ex\u0430mple.org",
    "no address": "example.org",
    "nothing": "",
}


DOCUMENTS: dict[str, Claims] = {
    "another issuer": {"issuer": "https://accounts.google.com"},
    "no issuer": {"issuer": None},
    "no page": {"authorization_endpoint": None},
    "a page that is no address": {"authorization_endpoint": ["https://x.example"]},
    "a script for a page": {"authorization_endpoint": "javascript:alert(1)"},
    "an open page": {"authorization_endpoint": "http://provider.example/authorize"},
    "an open token": {"token_endpoint": "http://provider.example/token"},
    "open keys": {"jwks_uri": "http://169.254.169.254/keys"},
    "a file for keys": {"jwks_uri": "file:///etc/passwd"},
}
ANSWERS: dict[str, dict[str, bytes]] = {
    "a token that is no JSON": {"/token": b"<html>"},
    "a token that is a list": {"/token": b"[]"},
    "a token that goes deep": {"/token": b"[" * 100_000},
    "a token that is huge": {"/token": b" " * 300_000 + b"{}"},
    "keys that are no JSON": {"/keys": b"\xff\xfe"},
    "keys that are no list": {"/keys": b'{"keys": {"kty": "RSA"}}'},
    "keys that are none": {"/keys": b'{"keys": [{"kty": "RSA", "n": "AA", "e": 1}, 7, null]}'},
}


async def all_refused(
    tried: list[tuple[str, Callable[[], None], str]],
    client: httpx.AsyncClient,
    provider: FakeProvider,
    made: Made,
) -> None:
    """Try each, with what it does before and the problem it must end in."""
    ended = {}
    for name, lie, _ in tried:
        lie()
        made.clock.now += 60_000
        ended[name] = problem_of(await whole_way(client, provider))
        assert await who(client) is None, name

    assert ended == {name: problem for name, _, problem in tried}
    assert [each.name for each in made.users.everybody()] == ["owner"]


async def test_wrong_signatures(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """A token that the provider did not sign is nobody's."""

    def lying(sign: Callable[[Claims], str]) -> Callable[[], None]:
        return lambda: setattr(provider, "sign", sign)

    tried = [(name, lying(sign), "refused") for name, sign in SIGNS.items()]
    await all_refused(tried, client, provider, made)


async def test_wrong_claims(client: httpx.AsyncClient, provider: FakeProvider, made: Made) -> None:
    """A token for another, of another time, of another sign-in, or unverified, is nobody's."""

    def lying(claims: Claims) -> Callable[[], None]:
        return lambda: setattr(provider, "claims", claims)

    tried = [(name, lying(claims), "refused") for name, claims in CLAIMS.items()]
    tried += [(name, lying(claims), "unverified") for name, claims in UNVERIFIED.items()]
    await all_refused(tried, client, provider, made)
    told = json.dumps(made.log.lines)

    assert "id_token" not in told
    assert "code-" not in told


async def test_strangers(client: httpx.AsyncClient, provider: FakeProvider, made: Made) -> None:
    """Who is not named stays outside."""

    def saying(mail: str) -> Callable[[], None]:
        return lambda: setattr(provider.account, "mail", mail)

    tried = [(name, saying(mail), "stranger") for name, mail in STRANGERS.items()]
    await all_refused(tried, client, provider, made)


async def test_broken_answers(
    client: httpx.AsyncClient, provider: FakeProvider, made: Made
) -> None:
    """What a provider sends that cannot be read, or is too much, signs nobody in."""

    def sending(raw: dict[str, bytes]) -> Callable[[], None]:
        return lambda: setattr(provider, "raw", raw)

    tried = [(name, sending(raw), "refused") for name, raw in ANSWERS.items()]
    await all_refused(tried, client, provider, made)


async def test_documents_that_lead_astray(
    client: httpx.AsyncClient, provider: FakeProvider
) -> None:
    """A provider that names another, or an address that is not encrypted, is not gone to."""
    for name, document in DOCUMENTS.items():
        provider.document = document
        answer = await client.get("/v1/session/google")

        assert answer.status_code == 503, name
        assert "set-cookie" not in answer.headers
    assert set(provider.asked) == {"/.well-known/openid-configuration"}


async def test_provider_is_away(client: httpx.AsyncClient, provider: FakeProvider) -> None:
    """Where nobody answers, the page says so, on the way there and on the way back."""
    address = provider.consent(await leave(client))
    provider.__exit__()
    back = await client.get(address)
    there = await client.get("/v1/session/google")

    assert problem_of(back) == "away"
    assert there.status_code == 303  # its address was told before


def test_how_many_were_tried(capsys: pytest.CaptureFixture[str]) -> None:
    """The suite says how many ways to lie it tried; each is refused above."""
    tables: dict[str, Sized] = {
        "signatures": SIGNS, "claims": CLAIMS, "unverified": UNVERIFIED, "strangers": STRANGERS,
        "documents": DOCUMENTS, "answers": ANSWERS,
    }  # fmt: skip
    counts = {name: len(table) for name, table in tables.items()}
    with capsys.disabled():
        print(f"\nlies of a provider: {sum(counts.values())} refused: {counts}")

    assert sum(counts.values()) >= 50
