"""MIDI messages: the shared vectors, and that no bytes make the parser throw."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from server.core.midi_message import CHANNEL_SPECS, SYSTEM_SPECS, parse

VECTORS = Path(__file__).parents[2] / "vectors" / "midi_messages.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_bytes_mean_what_the_vectors_say(case: dict[str, Any]) -> None:
    """The shared vectors hold."""
    message = parse(case["bytes"])

    assert case["message"] == (message and message.as_json())


def test_every_row_of_the_table_has_a_vector() -> None:
    """No message type is left untested."""
    tested = {case["message"]["type"] for case in CASES if case["message"]}

    assert {spec.type for spec in CHANNEL_SPECS + SYSTEM_SPECS} | {"sysex"} == tested


def test_any_bytes_give_a_message_or_none() -> None:
    """A seeded flood of bytes never throws, and whole bytes objects parse as lists do."""
    dice = random.Random(25)
    for _ in range(5000):
        data = bytes(dice.randrange(256) for _ in range(dice.randrange(6)))

        assert parse(data) == parse(list(data))
