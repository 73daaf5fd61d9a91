"""A token with scopes may do what they say, and nothing else of all that there is."""

import pytest

from server.core.errors import InvalidError
from server.core.scopes import SCOPES, allowed, scopes_of
from server.core.trust import RULES


@pytest.mark.parametrize(
    ("scope", "method", "path", "may"),
    [
        ("read", "GET", "/v1/documents", True),
        ("read", "HEAD", "/", True),
        ("read", "POST", "/v1/inquiries", False),
        ("read", "DELETE", "/v1/documents/1", False),
        ("read", "WS", "/v1/midi", False),
        ("metrics", "GET", "/metrics", True),
        ("metrics", "GET", "/v1/stats", True),
        ("metrics", "GET", "/v1/inquiries", False),
        ("metrics", "POST", "/metrics", False),
        ("chat", "POST", "/v1/chat/completions", True),
        ("chat", "POST", "/chat/completions", True),
        ("chat", "POST", "/v1/audio/speech", True),
        ("chat", "GET", "/v1/models", True),
        ("chat", "POST", "/v1/inquiries", True),
        ("chat", "POST", "/v1/topics", False),
        ("chat", "POST", "/v1/personas", False),
        ("chat", "POST", "/v1/models/x/pull", False),
        ("chat", "PATCH", "/v1/inquiries/1", False),
        ("chat", "DELETE", "/v1/inquiries/1", False),
        ("chat", "GET", "/metrics", False),
        ("chat", "GET", "/v1/documents", False),
        ("chat", "POST", "/v1/inquiries/retention", False),
        ("of the future", "GET", "/ping", False),
    ],
)
def test_what_a_scope_allows(scope: str, method: str, path: str, *, may: bool) -> None:
    """By method and path."""
    assert allowed([scope], method, path) is may


def test_without_scopes_all_is_allowed() -> None:
    """What its owner may, the rule of the route says."""
    assert all(allowed([], rule.method, rule.path) for rule in RULES)


def test_no_scope_lets_anything_be_deleted_or_changed() -> None:
    """Over every route that there is."""
    changing = [rule for rule in RULES if rule.method in {"DELETE", "PUT", "PATCH", "WS"}]

    assert changing
    assert [rule for rule in changing if allowed([*SCOPES], rule.method, rule.path)] == []


def test_names_are_checked() -> None:
    """In any order and spelling; what is none is named with those there are."""
    assert scopes_of(["Read ", "metrics", "read"]) == ["metrics", "read"]
    with pytest.raises(InvalidError, match=r"no scope 'write'; there are: read, metrics, chat"):
        scopes_of(["write"])
