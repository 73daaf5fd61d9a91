"""A test may prove that nothing goes over a network: every way out is shut."""

import socket

import pytest


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Refuse every connection and every name, and give what was tried."""
    tried: list[str] = []

    def refuse(*args: object, **_named: object) -> None:
        tried.append(repr(args))
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried
