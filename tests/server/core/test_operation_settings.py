"""What settings of accounts and of running may hold."""

import pytest

from server.core.operation_settings import (
    mail_domain_problem,
    proxy_problem,
    public_problem,
    service_problem,
)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (("127.0.0.1", "10.0.0.0/8", "::1"), ("proxy.example.org", "", "10.0.0.0/99", "*")),
    ],
)
def test_proxies_are_addresses(good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    """A proxy is named by its address or its network, never by a name."""
    assert [proxy_problem(one) for one in good] == [None] * len(good)
    assert all(proxy_problem(one) for one in bad)


def test_accounts_are_addresses_or_domains() -> None:
    """Who may sign in is a mail address or a domain; a bare @ or a word is neither."""
    assert [mail_domain_problem(one) for one in ("anna@example.org", "example.org")] == [None, None]
    assert all(mail_domain_problem(one) for one in ("anna", "@example.org", "a b@example.org", ""))


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("", True),
        ("https://piano.example.org", True),
        ("https://piano.example.org:8443", True),
        ("http://localhost:8000", True),
        ("http://piano.example.org", False),
        ("https://piano.example.org/rubato", False),
        ("piano.example.org", False),
        ("https://", False),
    ],
)
def test_public_address_is_encrypted(address: str, right: bool) -> None:
    """Beyond this machine people reach the server by https only, and at the root."""
    assert (public_problem(address) is None) is right


def test_services_are_known_ones() -> None:
    """A service is one of the table; the message names those there are."""
    assert service_problem("ollama") is None
    assert "ollama, chroma" in str(service_problem("nginx"))
