"""`rubato voice-dataset`: recordings with reviewed transcripts → clips to train a voice from."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from server.adapters.dataset_folder import DatasetFolder
from server.adapters.noise_reduction import NoiseReduction
from server.adapters.raw_sound import RawSound
from server.adapters.sound_files import decode
from server.adapters.voices.number_words import number_words
from server.core.errors import InvalidError, NotFoundError, RubatoError
from server.core.noise import Samples
from server.core.spoken_text import spoken
from server.core.transcript_reading import READERS, Line, read_transcript
from server.core.voice_set import RATE, Row, metadata, report, summary
from server.core.wordings import WORDINGS
from server.services.voice_dataset import make, missing

SOUNDS = (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".webm", ".mp4", ".mkv", ".mov", ".aac")
LONGEST = 24 * 3600
"""Seconds of one recording."""

EPILOG = """\
A recording and its transcript have the same name: talk.wav and talk.srt, .vtt, .txt or .json.
Text with times has lines such as "0:05 What was said" or "What was said (0:05)"; JSON is what
rubato transcribe --format verbose_json writes. Review it first: each word must be what is said.

examples:
  rubato transcribe talk.m4a --format srt --output talk.srt     then correct talk.srt
  rubato voice-dataset talk.m4a --output my-voice
  rubato voice-dataset recordings/ --output my-voice --language de --force

What a dataset cannot take (a |, a line without text, a time after the end) is refused, with its
line.
Exit code: 0 made; 1 refused, or nothing was good enough; 2 usage."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A recording as it was given, its transcript, and the sound."""

    name: str
    lines: Sequence[Line]
    sound: RawSound

    @property
    def length_ms(self) -> int:
        """Say how long it is."""
        return self.sound.length_ms

    def blocks(self) -> Iterator[Samples]:
        """Give its sound."""
        return self.sound.blocks()

    def part(self, start_ms: int, end_ms: int) -> Samples:
        """Give a part of its sound."""
        return self.sound.part(start_ms, end_ms)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato voice-dataset`."""
    parser = subparsers.add_parser(
        "voice-dataset",
        help="make clips to train a voice from, of recordings with transcripts",
        description="Make an LJ Speech dataset of recordings with reviewed transcripts.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("recordings", nargs="+", type=Path, metavar="RECORDING", help="sound files, or folders")
    add("--output", type=Path, required=True, metavar="FOLDER", help="the dataset to make")
    add("--language", choices=sorted(WORDINGS), default="en", help="spoken (%(default)s)")
    add("--keep-noise", action="store_true", help="leave the noise of the room as it is")
    add("--force", action="store_true", help="replace a dataset that is there")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make it."""
    say = partial(spoken, language=args.language, say=number_words)
    reduce = None if args.keep_noise else NoiseReduction(RATE)
    # First, so that a name that is taken is said before hours are decoded.
    folder = DatasetFolder(args.output, RATE, force=args.force)
    found = list(_found(args.recordings))
    with tempfile.TemporaryDirectory(prefix="rubato-") as temporary:
        pairs = _pairs(found, Path(temporary))
        with folder:
            rows = []
            for row in make(pairs, folder, say, reduce):
                rows.append(row)
                _tell(row, len(rows))
            _table(rows)
            if not any(row.id for row in rows):
                raise InvalidError("No clip was good enough; the reasons stand above.")
            folder.finish(metadata(rows), report(rows))
    print(f"{args.output} is made; report.json in it says what became of each line.")
    return 0


def _found(given: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Give each recording with its transcript; raises with all that is missing at once."""
    problems = []
    for path in given:
        if path.is_dir():
            each = sorted(file for file in path.iterdir() if file.suffix.lower() in SOUNDS)
            problems += _alone(path, each)
        elif path.is_file():
            each = [path]
        else:
            raise NotFoundError(f"there is no {path}")
        for sound in each:
            transcript = _transcript(sound)
            if transcript is None:
                kinds = ", ".join(READERS)
                problems.append(f"{sound}: there is no transcript beside it ({kinds})")
            else:
                yield sound, transcript
    if problems:
        raise InvalidError("\n".join(problems))


def _transcript(sound: Path) -> Path | None:
    beside = (sound.with_suffix(f".{kind}") for kind in READERS)
    return next((file for file in beside if file.is_file()), None)


def _alone(folder: Path, sounds: Sequence[Path]) -> list[str]:
    """Name the transcripts of a folder that have no recording."""
    stems = {sound.stem for sound in sounds}
    return [
        f"{file}: line 1: there is no recording beside it ({', '.join(SOUNDS)})"
        for file in sorted(folder.iterdir())
        if file.suffix[1:].lower() in READERS and file.stem not in stems
    ]


def _pairs(found: Sequence[tuple[Path, Path]], folder: Path) -> list[Pair]:
    """Read and decode all; raises with everything that is wrong, each with its file and line."""
    pairs, problems = [], []
    for number, (sound, transcript) in enumerate(found):
        try:
            text = transcript.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(f"{transcript}: this is no text in UTF-8")
            continue
        read = read_transcript(text, transcript.suffix[1:].lower())
        problems += [f"{transcript}: {problem}" for problem in read.problems]
        raw = folder / f"{number}.raw"
        try:
            decode(sound, raw, RATE, LONGEST)
        except RubatoError as error:
            problems.append(f"{sound}: {error}")
            continue
        pairs.append(Pair(sound.stem, read.lines, RawSound(raw, RATE)))
    problems += missing(pairs)
    if problems:
        raise InvalidError("Nothing was made:\n" + "\n".join(problems))
    return pairs


def _tell(row: Row, count: int) -> None:
    """Show progress on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{count} parts, at {row.recording} line {row.line}  ", end="", file=sys.stderr)


def _table(rows: Sequence[Row]) -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"{'':<50}{'clips':>8}{'minutes':>10}")
    for outcome, clips, seconds in summary(rows):
        print(f"{outcome:<50}{clips:>8}{seconds / 60:>10.1f}")
