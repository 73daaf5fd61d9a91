"""The MIDI file reader on the files beside the repository: every corner of the format, and music.

Their names say what each tests; what is no valid file is listed here with what is said of it.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import mido
import pytest

from server.core.smf import MidiFile, NotMidi, read_smf

REFUSED = {
    "test-empty-file.mid": "empty",
    "test-not-a-midi-file.mid": "no-track",
    "test-syx-7e-06-01-id-request.syx": "sysex-dump",
}
WARNED = {
    "test-2-tracks-type-0.mid": {"format-0-tracks"},
    "test-corrupt-file-extra-byte.mid": {"stray-bytes"},
    "test-corrupt-file-missing-byte.mid": {"truncated"},
    "test-running-status-metaevent.mid": {"running-status"},
    "test-running-status-sysex.mid": {"running-status"},
}
C_MAJOR = [60, 62, 64, 65, 67, 69, 71, 72]
SCALES = (
    "c-major-scale",
    "corrupt-file-*",
    "illegal-message-*",
    "non-midi-track",
    "running-status-*",
    "smpte-offset",
    "vlq-*",
)
"""Files whose text says: you must hear a C major scale."""


@pytest.fixture(scope="module")
def files(shared: Callable[[str], Path]) -> list[Path]:
    """List all files."""
    found = [path for name in ("spec/midi", "seed") for path in shared(f"midi/{name}").iterdir()]
    return sorted(found)


def expected_warnings(path: Path) -> set[str]:
    """Say what is to be said of a file."""
    illegal = path.name.startswith("test-illegal-message-")
    return {"system-message"} if illegal else WARNED.get(path.name, set())


def test_every_file_is_read_or_refused(files: list[Path]) -> None:
    """Three are refused, each for its reason."""
    results = {path.name: read_smf(path.read_bytes()) for path in files}

    refused = {name: r.reason for name, r in results.items() if isinstance(r, NotMidi)}
    assert refused == REFUSED


def test_valid_files_are_read_without_a_warning(files: list[Path]) -> None:
    """The others with just the one that is theirs."""
    for path in files:
        result = read_smf(path.read_bytes())
        if isinstance(result, MidiFile):
            codes = {flaw.code for flaw in result.warnings}
            assert (path.name, codes) == (path.name, expected_warnings(path))


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_is_heard(name: str, shared: Callable[[str], Path]) -> None:
    """Whatever stands in the way of it."""
    paths = list(shared("midi/spec/midi").glob(f"test-{name}.mid"))

    assert paths
    for path in paths:
        result = read_smf(path.read_bytes())
        assert isinstance(result, MidiFile)
        assert (path.name, [note.number for note in result.notes]) == (path.name, C_MAJOR)
        assert [round(note.duration) for note in result.notes] == [500] * 8


@pytest.mark.long
def test_the_notes_are_those_that_mido_plays(files: list[Path]) -> None:
    """Wherever mido reads the file: the same keys down and up, within a tenth of a millisecond."""
    compared = 0
    for path in files:
        result = read_smf(path.read_bytes())
        expected = mido_plays(path)
        if isinstance(result, MidiFile) and expected is not None:
            played = we_play(result)
            assert (path.name, played.keys()) == (path.name, expected.keys())
            for message, times in expected.items():
                assert played[message] == pytest.approx(times, abs=0.1)
            compared += 1

    assert compared > 80


Played = dict[tuple[int, int, int], list[float]]
"""(channel, number, velocity, 0 for a release) → its times in milliseconds, rising."""


def mido_plays(path: Path) -> Played | None:
    """Play a file with mido, but for releases of silent keys; None where mido can't."""
    try:
        messages = list(mido.MidiFile(path))
    except (OSError, EOFError, ValueError, TypeError):
        return None
    now, found, held = 0.0, Played(), Counter[tuple[int, int]]()
    for message in messages:
        now += message.time * 1000
        if message.type in ("note_on", "note_off"):
            key = (message.channel, message.note)
            pressed = message.velocity if message.type == "note_on" else 0
            if pressed or held[key]:
                held[key] += 1 if pressed else -1
                found.setdefault((*key, pressed), []).append(now)
    return found


def we_play(result: MidiFile) -> Played:
    """Put our notes in the same words."""
    found = Played()
    for note in result.notes:
        key = (note.channel, note.number)
        found.setdefault((*key, note.velocity), []).append(note.onset)
        found.setdefault((*key, 0), []).append(note.onset + note.duration)
    return {message: sorted(times) for message, times in found.items()}
