"""`rubato analyze FILE`: what a recording holds: words, phrases that come back, figures, takes.

With --json it prints one object:

    {"file", "format", "length", "notes", "lowest", "languages": ["base", ...],
     "takes":    [{"number", "start_ms", "end_ms", "name"}],
     "parts":    [{"name", and the figures of `server/core/playing_figures.py`}],
     "words":    [{"word", "language", "keys", "voice", "first", "last", "start_ms", "end_ms"}],
     "repeats":  [{"voice", "by", "shape", "notes", "count", "times"}],
     "compared": [{"first", "second", "same", "tempo",
                   "differences": [{"kind", "first", "second", "ms", "off"}]}],
     "warnings": [{"offset", "code", "message"}]}

Times are milliseconds; those of differences count from the start of the second take. A refused file
gives {"file", "refused": {"reason", "offset", "message"}} and the exit code 1.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from server.adapters.language_texts import LanguageFolder
from server.cli.analyzed_text import report
from server.cli.decode import file_bytes, note_number, print_text, refuse, warn
from server.cli.opened import settings_of
from server.core.errors import InvalidError, NotFoundError
from server.core.language import Language
from server.core.language_toml import read_language
from server.core.session_file import write_session
from server.core.session_json import read_session_json
from server.core.smf import MidiFile, NotMidi, read_smf
from server.core.takes import Take, take_by_hand, takes_in
from server.paths import data_path
from server.services.analysing import Analysis, analyse, lowest_of
from server.services.language_sources import load

DEFAULT_LANGUAGES: Final = ("base",)

EPILOG: Final = """\
examples:
  rubato analyze evening.mid
  rubato analyze evening.mid --takes
  rubato analyze evening.mid --take 0:05-5:54 --take 7:04-12:56
  rubato analyze evening.mid --language base --language mine.toml --json > evening.json

Words are looked for among all notes and in each voice: each track and channel, or where there is
but one, each hand, by which of the two hands is nearer. Takes are found by texts (TRIAL#1, END) or
by the keys A0 or C8 (begins) and B7 (ends) struck for themselves; each is compared with the one
before it. FILE is a MIDI file, also a damaged one, or a session, as MIDI or JSON; - reads stdin.
Exit code: 0 analyzed, with or without warnings; 1 no such file, or no MIDI track in it; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato analyze`."""
    parser = subparsers.add_parser(
        "analyze",
        help="print what a recording holds",
        description="Print the words, phrases and takes of a recording, and how it was played.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a MIDI file or a session")
    add(
        "--language",
        action="append",
        metavar="NAME",
        help="a language whose words are looked for, or its .toml file; again for another (base)",
    )
    add("--takes", action="store_true", help="print only takes and how they differ, note by note")
    add("--take", action="append", metavar="START-END", help="a take by hand, as 1:05-2:30; again")
    add(
        "--lowest",
        type=note_number,
        metavar="NOTE",
        help="MIDI note of the lowest of the 25 keys (the session's, else the setting)",
    )
    add("--json", action="store_true", help="print one JSON object, for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, analyze and print."""
    data = file_bytes(args.file)
    recording = read_smf(_as_midi(data))
    if isinstance(recording, NotMidi):
        return refuse(args, recording)
    warn(args.file, recording)
    languages = _languages(args.language or DEFAULT_LANGUAGES)
    lowest = _lowest(args, recording)
    found = analyse(recording, languages, lowest, _takes(args.take or (), recording))
    if args.json:
        facts = {"lowest": lowest, "languages": [language.name for language in languages]}
        print(json.dumps(as_json(args.file, recording, found, facts), indent=2))
    else:
        print_text(report(args.file, recording, found, only_takes=args.takes))
    return 0


def _as_midi(data: bytes) -> bytes:
    """Bring a session in JSON into the form of the others."""
    if data.lstrip()[:1] != b"{":
        return data
    read = read_session_json(data.decode(errors="replace"))
    return write_session(read.session.header or {}, read.session.entries) if read else data


def _lowest(args: argparse.Namespace, recording: MidiFile) -> int:
    """Give the lowest key: as asked for, else the session's own, else the setting."""
    if args.lowest is not None:
        return int(args.lowest)
    own = lowest_of(recording)
    return settings_of(args).lowest_note if own is None else own


def _takes(by_hand: Sequence[str], recording: MidiFile) -> Sequence[Take]:
    if by_hand:
        return [take_by_hand(text, number) for number, text in enumerate(by_hand, 1)]
    return takes_in(recording)


def _languages(names: Sequence[str]) -> list[Language]:
    sources = load(LanguageFolder(data_path("languages")))
    known = {language.name: language for language in sources.languages}
    found = []
    for name in dict.fromkeys(names):
        if name.endswith(".toml"):
            found.append(_own(name))
        elif name in known:
            found.append(known[name])
        else:
            choice = ", ".join(sorted(known))
            raise NotFoundError(f"there is no language {name}; choose of {choice}, or a .toml file")
    return found


def _own(name: str) -> Language:
    language, problems = read_language(file_bytes(name).decode(errors="replace"), Path(name).name)
    if language is None:
        raise InvalidError("\n".join(map(str, problems)))
    for problem in problems:
        print_text(f"rubato: {problem}", sys.stderr)
    return language


def as_json(
    name: str, recording: MidiFile, found: Analysis, facts: dict[str, Any]
) -> dict[str, Any]:
    """Give the object that the caption of this file shows."""
    return {
        "file": name,
        "format": recording.format,
        "length": round(recording.length, 3),
        "notes": len(recording.notes),
        **facts,
        "takes": [asdict(take) for take in found.takes],
        "parts": [{"name": part.name, **asdict(part.figures)} for part in found.parts],
        "words": [asdict(word) for word in found.words],
        "repeats": [
            {
                "voice": each.voice,
                **{key: getattr(each.phrase, key) for key in ("by", "shape", "notes", "count")},
                "times": each.times,
            }
            for each in found.repeats
        ],
        "compared": [
            {"first": each.first.number, "second": each.second.number, **asdict(each.comparison)}
            for each in found.compared
        ],
        "warnings": [asdict(flaw) for flaw in recording.warnings],
    }
