"""Hosts, origins and rules: who may come in, and who only looks like it."""

import pytest

from server.core.rule import Who
from server.core.settings import EXTENSION_ID
from server.core.trust import RULES, loopback, methods_for, rule_for, trust

TRUST = trust(["Piano.example.org"], ["https://pages.example.org/"], [EXTENSION_ID])
HOST = "127.0.0.1:8000"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", HOST, "localhost:1", "LOCALHOST", "[::1]:8000", "127.9.9.9", "piano.example.org",
     "piano.example.org:443"],
)  # fmt: skip
def test_own_hosts(host: str) -> None:
    """Loopback names and named hosts are ours, at any port."""
    assert TRUST.host_allowed(host)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:8000",
     "127.0.0.1@evil.example", "127.0.0.1:8000:1", "localhost:8000/x", "0.0.0.0", "[::1", "::1",
     "notlocalhost", "xpiano.example.org", "localhost\n"],
)  # fmt: skip
def test_foreign_hosts(host: str) -> None:
    """A name that a page rebinds to this machine is not ours, however it is written."""
    assert not TRUST.host_allowed(host)


@pytest.mark.parametrize(
    "origin",
    [f"chrome-extension://{EXTENSION_ID}", f"http://{HOST}", f"https://{HOST}",
     "https://pages.example.org"],
)  # fmt: skip
def test_own_origins(origin: str) -> None:
    """The extension, the page on the very host and port, and named origins are ours."""
    assert TRUST.origin_allowed(origin, HOST)


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://", "http://127.0.0.1:3000", "http://localhost:8000", "http://127.0.0.1",
     "https://evil.example", "chrome-extension://" + "a" * 32, f"chrome-extension://{EXTENSION_ID}x",
     f"chrome-extension://{EXTENSION_ID}.evil.example", f"x-chrome-extension://{EXTENSION_ID}",
     "http://pages.example.org", "https://pages.example.org.evil.example", f"ftp://{HOST}",
     f"chrome-extension://{EXTENSION_ID}\n", "https://pages.example.org:8443"],
)  # fmt: skip
def test_foreign_origins(origin: str) -> None:
    """Other ports, schemes, extensions and look-alikes are not ours."""
    assert not TRUST.origin_allowed(origin, HOST)


@pytest.mark.parametrize(
    ("method", "path", "who"),
    [
        ("GET", "/", Who.PUBLIC),
        ("HEAD", "/health", Who.PUBLIC),
        ("GET", "/web/a/b.js", Who.PUBLIC),
        ("DELETE", "/v1/tokens/current", Who.USER),
        ("DELETE", "/v1/tokens/7", Who.SESSION),
        ("POST", "/v1/pairings", Who.PUBLIC),
        ("POST", "/v1/pairings/codes", Who.ADMIN_SESSION),
        ("WS", "/v1/midi", Who.HELLO),
    ],
)
def test_rule_of_a_request(method: str, path: str, who: Who) -> None:
    """Each request falls under the rule of its route."""
    rule = rule_for(method, path)

    assert rule is not None
    assert rule.who is who


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1"), ("GET", "/v1/status/"), ("GET", "//v1/status"), ("GET", "/v1/midi"),
     ("DELETE", "/v1/tokens/x"), ("POST", "/"), ("WS", "/"), ("GET", "/V1/status")],
)  # fmt: skip
def test_no_rule(method: str, path: str) -> None:
    """What is not in the table is not there."""
    assert rule_for(method, path) is None


def test_rules_are_distinct() -> None:
    """No two rules speak of the same method and path."""
    assert len({(rule.method, rule.path) for rule in RULES}) == len(RULES)


def test_methods_of_a_path() -> None:
    """A path names its methods; WebSockets are none."""
    assert set(methods_for("/v1/session")) == {"GET", "POST", "DELETE"}
    assert methods_for("/v1/midi") == ()


def test_loopback() -> None:
    """Only addresses of this machine itself are loopback."""
    assert all(map(loopback, ["127.0.0.1", "127.1.2.3", "localhost", "::1"]))
    assert not any(map(loopback, ["0.0.0.0", "::", "192.168.1.2", "piano.example.org"]))
