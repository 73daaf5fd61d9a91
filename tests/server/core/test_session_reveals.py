"""What a session reveals, the session without it, JSON, and recordings of the earlier Rubato."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from server.core.old_recording import from_old, is_old
from server.core.session_file import Reading, read_session, write_session
from server.core.session_json import read_session_json, session_json
from server.core.session_log import Session, in_order, track_names
from server.core.session_reveals import reveals, stripped

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "sessions.json").read_text())
FULL: dict[str, Any] = VECTORS["sessions"][2]


def session(case: dict[str, Any]) -> Session:
    """Make the session of a vector."""
    entries = in_order(case["entries"])
    return Session(case["header"], tuple(track_names(entries)), tuple(entries))


def test_each_thing_is_revealed_once() -> None:
    """Addresses and titles, texts said and given, names of elements, markers, the title."""
    found = reveals(session(FULL | {"entries": FULL["entries"] * 2}))

    assert found.pages == (
        "https://example.org/",
        "Grüße, 世界 🎹 {not JSON} · https://example.com/a",
        "Grüße · https://example.com/a",
    )
    assert found.said == ("go to tab two",)
    assert found.typed == ('har"mony\n{x}',)
    assert found.targets == ("link Next",)
    assert found.texts == ("Evening", "a {brace} and a\nline")


def test_what_was_put_into_answers_is_revealed() -> None:
    """Names and texts in them, and no numbers or names of commands; the answers go with them."""
    case = next(one for one in VECTORS["sessions"] if "answered" in one["name"])

    assert reveals(session(case)).targets == ("fugue",)
    assert all("said" not in entry for entry in stripped(session(case)).entries)


@pytest.mark.parametrize("case", VECTORS["sessions"], ids=lambda case: str(case["name"]))
def test_a_stripped_session_reveals_nothing(case: dict[str, Any]) -> None:
    """Notes, words, commands with numbers, earcons and pauses stay, and no text of it."""
    bare = stripped(session(case))
    data = write_session(bare.header or {}, bare.entries)

    assert reveals(bare).nothing
    kinds = ("midi", "word", "command", "earcon")
    kept = [entry["type"] for entry in bare.entries if entry["type"] in kinds]
    assert kept == [one["type"] for one in in_order(case["entries"]) if one["type"] in kinds]
    for secret in (b"example", b"harmony", b"tab two", b"Evening", b"Gr\xc3\xbc", b"2026"):
        assert secret not in data


def test_sound_and_pictures_are_revealed() -> None:
    """What lies beside the session is named by what it was taken from, and stripped."""
    carrying = session(VECTORS["sessions"][-1])

    assert reveals(carrying).media == ("microphone Klavier {USB} Mikrofon", "tab-picture A fugue")
    assert all(entry["type"] != "media" for entry in stripped(carrying).entries)


def test_values_that_are_no_text_stay() -> None:
    """A number, a place and keys reveal nothing."""
    bare = stripped(session(FULL))

    values = [entry.get("value") for entry in bare.entries if entry["type"] == "command"]
    assert values == [2, None, None, {"row": -5, "column": 5}, {"choice": 3}, [1, 5, 8]]


@pytest.mark.parametrize("case", VECTORS["sessions"], ids=lambda case: str(case["name"]))
def test_as_json_and_back(case: dict[str, Any]) -> None:
    """The same session comes back."""
    one = session(case)
    read = read_session_json(session_json(one))

    assert read == Reading(one, ())


@pytest.mark.parametrize("text", ["{", "[1]", '{"entries": 5}', "[" * 100_000])
def test_json_that_is_no_session(text: str) -> None:
    """It is refused."""
    assert read_session_json(text) is None


def test_json_with_wrong_entries() -> None:
    """They are left out and counted."""
    marker = {"at": 1, "type": "marker", "name": "x"}
    read = read_session_json(json.dumps({"entries": [{"at": 0, "type": "word"}, None, marker]}))

    assert read is not None
    assert read.session.entries == (marker,)
    assert [flaw.code for flaw in read.flaws] == ["plain", "unread"]


def test_a_recording_of_the_earlier_rubato() -> None:
    """Ten ms a tick; notes without their programs; the marks are markers."""
    case = next(one for one in VECTORS["readings"] if one["name"].startswith("the founder"))
    reading = read_session(base64.b64decode(case["file"]))
    assert isinstance(reading, Reading)
    entries = list(reading.session.entries)

    assert is_old(entries)
    assert from_old(entries) == [
        {"at": 0, "type": "midi", "tab": 1, "bytes": [144, 60, 64]},
        {"at": 250, "type": "midi", "tab": 1, "bytes": [128, 60, 64]},
        {"at": 300, "type": "marker", "name": "take 107"},
        {"at": 310, "type": "marker", "name": "take 21"},
    ]


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [{"at": 0, "type": "midi", "tab": 1, "bytes": [144, 60, 64]}],
        [
            {"at": 5, "type": "midi", "tab": 1, "bytes": [192, 11]},
            {"at": 5, "type": "midi", "tab": 1, "bytes": [144, 60, 64]},
        ],
        [
            {"at": 0, "type": "midi", "tab": 1, "bytes": [193, 11]},
            {"at": 0, "type": "midi", "tab": 1, "bytes": [144, 60, 64]},
        ],
    ],
    ids=["nothing", "no program", "no tens of ms", "another channel"],
)
def test_other_recordings(entries: list[dict[str, Any]]) -> None:
    """They are taken as they are."""
    assert not is_old(entries)
