"""Secrets never come out: of logs, answers, figures, the checks of `doctor`, settings shown."""

import io
import json
import logging
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.adapters.log import configure
from server.cli import main
from server.core.redact import redact, redact_text
from server.core.settings import SETTINGS
from tests.server.api.asgi import HOST, asked
from tests.server.conftest import Made, database, made, speaking

__all__ = ["database", "made", "speaking"]  # fixtures, which pytest finds by name

LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SECRET = st.text(LETTERS, min_size=12, max_size=40).map("hush".__add__)
ODD = st.text(LETTERS + "@/:!+%.~-_", min_size=12, max_size=30).map(lambda one: f"hush{one}x")
AROUND = st.text(st.characters(codec="utf-8", exclude_characters="\r\n@"), max_size=20)
SHAPES = (
    "rbt_{}", "Bearer {}", "basic {}", "Authorization: {}", "Cookie: rubato_session={}", "token={}",
    "Set-Cookie: rubato_session={}; HttpOnly", "x-api-key: {}", "X-Rubato-CSRF: {}", "code={}",
    "https://h/x?access_token={}&a=1", "https://h/?key={}", "https://h/?api_key={}", "?sig={}",
    '{{"password": "{}"}}', "{{'client_secret': '{}'}}", "password: {}", "mail_password = '{}'",
    "OPENAI_API_KEY={}", "refresh_token={}", "code_verifier={}", "--password {}", "id_token={}",
    "sk-proj-{}", "AIzaxxxxxxxxxx{}", "ya29.{}", "GOCSPX-{}", "eyJhbGciOi.eyJzdWIi.{}", "pwd={}",
    "https://{}@example.org/x", "host=localhost password={} user=x", '"password":"{}"',
)  # fmt: skip
ADDRESSES = ("postgresql://rubato:{}@host/db", "postgresql+psycopg://rubato:{}@[::1]:5432/db",
             "redis://:{}@host", "https://name:{}@example.org/x")  # fmt: skip
NAMES = (
    "password", "PASSWORD", "mail_password", "openai_api_key", "api-key", "google_client_secret",
    "authorization", "Cookie", "set-cookie", "x-rubato-csrf", "csrf", "refresh_token", "code",
    "nonce", "code_verifier", "private_key", "passphrase", "rubato_session", "credentials",
    "pairing_code",
)  # fmt: skip
# No space, or what comes after would be the secret.
BESIDE = AROUND.map(lambda one: f"{one} ")


@given(st.sampled_from(SHAPES), SECRET, BESIDE, AROUND)
def test_in_a_text(shape: str, secret: str, before: str, after: str) -> None:
    """By its shape, whatever stands around it."""
    assert secret not in redact_text(before + shape.format(secret) + " " + after)


@example("postgresql://rubato:{}@host/db", "hush222222222222x", "BEARER ")
@given(st.sampled_from(ADDRESSES), ODD, BESIDE)
def test_in_an_address(shape: str, secret: str, before: str) -> None:
    """A password with an @, a slash or a colon in it, too."""
    assert secret not in redact_text(before + shape.format(secret))


@given(st.sampled_from(NAMES), ODD)
def test_by_name(name: str, secret: str) -> None:
    """At any depth, and whatever it looks like."""
    told = json.dumps(redact({"a": [{name: secret}, {"b": {name: [secret]}}], name: secret}))

    assert secret not in told


@settings(deadline=None)
@given(st.sampled_from(SHAPES), SECRET)
def test_in_the_log(shape: str, secret: str) -> None:
    """Of ours and of libraries, as an event, a fact, a name's value, or what was raised."""
    for style in ("json", "console"):
        told = io.StringIO()
        log = configure("debug", style, told)
        text = shape.format(secret)
        log.info(
            text, path=text, headers={"authorization": secret, "cookie": secret}, raw=text.encode()
        )
        logging.getLogger("library").warning("%s failed", text)
        try:
            raise RuntimeError(text)
        except RuntimeError:
            log.error("broken", exc_info=True)
            logging.getLogger("library").exception("it broke")
        assert "broken" in told.getvalue()
        assert secret not in told.getvalue()


async def test_in_answers(made: Made) -> None:
    """No refusal, no failure and no figure repeats what was sent as a secret."""
    secret = "hushHushHush123456"
    sent = (
        (HOST, ("authorization", f"Bearer {secret}")),
        (HOST, ("cookie", f"rubato_session={secret}")),
        (HOST, ("x-api-key", secret), ("x-rubato-csrf", secret)),
    )  # fmt: skip
    owner = ("authorization", f"Bearer {made.extension_token()}")
    typed = ("content-type", "application/json")
    bodies = ({"name": "owner", "password": secret}, {"code": secret}, {"password": [secret]})
    for headers in sent:
        for path in ("/v1/topics", f"/nothing?token={secret}", "/metrics", f"/v1/{secret}"):
            answer = await asked(made.app, "GET", path, headers)
            assert secret.encode() not in answer.body
    for route in ("/v1/session", "/v1/pairings"):
        for told in bodies:
            body = json.dumps(told).encode()
            answer = await asked(made.app, "POST", route, (HOST, typed), body=body)
            assert secret.encode() not in answer.body
    for path in ("/metrics", "/v1/status", "/v1/stats", "/v1/status/machine", "/v1/status/people"):
        answer = await asked(made.app, "GET", path, (HOST, owner))
        assert answer.status == 200
        assert owner[1].partition(" ")[2].encode() not in answer.body
        assert secret.encode() not in answer.body


def test_in_what_commands_show(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`config` and `doctor` show no setting that is secret, also not the password in an address."""
    secret = "hushHushHush123456"
    hidden = {setting.name for setting in SETTINGS if setting.secret}
    for name in hidden - {"database_url"}:
        monkeypatch.setenv(f"RUBATO_{name.upper()}", secret)
    address = f"postgresql://rubato:{secret}@127.0.0.1:9/rubato"
    monkeypatch.setenv("RUBATO_DATABASE_URL", address)
    monkeypatch.setenv("RUBATO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert {"database_url", "password", "google_client_secret", "openai_api_key"} <= hidden
    for command in (["config"], ["config", "--json"], ["doctor"], ["doctor", "--json"]):
        main(command)
        told = capsys.readouterr()
        assert secret not in told.out + told.err, command
        assert told.out


@pytest.mark.parametrize(
    "text", ["a", "_a", "a://", "a://b:", "cookie", "gho_", "passw", "1//", "?key"]
)
def test_long_texts_cost_little(text: str) -> None:
    """A path of 60,000 letters, which took the log 30 s, keeps nobody waiting."""
    before = time.process_time()
    redact_text(text * (60_000 // len(text)))

    assert time.process_time() - before < 5
