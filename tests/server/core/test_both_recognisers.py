"""Both recognisers hear the same in performances of erring hands, to the byte."""

import hashlib
import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.performances import Event, line, performances
from server.core.lexicon import Lexicon
from server.core.recogniser import feed, start
from tests.server.core.performances import ROOT, shipped_lexicon

PLAYER = ROOT / "tests" / "extension" / "core" / "play_performances.js"
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("safe", "numbers-decimal", "none"),
    ("fast", "numbers-decimal", "talk"),
    ("safe", "numbers-binary", "piano-off"),
    ("fast", "numbers-binary", "none"),
)
"""Profile, numbers, pedal; each has a fourth of the 100,000 performances of `make test`."""


def hashed(lexicon: Lexicon, events: list[Event]) -> str:
    """Play a performance; hash the bytes of its effects and last state."""
    state, heard = start(lexicon), []
    for event in events:
        state, effects = feed(lexicon, state, event)
        heard.append(effects)
    text = json.dumps([heard, state], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize("setting", SETTINGS, ids=" ".join)
@pytest.mark.parametrize("count", [1_000, pytest.param(25_000, marks=pytest.mark.long)])
def test_effects_are_the_same_bytes_in_both_languages(
    setting: Any, count: int, tmp_path: Path
) -> None:
    """Performances with errors of every kind, chords and voices, at any tempo."""
    profile, numbers, pedal = setting
    languages = ("base", "swift", numbers)
    lexicon = shipped_lexicon(profile, languages, pedal)
    options = {"profile": profile, "pedal": pedal}
    played = list(performances(lexicon, count, Random(" ".join(setting))))
    file = tmp_path / "performances"
    head = json.dumps({"languages": languages, "options": options})
    file.write_text("\n".join([head, *map(line, played)]), encoding="utf-8")
    ours = [hashed(lexicon, events) for events in played]
    theirs = subprocess.run(
        ["node", PLAYER, file], capture_output=True, text=True, check=True
    ).stdout.split()
    wrong = [events for events, a, b in zip(played, ours, theirs, strict=True) if a != b]

    assert wrong[:1] == []


@pytest.mark.parametrize("profile", ["safe", "fast"])
def test_both_compilers_make_the_same_lexicon(profile: str) -> None:
    """The lexicon of the shipped languages is the same JSON from Python and JavaScript."""
    script = (
        "import { shippedLexicon } from './tests/extension/core/performances.js';"
        f"process.stdout.write(JSON.stringify(shippedLexicon({{ profile: '{profile}' }})));"
    )
    theirs = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    ours = json.dumps(shipped_lexicon(profile).to_json(), separators=(",", ":"))

    assert json.loads(theirs) == json.loads(ours)
