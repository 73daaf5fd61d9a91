"""`rubato decode FILE.mid`: the words that a recording plays, with their values and times.

With --json it prints one object:

    {"file": "x.mid", "format": 1, "length": 12345.0, "lowest": 48, "languages": ["base", ...],
     "tracks":   [{"index", "name", "instrument", "notes", "length",
                   "programs": [{"channel", "program", "name"}]}],
     "rows":     [{"ms", "since", "keys", "track", and what was decided}],
     "warnings": [{"offset", "code", "message"}]}

Times are milliseconds, offsets bytes; tracks and channels count from 0. What rows decide is listed
in `server/services/decoding.py`. A refused file gives {"file", "refused": {"reason", "offset",
"message"}} and the exit code 1.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from server.adapters.language_texts import LanguageFolder
from server.cli.decoded_text import report
from server.cli.opened import settings_of
from server.core.compiler import Options, compile_lexicon
from server.core.errors import InvalidError, NotFoundError
from server.core.instruments import instrument
from server.core.lexicon import Lexicon
from server.core.smf import MidiFile, NotMidi, Track, read_smf
from server.paths import data_path
from server.services.decoding import Row, decode
from server.services.language_sources import PROFILES, load

DEFAULT_LANGUAGES: Final = "base,swift,numbers-decimal"
PEDALS: Final = ("none", "piano-off", "talk")

EPILOG: Final = """\
examples:
  rubato decode evening.mid
  rubato decode evening.mid --json > words.json
  rubato decode evening.mid --track 1 --lowest 36
  rubato decode evening.mid --languages base,swift,numbers-binary
  cat evening.mid | rubato decode -

All tracks are decoded as one performance, in the order of their notes; only in a file of format 2,
whose tracks do not sound together, each is decoded for itself. Notes outside the 25 keys are music
and pass; so do keys that were only brushed.

A damaged file is read up to its damage: what is wrong stands on stderr, with its place in bytes.
Exit code: 0 decoded, with or without warnings; 1 no such file, or no MIDI track in it; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato decode`."""
    parser = subparsers.add_parser(
        "decode",
        help="print the words that a MIDI file plays",
        description="Print the words that a recording plays, with their values and times in ms.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", metavar="FILE.mid", help="a Standard MIDI File, also a damaged one; - reads stdin")
    add("--json", action="store_true", help="print one JSON object, for programs")
    add(
        "--lowest",
        type=note_number,
        metavar="NOTE",
        help="MIDI note of the lowest of the 25 keys (the setting lowest_note, else 48)",
    )
    add(
        "--languages",
        type=_names,
        default=DEFAULT_LANGUAGES,
        metavar="NAME,NAME",
        help="active languages (%(default)s)",
    )
    add("--track", type=int, metavar="N", help="decode this track only, counted from 0")
    add("--profile", choices=PROFILES, default="safe", help="of the swift words (%(default)s)")
    add("--pedal", choices=PEDALS, default="none", help="what the pedal means (%(default)s)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, decode and print."""
    data = file_bytes(args.file)
    lowest = settings_of(args).lowest_note if args.lowest is None else args.lowest
    lexicon, unknown = _lexicon(args.languages, Options(args.profile, args.pedal))
    if lexicon is None:
        return _usage(unknown)
    recording = read_smf(data)
    if isinstance(recording, NotMidi):
        return refuse(args, recording)
    warn(args.file, recording)
    if args.track is not None and not 0 <= args.track < len(recording.tracks):
        return _usage(
            f"there is no track {args.track}; the last one is {len(recording.tracks) - 1}"
        )
    rows = decode(recording, lexicon, lowest, args.track)
    if args.json:
        facts = {"file": args.file, "lowest": lowest, "languages": args.languages}
        print(json.dumps(as_json(recording, rows, facts), indent=2))
    else:
        print_text(report(args.file, recording, rows))
    return 0


def as_json(recording: MidiFile, rows: Sequence[Row], facts: dict[str, Any]) -> dict[str, Any]:
    """Give the object that the caption of this file shows."""
    return {
        "file": facts["file"],
        "format": recording.format,
        "length": round(recording.length, 3),
        "lowest": facts["lowest"],
        "languages": facts["languages"],
        "tracks": [_track(track) for track in recording.tracks],
        "rows": [row.to_json() for row in rows],
        "warnings": [asdict(flaw) for flaw in recording.warnings],
    }


def _track(track: Track) -> dict[str, Any]:
    programs = [
        {"channel": channel, "program": program, "name": instrument(channel, program)}
        for channel, program in track.programs
    ]
    return {**asdict(track), "length": round(track.length, 3), "programs": programs}


def file_bytes(name: str) -> bytes:
    """Read a file, or stdin where it is called "-"; raises `NotFoundError` or `InvalidError`."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {name}") from None
    except (OSError, ValueError) as error:
        raise InvalidError(f"{name} can't be read: {error}") from None


def _lexicon(names: Sequence[str], options: Options) -> tuple[Lexicon | None, str]:
    """Compile the languages; without a lexicon say which of them there is not."""
    sources = load(LanguageFolder(data_path("languages")))
    known = [language.name for language in sources.languages]
    missing = [name for name in names if name not in known]
    if missing:
        return None, f"there is no language {', '.join(missing)}; choose of {', '.join(known)}"
    lexicon, problems = compile_lexicon(sources.commands, sources.named(names), options)
    if lexicon is None:
        raise InvalidError("\n".join(f"{problem.message}: {problem.fix}" for problem in problems))
    return lexicon, ""


def refuse(args: argparse.Namespace, refusal: NotMidi) -> int:
    """Say why there is nothing to read, and give the exit code."""
    if args.json:
        print(json.dumps({"file": args.file, "refused": asdict(refusal)}, indent=2))
    print_text(f"rubato: {args.file}: {refusal.message}", sys.stderr)
    return 1


def warn(name: str, recording: MidiFile) -> None:
    """Say what is wrong with a file, and where, on stderr."""
    for flaw in recording.warnings:
        print_text(f"rubato: {name}: byte {flaw.offset}: {flaw.message}", sys.stderr)


def _usage(message: str) -> int:
    print_text(f"rubato decode: {message}", sys.stderr)
    return 2


def print_text(text: str, stream: Any = None) -> None:
    """Print what may hold any text of a file, also where the terminal knows only ASCII."""
    out = stream or sys.stdout
    encoding = out.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=out)


def note_number(text: str) -> int:
    """Read the lowest key's MIDI note, for argparse."""
    if text.isascii() and text.isdigit() and int(text) <= 103:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no lowest note: write a number from 0 to 103")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
