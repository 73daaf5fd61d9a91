"""Signing in to YouTube, against a fake of Google's accounts that checks what it is asked."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from server.adapters.google_login import GoogleLogin
from server.adapters.secret_file import SecretFile
from server.core.comments.consent import Returned, client_in, returned_in
from server.core.comments.failures import SignedOutError, SlowDownError
from server.core.errors import InvalidError, UnavailableError
from tests.fixtures.tube.accounts import CLIENT
from tests.fixtures.tube.service import TubeService, tube_service
from tests.server.fakes import MORNING

BACK = "http://127.0.0.1:9/"


class Signing:
    """The login under test, the fake, and the files."""

    def __init__(self, service: TubeService, folder: Path) -> None:
        self.service, self.folder, self.shift = service, folder, 0
        self.accounts = service.accounts
        self.token = folder / "youtube" / "token.json"
        client = SecretFile(folder / "client.json")
        client.write(client_file(service.address))
        self.login = GoogleLogin(client, SecretFile(self.token), self.now)

    def now(self) -> int:
        """Tell the time, shifted."""
        return round(time.time() * 1000) + self.shift

    def consent(self) -> Returned:
        """Agree in a browser; give what it brings back."""
        self.page = self.login.begin(BACK)
        answer = httpx.get(self.page.address)
        returned = returned_in(answer.headers["location"])
        assert returned is not None
        return returned

    def sign_in(self) -> None:
        """Do all of it."""
        returned = self.consent()
        self.login.end(self.page, returned)


def client_file(address: str) -> str:
    """Give the file of an OAuth client whose Google is the fake."""
    places = {"auth_uri": f"{address}/o/oauth2/v2/auth", "token_uri": f"{address}/token"}
    return json.dumps({"installed": CLIENT | places})


@pytest.fixture
def signing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Signing]:
    """Compose it; Google's own library speaks plain HTTP with nobody unless told to."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    with tube_service(lambda: MORNING) as service:
        yield Signing(service, tmp_path)
        assert service.accounts.wrong == []


def test_a_token_is_made_and_nobody_else_reads_it(signing: Signing) -> None:
    """PKCE, a state, offline access; the file is its owner's and whole."""
    signing.sign_in()

    assert signing.login.access() in signing.accounts.access
    assert [signing.token.stat().st_mode & 0o777, signing.token.parent.stat().st_mode & 0o777] == [
        0o600,
        0o700,
    ]
    assert [one.name for one in signing.token.parent.iterdir()] == ["token.json"]
    assert signing.accounts.renewals == 0


def test_it_is_renewed_before_it_ends(signing: Signing) -> None:
    """And when YouTube takes it no more; the refresh token stays."""
    signing.sign_in()
    first = signing.login.access()
    signing.shift = 3_500_000

    second = signing.login.access()
    third = signing.login.access(renewed=True)

    assert len({first, second, third}) == 3
    assert signing.accounts.renewals == 2
    signing.shift = 0
    assert signing.login.access() == third


def test_a_sign_in_that_was_taken_back_says_how_to_mend_it(signing: Signing) -> None:
    """One sentence, with the command."""
    signing.sign_in()
    signing.accounts.refresh.clear()

    with pytest.raises(SignedOutError, match="Sign in again: rubato youtube login"):
        signing.login.access(renewed=True)


def test_without_a_token_it_says_what_to_do(signing: Signing) -> None:
    """None yet, and one that was spoilt, are the same."""
    with pytest.raises(SignedOutError, match="rubato youtube login"):
        signing.login.access()
    SecretFile(signing.token).write('{"access": 1')
    with pytest.raises(SignedOutError, match="rubato youtube login"):
        signing.login.access()
    assert not signing.login.signed_in()


def test_google_that_fails_is_no_reason_to_sign_in(
    signing: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its error nor no network ends the sign-in."""
    signing.sign_in()
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    signing.accounts.broken = True

    with pytest.raises(SlowDownError, match="network"):
        signing.login.access(renewed=True)
    signing.accounts.broken = False
    SecretFile(signing.folder / "client.json").write(client_file("http://127.0.0.1:9"))
    with pytest.raises(SlowDownError, match="network"):
        signing.login.access(renewed=True)
    assert signing.login.signed_in()


def test_another_state_does_not_fit(signing: Signing) -> None:
    """What another page brings is not an answer to ours."""
    returned = signing.consent()

    assert signing.page.fits(returned)
    assert not signing.page.fits(returned._replace(state="x" * 30))
    assert not signing.page.fits(None)
    asked = parse_qs(urlsplit(signing.page.address).query)
    assert (asked["code_challenge_method"], len(asked["code_challenge"][0])) == (["S256"], 43)


@pytest.mark.parametrize(
    "granted", ["", "openid", "https://www.googleapis.com/auth/youtube.readonly"]
)
def test_what_was_not_granted_is_not_taken(signing: Signing, granted: str) -> None:
    """A person may say no, or yes to a part."""
    signing.accounts.granted = granted
    returned = signing.consent()

    with pytest.raises(InvalidError, match="not granted"):
        signing.login.end(signing.page, returned)
    assert not signing.login.signed_in()


def test_a_code_works_once(signing: Signing) -> None:
    """Used again, or with another proof, Google refuses it; and it may not answer."""
    returned = signing.consent()
    signing.login.end(signing.page, returned)

    with pytest.raises(InvalidError, match="no token: Malformed auth code"):
        signing.login.end(signing.page, returned)
    returned, page = signing.consent(), signing.page
    page.flow.client_config["token_uri"] = "http://127.0.0.1:9/token"
    with pytest.raises(UnavailableError, match="network"):
        signing.login.end(page, returned)


def test_signing_out_is_told_to_google(signing: Signing) -> None:
    """The token is gone here, whether Google answers or not."""
    signing.sign_in()
    assert signing.login.take_back()
    assert [signing.accounts.refresh, signing.token.exists()] == [set(), False]

    signing.sign_in()
    SecretFile(signing.folder / "client.json").write(client_file("http://127.0.0.1:9"))
    assert not signing.login.take_back()
    with pytest.raises(SignedOutError, match="Nobody was"):
        signing.login.take_back()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no JSON"),
        ("[]", "no file of an OAuth client"),
        ('{"web": {}}', "for a web site"),
        ('{"installed": {"client_id": "a"}}', "no file of an OAuth client"),
        (client_file("http://example.org"), "is https"),
    ],
)
def test_a_client_that_cannot_be_used(text: str, why: str) -> None:
    """It says what is wrong, and never shows its secret."""
    with pytest.raises(InvalidError, match=why) as raised:
        client_in(text)
    assert CLIENT["client_secret"] not in str(raised.value)


@pytest.mark.parametrize("typed", ["", "http://[", "yes", "?state=a", "?code=a", "?state=&code=a"])
def test_what_is_no_answer(typed: str) -> None:
    """An address without a state, or without a code, answers nothing."""
    assert returned_in(typed) is None
