"""Tokens: recognisable, hashed, alive until they end."""

from server.core.redact import redact_text
from server.core.tokens import PREFIX, Token, csrf_for, same, token_hash, token_text
from server.core.users import User

OWNER = User(1, "owner", "admin", 0)


def test_text_and_hash() -> None:
    """32 bytes become a marked text of 47 signs, which the redactor knows."""
    text = token_text(bytes(range(32)))

    assert text.startswith(PREFIX)
    assert len(text) == 47
    assert redact_text(text) == "[hidden]"
    assert text not in token_hash(text)


def test_token_lives_until_it_ends() -> None:
    """A token is dead from its expiry on, or once revoked."""
    assert Token(1, OWNER, "session", "", 0, None, 10, None).live(9)
    assert not Token(1, OWNER, "session", "", 0, None, 10, None).live(10)
    assert not Token(1, OWNER, "extension", "", 0, None, None, 5).live(6)


def test_csrf_differs_by_session() -> None:
    """Each session has its own value, which is not the session."""
    assert csrf_for("a") != csrf_for("b")
    assert same(csrf_for("a"), csrf_for("a"))
    assert not same("", csrf_for("a"))
