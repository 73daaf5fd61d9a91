"""An OpenID Connect provider on 127.0.0.1 over real HTTP, with real signatures, that can lie."""

import json
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "rubato-test"
CLIENT_SECRET = "between us"
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})


def signed(claims: dict[str, Any], key: RSAKey = KEY) -> str:
    """Sign as a provider does."""
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


@dataclass
class Account:
    """Whom the provider takes for who sits at the browser."""

    subject: str = "1001"
    mail: str = "anna@example.org"
    more: dict[str, Any] = field(default_factory=lambda: {"email_verified": True})


class FakeProvider:
    """Answers discovery, page of consent, token and keys; `sign` and `claims` can be put wrong."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        """Ms since 1970."""
        self.account = Account()
        self.keys = [KEY]
        self.claims: dict[str, Any] = {}
        """What is put over the right claims; None takes one away."""
        self.sign: Callable[[dict[str, Any]], str] = signed
        self.document: dict[str, Any] = {}
        """What is put over the right document."""
        self.raw: dict[str, bytes] = {}
        """Whole answers by path."""
        self.asked: list[str] = []
        """Paths that were asked for, in order."""
        self.codes: dict[str, dict[str, str]] = {}
        """Open codes with what they were asked for."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def consent(self, address: str) -> str:
        """Sign in on the provider's page as a person does; give where it sends the browser."""
        told = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert told["client_id"] == CLIENT_ID
        assert told["response_type"] == "code"
        assert told["code_challenge_method"] == "S256"
        assert "openid" in told["scope"].split()
        code = f"code-{len(self.codes)}-{told['state'][:8]}"
        self.codes[code] = told
        return f"{told['redirect_uri']}?state={told['state']}&code={code}"

    def discovery(self) -> dict[str, Any]:
        """Give the document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.document

    def token(self, told: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Trade a code, once, for who it is: by the secret, the redirect and the PKCE verifier."""
        asked = self.codes.pop(told.get("code", ""), None)
        basic = b64decode(authorization.removeprefix("Basic ")).decode()
        if basic != f"{CLIENT_ID}:{CLIENT_SECRET}":
            return 401, {"error": "invalid_client"}
        digest = sha256(told.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        fits = asked and asked["redirect_uri"] == told["redirect_uri"]
        if not asked or not fits or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        second = self.now() // 1000
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": self.account.subject,
            "email": self.account.mail,
            "iat": second,
            "exp": second + 3600,
            "nonce": asked["nonce"],
        } | self.account.more
        put = {name: one for name, one in (claims | self.claims).items() if one is not None}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.sign(put)}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                provider.asked.append(parts.path)
                if parts.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.consent(self.path))
                    self.end_headers()
                elif parts.path == "/keys":
                    keys = [key.as_dict(private=False) for key in provider.keys]
                    self._answer(200, {"keys": [{"kty": "oct", "k": "AAAA"}, {}, *keys]})
                else:
                    self._answer(200, provider.discovery())

            def do_POST(self) -> None:
                provider.asked.append(self.path)
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                told = {name: values[0] for name, values in parse_qs(body).items()}
                self._answer(*provider.token(told, self.headers.get("authorization", "")))

            def _answer(self, status: int, told: dict[str, Any]) -> None:
                body = provider.raw.get(urlsplit(self.path).path) or json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler
