"""Role sounds: what can't be played or told apart is refused, with what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.adapters.language_texts import sampled_timbres
from server.core.role_sounds import RoleSound, Strike, note_at, step_of
from server.core.sound_checks import check_sounds
from server.core.sound_toml import read_sounds
from tests.server.core.performances import vectors

ROOT = Path(__file__).resolve().parents[3]
TIMBRES = sampled_timbres(ROOT / "extension" / "sounds" / "samples.json")
SHIPPED = json.loads((ROOT / "extension" / "languages" / "sounds.json").read_text("utf-8"))
SOURCE = (ROOT / "languages" / "sounds.toml").read_text("utf-8")


def changed(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the shipped sounds as a vector changes them."""
    rows = [dict(row) for row in SHIPPED["sounds"]]
    for change in changes:
        about = (change["role"], change.get("level"))
        row = next(row for row in rows if (row["role"], row.get("level")) == about)
        row.update(change.get("set", {}))
        if change.get("drop"):
            rows.remove(row)
    return rows


def sound(row: dict[str, Any]) -> RoleSound:
    """Make a sound of a row of JSON."""
    strikes, dense = (tuple(Strike(**one) for one in row[key]) for key in ("strikes", "dense"))
    return RoleSound(row["role"], row["timbre"], row["note"], strikes, dense, row.get("level"))


@pytest.mark.parametrize("case", vectors("sounds")["cases"], ids=lambda case: case["name"])
def test_vector(case: dict[str, Any]) -> None:
    """The same sounds have the same problems in both languages."""
    problems = check_sounds([sound(row) for row in changed(case["change"])], TIMBRES)

    assert [{"code": one.code, "message": one.message, "fix": one.fix} for one in problems] == case[
        "problems"
    ]


def test_the_scale_goes_to_its_notes_and_back() -> None:
    """Five steps are an octave; a note between has no place."""
    assert [note_at(step_of(note)) for note in (60, 62, 64, 67, 69)] == [60, 62, 64, 67, 69]
    assert step_of(61) == -1
    assert note_at(step_of(60) - 5) == 48


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ('timbre = "viola"', "", "“link” has no timbre — write timbre = …"),
        ("note = 69", 'note = "A"', "“link” has note = 'A' — write a whole number"),
        ("note = 69", "nota = 69", "“link” has nota, which nothing reads — did you mean note?"),
        ("{at = 0, ms = 28}", "7", "“link” has the strike 7 — write it as {at = 0, ms = 110}"),
        ("{at = 0, ms = 28}", "{at = 0}", "a strike of “link” has no ms — write ms = …"),
        ("{at = 0, ms = 28}", "{at = 0, ms = true}", "has ms = True — write a whole number"),
        ('kind = "sounds"', "", "the file has no kind — write kind = …"),
        ('kind = "sounds"', "kind = sounds", "not TOML"),
        ("note = 69", "note = 70", "“link” has the note 70 — use a C, D, E, G or A"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(wrong: str, right: str, message: str) -> None:
    """The player mends that line; until then there are no sounds."""
    text = SOURCE.replace(wrong, right, 1)
    sounds, problems = read_sounds(text, TIMBRES, "sounds.toml")

    assert sounds is None
    told = " · ".join(str(problem) for problem in problems)
    assert message in told
    assert "sounds.toml:" in told


def test_the_shipped_file_is_read() -> None:
    """Twelve sounds, five of them the levels of a heading."""
    sounds, problems = read_sounds(SOURCE, TIMBRES, "sounds.toml")

    assert problems == []
    assert sounds is not None
    assert sounds.to_json() == SHIPPED
