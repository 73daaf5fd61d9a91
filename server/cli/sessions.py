"""`rubato sessions show|strip|convert FILE`: what a session holds and reveals, and other forms."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from server.cli.session_text import shown, told
from server.cli.written import write_whole
from server.core.errors import InvalidError, NotFoundError
from server.core.old_recording import from_old, is_old
from server.core.session_file import Reading, read_session, write_session
from server.core.session_json import read_session_json, session_json
from server.core.session_log import FORMAT, Session
from server.core.session_reveals import reveals, stripped
from server.core.smf_wrappers import NotMidi

LARGEST: Final = 64_000_000
"""Bytes; a session of a whole day is a tenth of this."""

EPILOG: Final = """\
examples:
  rubato sessions show evening.mid
  rubato sessions show evening.mid --json
  rubato sessions strip evening.mid --output evening-bare.mid
  rubato sessions convert evening.mid --text
  rubato sessions convert evening.json --midi --output evening.mid

A FILE is a session as Rubato saves it (.mid), one as JSON, or any MIDI file: a recording, also one
of the earlier Rubato. A damaged one is read up to its damage; what is wrong stands on stderr.
Files are written whole or not at all, and never over one that is there.
Exit code: 0 done; 1 no such file, or nothing in it to read; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato sessions` with its actions."""
    parser = subparsers.add_parser(
        "sessions",
        help="show, strip and convert recorded sessions",
        description="Say what a session holds and reveals, take that out, write other forms.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    show = actions.add_parser("show", help="what it holds, and what it reveals")
    show.add_argument("--json", action="store_true", help="print one JSON object, for programs")
    show.set_defaults(act=run_show)
    strip = actions.add_parser("strip", help="take out what it reveals; notes and commands stay")
    strip.set_defaults(act=run_strip)
    convert = actions.add_parser("convert", help="write it as text, JSON or MIDI")
    form = convert.add_mutually_exclusive_group(required=True)
    for name in ("text", "json", "midi"):
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name)
    convert.set_defaults(act=run_convert)
    for action in (show, strip, convert):
        action.add_argument("file", type=Path, metavar="FILE")
    for action in (strip, convert):
        action.add_argument("-o", "--output", type=Path, metavar="OUT", help="the file to write")


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    code: int = args.act(args)
    return code


def run_show(args: argparse.Namespace) -> int:
    """Print what a session holds, and what it reveals."""
    session = read_file(args.file)
    if args.json:
        facts = {"header": session.header, "tracks": session.tracks, "length": session.length}
        print(json.dumps({**facts, "reveals": asdict(reveals(session))}, indent=2))
    else:
        _print(shown(args.file.name, session))
    return 0


def run_strip(args: argparse.Namespace) -> int:
    """Write the session without what it reveals, beside it where no other place is named."""
    session = stripped(read_file(args.file))
    out = args.output or args.file.with_name(f"{args.file.stem}-stripped{args.file.suffix}")
    as_json = out.suffix.lower() == ".json"
    _write(out, session_json(session) if as_json else _midi(session))
    print(f"wrote {out}: {len(session.entries)} entries; notes, words and commands stayed")
    return 0


def run_convert(args: argparse.Namespace) -> int:
    """Write it in another form, to a file or to stdout."""
    session = read_file(args.file)
    content = FORMS[args.form](session)
    if args.output:
        _write(args.output, content)
        print(f"wrote {args.output}")
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        _print(content.removesuffix("\n"))
    return 0


def _midi(session: Session) -> bytes:
    return write_session(session.header or {}, session.entries)


FORMS: Final[dict[str, Callable[[Session], str | bytes]]] = {
    "text": told,
    "json": session_json,
    "midi": _midi,
}


def read_file(file: Path) -> Session:
    """Read a session, or what is made of a recording; its flaws are said on stderr."""
    reading = _parsed(file, _bytes(file))
    for flaw in reading.flaws:
        _print(f"rubato: {file}: byte {flaw.offset}: {flaw.message}", sys.stderr)
    session = reading.session
    entries = list(session.entries)
    if session.header is None:
        old = is_old(entries)
        # What is made of a recording is a session.
        header = {"rubato": FORMAT, "title": file.stem, "started": "", "lowest": 48}
        header |= {"languages": [], "made_by": "Rubato before sessions" if old else ""}
        session = replace(session, header=header)
        entries = from_old(entries) if old else entries
    return replace(session, entries=tuple(entries))


def _parsed(file: Path, data: bytes) -> Reading:
    if data.lstrip()[:1] == b"{":
        read = read_session_json(data.decode(errors="replace"))
        if read is None:
            raise InvalidError(f"{file} is JSON, but no session: it has no list of entries")
        return read
    reading = read_session(data)
    if isinstance(reading, NotMidi):
        raise InvalidError(f"{file}: {reading.message}")
    return reading


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise InvalidError(f"{file} is larger than any session")
        return file.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {file}") from None
    except (OSError, ValueError) as error:
        raise InvalidError(f"{file} can't be read: {error}") from None


def _write(out: Path, content: str | bytes) -> None:
    if out.exists():
        raise InvalidError(f"{out} is there already; name another with --output")
    write_whole(out, content)


def _print(text: str, stream: Any = None) -> None:
    """Print what may hold any text of a file, also where the terminal knows only ASCII."""
    out = stream or sys.stdout
    encoding = out.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=out)
