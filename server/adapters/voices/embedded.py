"""The voices of the embedded espeak: a file each, in the data that piper-tts brings."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from server.adapters.voices.espeak_library import piper_folder
from server.core.errors import UnavailableError
from server.core.voices import Voice, tag

RATE = 22_050
"""Samples a second: what espeak speaks in."""


@cache
def embedded_voices() -> Sequence[Voice]:
    """List them, by language; none where piper-tts is not installed."""
    try:
        folder = piper_folder() / "espeak-ng-data" / "lang"
    except UnavailableError:
        return ()
    files = (path for path in folder.rglob("*") if path.is_file())
    voices = (_voice(path, path.relative_to(folder).as_posix()) for path in files)
    return sorted((voice for voice in voices if voice), key=lambda voice: voice.id)


def _voice(path: Path, source: str) -> Voice | None:
    """Read one file: lines of a word and what it says, `name German`, `language de`."""
    facts = dict(_facts(path))
    if "language" not in facts:
        return None
    language = facts["language"].split()[0].lower()
    name = facts.get("name", language).partition("//")[0].strip()
    return Voice(f"espeak-{language}", name, tag(language), "espeak", RATE, source)


def _facts(path: Path) -> Iterator[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for line in reversed(lines):  # so that the first of each is what a dict keeps
        word, _, rest = line.strip().partition(" ")
        if rest:
            yield word, rest.strip()
