"""`rubato serve` as a process behind a proxy: the settings of who is believed, and how often."""

import httpx

from tests.server.cli.test_serve import environment, running

__all__ = ["environment"]  # a fixture, which pytest finds by name


def test_behind_a_proxy(environment: dict[str, str]) -> None:
    """The public name is ours, an address by the proxy is told to wait, this machine never is."""
    settings = {
        "RUBATO_TRUSTED_PROXIES": "127.0.0.1",
        "RUBATO_PUBLIC_URL": "https://piano.example.org",
        "RUBATO_REQUESTS_A_MINUTE": "3",
    }
    proxied = {"Host": "piano.example.org", "X-Forwarded-For": "203.0.113.9"}
    with running(environment | settings) as (address, _), httpx.Client(base_url=address) as client:
        told = [client.get("/ping", headers=proxied).status_code for _ in range(4)]
        here = [client.get("/ping").status_code for _ in range(10)]
        elsewhere = client.get("/ping", headers=proxied | {"X-Forwarded-For": "203.0.113.10"})
        closed = client.get("/v1/topics", headers=proxied | {"X-Forwarded-For": "2001:db8::1"})
        foreign = client.get("/ping", headers={"Host": "other.example.org"})

    assert told == [200, 200, 200, 429]
    assert here == [200] * 10
    assert (elsewhere.status_code, closed.status_code, foreign.status_code) == (200, 401, 421)
