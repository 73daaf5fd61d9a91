"""An OpenID Connect provider: where it is, its page, its keys, and what it vouches for.

https://openid.net/specs/openid-connect-core-1_0.html, by the code flow with PKCE (RFC 7636).
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx

from server.core.accounts import Begun, Refused, Vouched
from server.core.errors import UnavailableError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
STEP = 5.0
"""Seconds for one read or write."""
PATIENCE = 10.0
"""Seconds for one answer."""
MOST_BYTES = 200_000
"""Of an answer; keys of a large provider are 5,000."""
FRESH = 3_600_000
"""Ms in which the provider's document and keys are not asked for again."""
LOOK_AGAIN = 60_000
"""Ms between two looks for a key that was not there."""
LEEWAY = 60
"""Seconds by which the provider's clock may be off."""
ALGORITHMS = ("RS256", "ES256")
"""Signatures by a private key that only the provider has; never `none`, never a shared secret."""
KEY_TYPES = frozenset({"RSA", "EC"})
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LONGEST_SUBJECT = 255
LONGEST_MAIL = 254


class _BadError(Exception):
    """What the provider sent cannot be used; the reason holds nothing secret."""


class Held(NamedTuple):
    """Something that was fetched, and when."""

    at: int
    value: Any


class OpenIdProvider:
    """One provider, by its issuer; documents and keys are kept for an hour."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: str, clock: Callable[[], int]
    ) -> None:
        self._issuer, self._id, self._secret = issuer, client_id, client_secret
        self._clock = clock
        self._document: Held | None = None
        self._keys: Held | None = None

    def address(self, begun: Begun, state: str) -> str:
        """Give the address at which the person signs in; raises `UnavailableError`."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

        try:
            place = self._told()["authorization_endpoint"]
        except _BadError as error:
            raise UnavailableError(
                f"The provider of the sign-in cannot be used: {error}."
            ) from error
        return str(
            prepare_grant_uri(
                place,
                self._id,
                "code",
                redirect_uri=begun.back,
                scope="openid email",
                state=state,
                nonce=begun.nonce,
                code_challenge=create_s256_code_challenge(begun.verifier),
                code_challenge_method="S256",
                # Who has several accounts chooses, and nobody is signed in without being asked.
                prompt="select_account",
            )
        )

    def vouched(self, begun: Begun, code: str, now: int) -> Vouched | Refused:
        """Change the code that came back for who it is, or say why it is nobody."""
        try:
            return self._claimed(self._token(begun, code), begun, now)
        except UnavailableError as error:
            return Refused("away", str(error))
        except _BadError as error:
            return Refused("refused", str(error))

    def _told(self) -> Mapping[str, Any]:
        """Give the provider's document, checked: each address of it is used later."""
        if self._document is None or self._clock() - self._document.at >= FRESH:
            place = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
            told = _fetched("GET", _safe(place, self._issuer))
            if told.get("issuer") != self._issuer:
                raise _BadError("its document names another issuer")
            for name in ENDPOINTS:
                _safe(told.get(name), self._issuer)
            self._document = Held(self._clock(), told)
        return dict(self._document.value)

    def _token(self, begun: Begun, code: str) -> Mapping[str, Any]:
        from authlib.oauth2.auth import ClientAuth  # noqa: PLC0415
        from authlib.oauth2.rfc6749.parameters import prepare_token_request  # noqa: PLC0415

        told = self._told()
        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=begun.back, code_verifier=begun.verifier
        )
        offered = told.get("token_endpoint_auth_methods_supported") or ()
        way = "client_secret_post" if "client_secret_post" in offered else "client_secret_basic"
        headers = {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"}
        place, headers, body = ClientAuth(self._id, self._secret, way).prepare(
            "POST", told["token_endpoint"], headers, body
        )
        return _fetched("POST", place, headers, body)

    def _claimed(self, token: Mapping[str, Any], begun: Begun, now: int) -> Vouched:
        """Check the signature first, and then everything that is claimed."""
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415

        signed = self._signed(str(token.get("id_token") or ""), now)
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": self._id},
                "nonce": {"essential": True, "value": begun.nonce},
            },
            {
                "nonce": begun.nonce,
                "client_id": self._id,
                "access_token": token.get("access_token"),
            },
        )
        try:
            claims.validate(now // 1000, LEEWAY)
        except (JoseError, TypeError, ValueError) as error:
            raise _BadError(f"its token does not hold: {_short(error)}") from error
        if claims["aud"] not in (self._id, [self._id]):
            raise _BadError("its token is for others, too")
        return _vouched(self._issuer, claims)

    def _signed(self, text: str, now: int) -> Any:
        from joserfc import jwt  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415

        for fresh in (FRESH, LOOK_AGAIN):
            # A provider that changed its keys signs with one that we have not seen.
            keys = self._key_set(now, fresh)
            try:
                return jwt.decode(text, keys, algorithms=ALGORITHMS)
            except (JoseError, ValueError) as error:
                failed = error
        raise _BadError(f"its token is not signed by it: {_short(failed)}") from failed

    def _key_set(self, now: int, fresh: int) -> Any:
        from joserfc.jwk import KeySet  # noqa: PLC0415

        if self._keys is None or now - self._keys.at >= fresh:
            told = _fetched("GET", self._told()["jwks_uri"]).get("keys")
            named = told if isinstance(told, list) else ()
            found = [key for one in named if (key := _public_key(one)) is not None]
            self._keys = Held(now, KeySet(found))
        return self._keys.value


def _public_key(told: object) -> Any:
    """Read one key; of many, one that cannot be read is none of ours to mend."""
    from joserfc.errors import JoseError  # noqa: PLC0415
    from joserfc.jwk import JWKRegistry  # noqa: PLC0415

    if not isinstance(told, dict) or told.get("kty") not in KEY_TYPES:
        return None
    try:
        return JWKRegistry.import_key(told) if told.get("use", "sig") == "sig" else None
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _vouched(issuer: str, claims: Mapping[str, Any]) -> Vouched:
    subject, mail, hosted = (claims.get(name) or "" for name in ("sub", "email", "hd"))
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise _BadError("its token names nobody")
    if not isinstance(mail, str) or not isinstance(hosted, str) or len(mail) > LONGEST_MAIL:
        raise _BadError("its token has no mail address that can be read")
    # Nothing but a plain true: some providers write what others read as a name.
    return Vouched(issuer, subject, mail, claims.get("email_verified") is True, hosted)


def _safe(place: object, issuer: str) -> str:
    """Give an address that may be asked: over TLS, or on this machine for one that is here."""
    parts = urlsplit(place if isinstance(place, str) else "")
    here = parts.hostname in LOCAL and urlsplit(issuer).hostname in LOCAL
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and here)):
        return str(place)
    raise _BadError("it names an address that is not encrypted")


def _fetched(
    method: str, place: str, headers: Mapping[str, str] | None = None, body: str | None = None
) -> Mapping[str, Any]:
    """Ask for a JSON object, within limits; redirects are not followed."""
    until = time.monotonic() + PATIENCE
    told = b""
    try:
        with (
            httpx.Client(timeout=STEP, trust_env=False) as client,
            client.stream(method, place, headers=dict(headers or {}), content=body) as answer,
        ):
            for piece in answer.iter_bytes(16_384):
                told += piece
                if len(told) > MOST_BYTES or time.monotonic() > until:
                    raise _BadError("its answer is too long")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnavailableError("The provider of the sign-in does not answer.") from error
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise UnavailableError(f"The provider of the sign-in answered {answer.status_code}.")
    if answer.status_code != httpx.codes.OK:
        raise _BadError(f"it answered {answer.status_code}")
    try:
        found = json.loads(told)
    except (ValueError, RecursionError) as error:
        raise _BadError("its answer is no JSON") from error
    if not isinstance(found, dict):
        raise _BadError("its answer is no object")
    return found


def _short(error: Exception) -> str:
    """Name what is wrong; a message may hold what the token holds."""
    return type(error).__name__
