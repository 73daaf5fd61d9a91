"""Values by keys and spoken: what they are, and what does not fit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.values import END, LARGEST, MINUS, fit, press
from tests.server.core.performances import vectors

FILE = vectors("values")


@pytest.mark.parametrize("case", FILE["press"], ids=lambda case: case["name"])
def test_keys(case: dict[str, Any]) -> None:
    """Keys make a value, go on, or do not fit."""
    heard, value = press(case["kind"], case["keys"], case["numbers"])

    assert (heard, value) == (case["heard"], case.get("value"))


@pytest.mark.parametrize("case", FILE["fits"], ids=lambda case: case["name"])
def test_spoken(case: dict[str, Any]) -> None:
    """A spoken value fits the words of its kind."""
    assert fit(case["kind"], case["spoken"]) == case["fits"]


def keys_of(number: int, ended: bool) -> list[int]:
    """Play a number in decimal digits, its last digit marked or ended by key 23."""
    digits = [int(digit) for digit in str(abs(number))]
    more = [digit + 1 for digit in digits]
    tail = [*more, END] if ended else [*more[:-1], digits[-1] + 13]
    return [MINUS, *tail] if number < 0 else tail


@given(st.integers(-LARGEST, LARGEST), st.booleans())
def test_every_number_can_be_played(number: int, ended: bool) -> None:
    """Each number of up to twelve digits comes back, and only at its last key."""
    keys = keys_of(number, ended)
    heard = [press("number", keys[: n + 1], "decimal") for n in range(len(keys))]

    assert heard == [("more", None)] * (len(keys) - 1) + [("done", number)]


@given(st.integers(-1023, 1023))
def test_every_binary_number_can_be_played(number: int) -> None:
    """Each number of ten binary digits comes back."""
    powers = [n for n in range(10) if abs(number) >> n & 1]
    tail = [*(n + 1 for n in powers), END]

    assert press("number", [MINUS, *tail] if number < 0 else tail, "binary") == ("done", number)
