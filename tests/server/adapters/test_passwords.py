"""Passwords are hashed with argon2id, and compared."""

from tests.server.fakes import quick_passwords


def test_passwords() -> None:
    """The right password matches, a wrong one and nobody's do not; hashes are salted."""
    passwords = quick_passwords()
    stored = passwords.hash("a good password")

    assert stored.startswith("$argon2id$")
    assert stored != passwords.hash("a good password")
    assert passwords.matches(stored, "a good password")
    assert not passwords.matches(stored, "another")
    assert not passwords.matches(None, "nobody")
    assert not passwords.matches("no hash", "x")
