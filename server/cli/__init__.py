"""`rubato COMMAND`: one table of commands; a command's module is imported when it is called.

Each module of the table has `add_parser(subparsers)`, which adds a parser under its name, and
`run(args) -> int`, which gives the exit code: 0 done, 1 an expected failure, 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from server.core.errors import RubatoError

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("run", "server.cli.run", "start the server and the browser together"),
    ("browser", "server.cli.browser", "start a browser with the extension, paired"),
    ("extension", "server.cli.extension", "where the extension lies, and how to load it"),
    ("demo", "server.cli.demo", "play a performance in a browser and print what it does"),
    ("serve", "server.cli.serve", "start the server"),
    ("ports", "server.cli.ports", "list MIDI keyboards, and hear what they play"),
    ("pair", "server.cli.pair", "make a code that pairs the extension with the server"),
    ("users", "server.cli.users", "list, add and remove people, answer who asks to be an admin"),
    ("audit", "server.cli.audit", "who did what, and when"),
    ("doctor", "server.cli.doctor", "look at this installation, and say how to mend it"),
    ("services", "server.cli.services", "list, start and stop what runs beside the server"),
    ("update-check", "server.cli.update_check", "ask whether there is a newer Rubato"),
    ("backup", "server.cli.backup", "make, try, list and thin out backups"),
    ("restore", "server.cli.restore", "put a backup back, and what was there aside"),
    ("export", "server.cli.export", "write everything that is yours into one archive"),
    ("import", "server.cli.importing", "take in what `rubato export` wrote"),
    ("migrate", "server.cli.migrate", "bring the database to this version, or to another place"),
    ("tokens", "server.cli.tokens", "make, list and revoke tokens of programs"),
    ("config", "server.cli.config", "show every setting and where it comes from"),
    ("languages", "server.cli.languages", "check, list, chart and compile the languages one plays"),
    ("transcribe", "server.cli.transcribe", "write a recording down, as text or subtitles"),
    ("voice-dataset", "server.cli.voice_dataset", "make clips to train a voice from"),
    ("voices", "server.cli.voices", "list, install, try, add and remove voices"),
    ("sessions", "server.cli.sessions", "show, strip and convert recorded sessions"),
    ("replay", "server.cli.replay", "replay a session in a browser, and tell what differed"),
    ("recordings", "server.cli.recordings", "list, add, show, cut, rate and delete recordings"),
    ("eval", "server.cli.eval", "measure how well passages are found, over a judged collection"),
    ("load", "server.cli.load", "put files, folders and web pages into the library"),
    ("topics", "server.cli.topics", "list, make, rename, merge and delete topics"),
    ("embedder", "server.cli.embedder", "show and change what finds passages by their meaning"),
    ("personas", "server.cli.personas", "who answers: list, import, export and delete personas"),
    ("search", "server.cli.search", "find passages in your documents"),
    ("taste", "server.cli.taste", "learn what you like from your ratings, and forget it"),
    ("words", "server.cli.words", "the dictionary: find, make, change, import and export words"),
    ("ask", "server.cli.ask", "ask a question, answered from your documents"),
    ("inquiries", "server.cli.inquiries", "list, show, review and export what was asked"),
    ("youtube", "server.cli.youtube", "sign in to your channel on YouTube, and out"),
    ("timestep", "server.cli.timestep", "do the chores: one step now, or by cron or systemd"),
    ("comments", "server.cli.comments", "find comments under your videos, decide on the replies"),
    ("decode", "server.cli.decode", "print the words that a MIDI file plays"),
    ("analyze", "server.cli.analyze", "print the words, phrases and takes of a recording"),
)
"""Name, module, help line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what the user can mend is one line on stderr, never a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except RubatoError as error:
        print(f"rubato: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us (`| head`) has left
        return 0
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    # Taken out first, so that every command and action of a command takes it, at any place.
    taken, words = _config_parser().parse_known_args(words)
    parser = argparse.ArgumentParser(
        prog="rubato",
        description="Play the web from a MIDI keyboard and by voice.",
        parents=[_config_parser()],
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    subparsers = parser.add_subparsers(metavar="COMMAND")
    # The first word decides; only its module is worth importing.
    wanted = next((word for word in words if not word.startswith("-")), None)
    for name, module, line in COMMANDS:
        if name == wanted:
            _add_command(subparsers, name, module)
        else:
            subparsers.add_parser(name, help=line, add_help=False)
    args = parser.parse_args(words)
    if args.version:
        print(f"rubato {rubato_version()}")
        return 0
    if "run" not in args:
        parser.print_help()
        return 0 if not words else 2
    args.config = taken.config
    code: int = args.run(args)
    return code


def _config_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rubato", add_help=False, allow_abbrev=False)
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="a settings file, over the user's own"
    )
    return parser


def _add_command(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, module: str
) -> None:
    command = import_module(module)
    command.add_parser(subparsers)
    subparsers.choices[name].set_defaults(run=command.run)


def rubato_version() -> str:
    """Give the installed version."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (30 ms)

    try:
        return version("rubato")
    except PackageNotFoundError:
        return "unknown"
