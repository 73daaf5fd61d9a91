"""What the browser brings back from Google's page of consent, and the client that asks there."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from server.core.errors import InvalidError

NEAR = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST = 4_000
"""Characters of an address that is pasted."""
CLIENT_FIELDS = ("client_id", "client_secret", "auth_uri", "token_uri")
MAKE_ONE = (
    "On https://console.cloud.google.com make a project, switch on the YouTube Data API v3, make "
    "an OAuth client of the type desktop app, and download its JSON; then: "
    "rubato youtube login --client FILE"
)


class Returned(NamedTuple):
    """What an address says at which the browser ended."""

    state: str
    code: str
    error: str
    """Why there is no code, in Google's word."""


def returned_in(address: str) -> Returned | None:
    """Read an address, or its path with the query; none where it says nothing of that kind."""
    try:
        query = parse_qs(urlsplit(address.strip()[:LONGEST]).query)
    except ValueError:
        return None
    state, code, error = (query.get(name, [""])[0] for name in ("state", "code", "error"))
    return Returned(state, code, error) if state and (code or error) else None


def client_in(text: str) -> Mapping[str, Any]:
    """Read the file of an OAuth client; raises `InvalidError` with what is wrong with it."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidError(f"The file of the OAuth client is no JSON. {MAKE_ONE}") from None
    if isinstance(told, dict) and "web" in told:
        raise InvalidError(f"This OAuth client is for a web site. {MAKE_ONE}")
    client = told.get("installed") if isinstance(told, dict) else None
    if not isinstance(client, dict) or any(
        not isinstance(client.get(name), str) or not client[name] for name in CLIENT_FIELDS
    ):
        raise InvalidError(f"This is no file of an OAuth client. {MAKE_ONE}")
    for name in ("auth_uri", "token_uri"):
        parts = urlsplit(client[name])
        if parts.scheme != "https" and parts.hostname not in NEAR:
            raise InvalidError(f"{name} of the OAuth client is https; {client[name]} is not.")
    return client


def revoking(token_uri: str) -> str:
    """Give where a token is taken back; it lies beside where it is given."""
    return token_uri.rpartition("/")[0] + "/revoke"
