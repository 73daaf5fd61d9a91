"""Signing in to YouTube: OAuth 2 of an installed application, with PKCE and a state.

https://developers.google.com/identity/protocols/oauth2/native-app
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from server.core.comments.consent import MAKE_ONE, Returned, client_in, revoking
from server.core.comments.failures import SignedOutError, SlowDownError
from server.core.errors import InvalidError, UnavailableError
from server.core.ports import Clock
from server.core.text_file_ports import TextFile

SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
"""Reads a channel, its comments and playlists, and writes comments; the one that does so."""
PATIENCE = 30.0
"""Seconds for one answer of Google's."""
MARGIN = 120_000
"""Ms before its end in which a token is not used any more."""
NOBODY = "Nobody is signed in to YouTube; do it once: rubato youtube login"
NO_MORE = (
    "Google takes this sign-in no more (it was taken back, or the OAuth client is still in "
    "testing, where it ends after a week). Sign in again: rubato youtube login"
)
AWAY = "Google does not answer; is there a network?"
NOT_ALLOWED = (
    "Access was not granted at Google; nothing was changed. rubato youtube login asks again."
)


class Consent(NamedTuple):
    """A page of consent that was opened."""

    address: str
    state: str
    flow: Any
    """Google's."""

    def fits(self, returned: Returned | None) -> bool:
        """Tell whether an answer is to this page, and no other's."""
        return returned is not None and hmac.compare_digest(
            returned.state.encode(), self.state.encode()
        )


class GoogleLogin:
    """Keeps the owner signed in; `kept` holds the token, and nobody else reads it."""

    def __init__(self, client: TextFile, kept: TextFile, clock: Clock) -> None:
        self._client, self._kept, self._clock = client, kept, clock

    def begin(self, back: str) -> Consent:
        """Open a page of consent that leads the browser to `back`; raises `InvalidError`."""
        from google_auth_oauthlib.flow import Flow  # noqa: PLC0415  (0.3 s, for who signs in)

        flow = Flow.from_client_config(
            {"installed": dict(self._known())}, scopes=[SCOPE], redirect_uri=back
        )
        # A refresh token comes along only where consent is asked for anew.
        address, state = flow.authorization_url(access_type="offline", prompt="consent")
        return Consent(address, state, flow)

    def end(self, consent: Consent, returned: Returned) -> None:
        """Make a token of what the browser brought back, and keep it."""
        if not returned.code:
            raise InvalidError(NOT_ALLOWED)
        token = _fetched(consent.flow, returned.code)
        granted = token.get("scope", SCOPE)
        if SCOPE not in (granted.split() if isinstance(granted, str) else granted):
            raise InvalidError(NOT_ALLOWED)
        if not token.get("refresh_token"):
            raise InvalidError(NOT_ALLOWED)
        life = int(token.get("expires_in", 0)) * 1000
        self._keep(token["access_token"], token["refresh_token"], self._clock() + life)

    def signed_in(self) -> bool:
        """Tell whether there is a token."""
        return self._token() is not None

    def access(self, *, renewed: bool = False) -> str:
        """Give a token that is good for some minutes; `renewed`: a new one in any case."""
        token = self._token()
        if token is None:
            raise SignedOutError(NOBODY)
        if not renewed and token["expires"] - MARGIN > self._clock():
            return str(token["access"])
        return self._renewed(token["refresh"])

    def take_back(self) -> bool:
        """Forget the token here, and let Google forget it; tell whether Google did."""
        import requests  # noqa: PLC0415

        token = self._token()
        self._kept.remove()
        if token is None:
            raise SignedOutError("Nobody was signed in to YouTube.")
        try:
            place = revoking(self._known()["token_uri"])
            told = requests.post(place, data={"token": token["refresh"]}, timeout=PATIENCE)
        except (requests.RequestException, InvalidError):
            return False
        # 400: it was taken back before.
        return told.status_code in {200, 400}

    def _renewed(self, refresh: str) -> str:
        from google.auth.exceptions import (  # noqa: PLC0415
            RefreshError,
            TransportError,
        )
        from google.auth.transport.requests import Request  # noqa: PLC0415
        from google.oauth2.credentials import Credentials  # noqa: PLC0415

        client = self._known()
        made: Any = Credentials  # has no types of its own
        held = made(
            None,
            refresh_token=refresh,
            token_uri=client["token_uri"],
            client_id=client["client_id"],
            client_secret=client["client_secret"],
        )
        try:
            held.refresh(Request())
        except TransportError as error:
            raise SlowDownError(AWAY) from error
        except RefreshError as error:
            if error.retryable:
                raise SlowDownError(AWAY) from error
            raise SignedOutError(NO_MORE) from error
        now = self._token()
        # Whoever signed out meanwhile, or in anew, has the last word.
        if now is not None and now["refresh"] == refresh:
            self._keep(str(held.token), str(held.refresh_token), _end_of(held.expiry))
        return str(held.token)

    def _known(self) -> Mapping[str, Any]:
        text = self._client.read()
        if text is None:
            raise InvalidError(f"There is no OAuth client yet. {MAKE_ONE}")
        return client_in(text)

    def _token(self) -> dict[str, Any] | None:
        try:
            told = json.loads(self._kept.read() or "")
            token = {"access": str(told["access"]), "refresh": str(told["refresh"])}
            return {**token, "expires": int(told["expires"])}
        except (ValueError, KeyError, TypeError):
            return None

    def _keep(self, access: str, refresh: str, expires: int) -> None:
        token = {"access": access, "refresh": refresh, "expires": expires}
        self._kept.write(json.dumps(token, indent=2) + "\n")


def _end_of(expiry: datetime | None) -> int:
    """Give it in ms; Google's library means UTC without saying so."""
    return 0 if expiry is None else round(expiry.replace(tzinfo=UTC).timestamp() * 1000)


def _fetched(flow: Any, code: str) -> Mapping[str, Any]:
    """Change a code for a token."""
    import requests  # noqa: PLC0415
    from oauthlib.oauth2 import OAuth2Error  # noqa: PLC0415

    try:
        told: Mapping[str, Any] = flow.fetch_token(code=code, timeout=PATIENCE)
    except requests.RequestException as error:
        raise UnavailableError(AWAY) from error
    except OAuth2Error as error:
        why = str(error.description or error.error or "no reason")
        raise InvalidError(f"Google gives no token: {why[:200]}. Sign in once more.") from error
    except Warning as error:
        # Its way to say that the person granted something else than was asked for.
        raise InvalidError(NOT_ALLOWED) from error
    return told
