"""The README names commands with the keys that play them, and they do."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"\*([a-z][a-z ]*)\*(?: \+ number)? \(`(\d[\d ]*)`\)")
"""*phrase* (`keys`): a command, and how it is played."""


def languages() -> tuple[dict[str, str], dict[str, set[str]]]:
    """Give the command of each phrase, and the keys of each command."""
    folder = ROOT / "extension" / "languages"
    commands = json.loads((folder / "commands.json").read_text())["commands"]
    by_phrase = {phrase: one["name"] for one in commands for phrase in one["phrases"]}
    keys: dict[str, set[str]] = {}
    for name in ("base", "swift"):
        for word in json.loads((folder / f"{name}.json").read_text())["words"]:
            for command in word["means"]:
                keys.setdefault(command, set()).add(" ".join(map(str, word["keys"])))
    return by_phrase, keys


@pytest.mark.parametrize(
    ("phrase", "played"), NAMED.findall((ROOT / "README.md").read_text(encoding="utf-8"))
)
def test_the_keys_in_the_readme_play_the_command(phrase: str, played: str) -> None:
    """Each phrase with keys behind it is a command, and these keys are its own."""
    by_phrase, keys = languages()

    assert phrase in by_phrase
    assert played in keys[by_phrase[phrase]]
