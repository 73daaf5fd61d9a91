"""Pairing codes: spelled without look-alikes, read as a person types them."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.pairing import ALPHABET, CODE_LENGTH, code_from, shown, typed


@given(st.binary(min_size=8, max_size=8))
def test_code_comes_back_as_typed(random: bytes) -> None:
    """However a shown code is typed, it is the one that was made."""
    code = code_from(random)

    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert typed(shown(code)) == code
    assert typed(f"  {shown(code).lower()} ") == code


def test_look_alikes_are_read_as_meant() -> None:
    """Signs that no code holds are taken for the letter they look like."""
    assert typed("0o1i") == "QQLL"


def test_alphabet_is_even() -> None:
    """Each sign is as likely as any other: 256 is a multiple of the alphabet's size."""
    assert len(set(ALPHABET)) == 32
