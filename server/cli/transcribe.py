"""`rubato transcribe FILE`: writes a recording down, as text or subtitles."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from server.cli.opened import add_flags, settings_of
from server.cli.scribes import transcription_of
from server.cli.written import write_whole
from server.core.errors import InvalidError, NotFoundError
from server.core.language_names import language_code
from server.core.transcript import Asked, Progress, Segment
from server.core.transcript_formats import FORMATS, Transcript
from server.services.transcription import Transcription

EPILOG = """\
examples:
  rubato transcribe evening.mp3
  rubato transcribe evening.mp3 --format srt --output evening.srt
  rubato transcribe abend.m4a --language de --whisper-model small

Without a faster-whisper model pocketsphinx writes: English only, without punctuation, and with a
mistake in about every eighth word. Nothing is sent anywhere.
Exit code: 0 written; 1 there is no sound in the file, or it cannot be read; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato transcribe`."""
    parser = subparsers.add_parser(
        "transcribe",
        help="write a recording down, as text or subtitles",
        description="Write a recording down: any sound or video file that ffmpeg reads.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("file", metavar="FILE", type=Path, help="a sound or video file")
    add("--format", choices=FORMATS, help="how it is written (by the output's name, else text)")
    add("--language", type=_language, help="the language spoken, such as en (guessed)")
    add("--prompt", default="", help="words and names that are likely, for faster-whisper")
    add("--model", default="", help="pocketsphinx or faster-whisper (the best there is)")
    add("--output", metavar="FILE", type=Path, help="where to write (the terminal)")
    add("--force", action="store_true", help="write over an output that is there")
    add_flags(parser, "whisper_model", "transcription_minutes")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write it down."""
    if not args.file.is_file():
        raise NotFoundError(f"there is no file {args.file}")
    if args.output is not None and args.output.exists() and not args.force:
        raise InvalidError(f"{args.output} is there already; --force writes over it")
    made = FORMATS[args.format or _by_name(args.output)]
    settings = settings_of(args)
    transcription = transcription_of(settings, _Quiet())
    try:
        transcript = _written(args, transcription, 60 * settings.transcription_minutes)
    finally:
        transcription.close()
    text = made.write(transcript)
    if args.output is None:
        sys.stdout.write(text)
    else:
        write_whole(args.output, text)
    return 0


def _written(args: argparse.Namespace, transcription: Transcription, longest: int) -> Transcript:
    scribe = transcription.pick(args.model, args.language)
    if scribe.limits:
        print(f"rubato: {scribe.name} writes. {scribe.limits}", file=sys.stderr)
    asked = Asked(args.prompt)
    told = scribe.transcribe_file(str(args.file.resolve()), longest, args.language, asked)
    return _whole(told)


def _whole(steps: Iterable[Segment | Progress]) -> Transcript:
    """Gather what is written, with progress on a terminal."""
    segments: list[Segment] = []
    total, shown = 0, sys.stderr.isatty()
    for told in steps:
        if isinstance(told, Segment):
            segments.append(told)
            continue
        total = told.total_ms
        if shown and total:
            done = f"{100 * told.done_ms // total} % of {total / 60_000:.1f} minutes"
            print(f"\r{done}", end="", file=sys.stderr, flush=True)
    if shown:
        print(file=sys.stderr)
    both = frozenset({"segment", "word"})
    return Transcript(segments, total, granularities=both)


def _by_name(output: Path | None) -> str:
    kind = output.suffix[1:] if output is not None else ""
    return {"json": "verbose_json"}.get(kind, kind if kind in FORMATS else "text")


def _language(text: str) -> str:
    code = language_code(text)
    if code is None:
        raise argparse.ArgumentTypeError(f"{text} is no language: write two letters, such as en")
    return code


class _Quiet:
    """A log that nobody reads."""

    def info(self, event: str, **facts: object) -> None:
        """Say nothing."""

    warning = error = info
