"""What reads files from elsewhere, one row each: its seeds, and how it is called.

A reader gives a value, tells what is wrong, or raises one of our errors.  Anything else it raises
is a defect, and so is more than a second of work, or 64 times as much memory as there is file.
"""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.adapters.readers.feed import read_feed
from server.adapters.settings_files import dotenv_layer, file_layer, keep_text
from server.cli.reader_worker import READERS
from server.core.chat.persona_file import personas_of
from server.core.chat.prompts import prompts_of
from server.core.dictionary.forms import FORMS, Form
from server.core.errors import RubatoError
from server.core.language_toml import read_commands, read_language
from server.core.layers import resolve
from server.core.multipart import MultipartReader
from server.core.old_recording import from_old, is_old
from server.core.people import read_people
from server.core.recording_content import checked_content, kind_of
from server.core.session_file import Reading, read_session
from server.core.smf import MidiFile, read_smf
from server.core.sound_toml import read_sounds
from server.core.takes import marks_in_writing, take_by_hand, takes_in
from server.core.transcript_reading import read_transcript
from tests.fuzz import seeds

Call = Callable[[bytes], Any]


@dataclass(frozen=True, slots=True)
class Target:
    """One reader."""

    name: str
    call: Call
    seeds: Callable[[], Iterable[bytes]]
    refuses: tuple[type[Exception], ...] = (RubatoError,)
    """What it may raise."""


def _text(read: Callable[[str], Any]) -> Call:
    """Call what reads texts; those from files are UTF-8, and else refused before."""

    def call(data: bytes) -> Any:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return read(text)

    return call


def _pairing(data: bytes) -> None:
    read = read_smf(data)
    if isinstance(read, MidiFile):
        takes_in(read)


def _old(data: bytes) -> None:
    read = read_session(data)
    if isinstance(read, Reading) and is_old(list(read.session.entries)):
        from_old(list(read.session.entries))


def _settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rubato.toml"
        file.write_bytes(data)
        resolve([file_layer(file)])
        keep_text(file, "voice", "a")


def _dotenv(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / ".env"
        file.write_bytes(data)
        resolve([dotenv_layer(file)])


def _uploaded(data: bytes) -> None:
    kind = kind_of("upload.mid", data[:64])
    checked_content(kind, data)
    checked_content("transcript", data)


def _multipart(data: bytes) -> None:
    form = MultipartReader("b")
    for at in range(0, len(data), 7):
        list(form.feed(data[at : at + 7]))
    form.end()


def _takes(text: str) -> None:
    marks_in_writing(text)
    take_by_hand(text)


def _transcript(kind: str) -> Call:
    return _text(lambda text: read_transcript(text, kind))


def _form(form: Form) -> Call:
    return _text(lambda text: form.read(text, "x"))


TARGETS = (
    Target("midi", read_smf, seeds.midi),
    Target("session", read_session, seeds.midi),
    Target("pairing", _pairing, seeds.midi),
    Target("old recording", _old, seeds.midi),
    Target("uploaded", _uploaded, seeds.midi),
    Target("language", _text(read_language), seeds.languages),
    Target("commands", _text(read_commands), seeds.languages),
    Target("people", _text(read_people), seeds.people),
    Target("sounds", _text(lambda text: read_sounds(text, seeds.timbres())), seeds.sounds),
    Target("personas", _text(personas_of), seeds.personas),
    Target("prompts", _text(lambda text: prompts_of([("prompts.toml", text)])), seeds.prompts),
    *(
        Target(f"import {form.name}", _form(form), seeds.dictionary(form))
        for form in FORMS.values()
    ),
    Target("settings", _settings, seeds.settings),
    Target("dotenv", _dotenv, seeds.dotenv),
    *(
        Target(f"transcript {kind}", _transcript(kind), seeds.transcripts)
        for kind in ("srt", "vtt", "txt", "json")
    ),
    Target("subtitles", lambda data: READERS["subtitles"](data, "a.srt"), seeds.transcripts),
    Target("feed", read_feed, seeds.feeds),
    Target("form", _multipart, seeds.forms),
    Target("takes", _text(_takes), seeds.takes),
)
BY_NAME = {target.name: target for target in TARGETS}
