"""MIDI ports: names without what an API adds, ids that last, and the messages of the bridge."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.core.midi_ports import Lost, Midi, Port, Ports, identify, keyboard_name, keyboards

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "ports.json").read_text()
)


@pytest.mark.parametrize("case", VECTORS["names"], ids=lambda case: str(case["raw"]))
def test_a_keyboard_has_its_own_name(case: dict[str, Any]) -> None:
    """Decorations of each API are taken off, and what is no keyboard has no name."""
    assert case["name"] == keyboard_name(case["api"], case["raw"])


@pytest.mark.parametrize("case", VECTORS["ids"], ids=str)
def test_keyboards_of_one_name_are_counted(case: dict[str, Any]) -> None:
    """Ids are unique, and the first of a name has the name itself."""
    ids = identify(keyboards(case["api"], case["raws"]), {})

    assert case["ids"] == list(ids.values())


def test_a_keyboard_that_stays_keeps_its_id() -> None:
    """When the first of two like keyboards goes and another comes, the second stays itself."""
    first, second, third = (f"A:A 1 {client}:0" for client in (20, 24, 28))
    known = identify(keyboards("alsa", [first, second]), {})

    left = identify(keyboards("alsa", [second, third]), known)

    assert list(left.values()) == ["A 1 #2", "A 1"]


def test_a_replugged_keyboard_keeps_its_id() -> None:
    """ALSA's numbers of the moment do not count."""
    raw = "Keystation:Keystation MIDI 1"

    assert keyboard_name("alsa", f"{raw} 20:0") == keyboard_name("alsa", f"{raw} 131:0")


def test_events_are_the_messages_of_the_bridge() -> None:
    """Each event gives the object that the extension reads."""
    ports = Ports((Port("a", "A", open=True),))

    assert ports.as_json() == {"type": "ports", "ports": [{"id": "a", "name": "A", "open": True}]}
    assert Ports((), "no MIDI").as_json() == {"type": "ports", "ports": [], "reason": "no MIDI"}
    assert Lost("a").as_json() == {"type": "lost", "port": "a"}
    assert Midi("a", bytes([144, 60, 64]), 1.5).as_json() == {
        "type": "midi",
        "port": "a",
        "bytes": [144, 60, 64],
        "time": 1.5,
    }
