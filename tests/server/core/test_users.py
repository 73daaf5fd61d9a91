"""Names and passwords: one spelling, and limits that are told."""

import pytest

from server.core.errors import InvalidError
from server.core.users import check_password, clean_name


def test_name_has_one_spelling() -> None:
    """Capitals and spaces around a name do not make another person."""
    assert clean_name("  Anna.B ") == "anna.b"


@pytest.mark.parametrize("name", ["", "-a", "a b", "a" * 33, "änna", "a/b"])
def test_bad_names_are_refused(name: str) -> None:
    """What could be mistaken or misread is no name."""
    with pytest.raises(InvalidError, match="A name is"):
        clean_name(name)


@pytest.mark.parametrize("password", ["short", "x" * 257])
def test_bad_passwords_are_refused(password: str) -> None:
    """Too short to be safe, or too long to hash."""
    with pytest.raises(InvalidError, match="8 to 256"):
        check_password(password)
