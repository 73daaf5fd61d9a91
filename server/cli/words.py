"""`rubato words`: the dictionary in a terminal."""

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client
from server.cli.words_done import (
    add,
    edit,
    export,
    history,
    listed,
    make,
    proposals,
    remove,
    search,
    show,
    take,
    undo,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

EPILOG = """\
examples:
  rubato words                                     every language
  rubato words list tennis
  rubato words search "12 7 12"                    by keys; by sound and meaning as well
  rubato words search forhand --by sound --in tennis
  rubato words show 12                             with where it was played
  rubato words show base "0 7 0"
  rubato words make tennis --for "Strokes and calls"
  rubato words add tennis "4 7" --says forehand --means "(noun) a stroke, palm first"
  rubato words edit 12 --keys "4 9" --says drive --says "forehand drive"
  rubato words remove 12
  rubato words export tennis --form csv > tennis.csv
  rubato words import tennis.csv --into tennis --dry-run
  rubato words history tennis
  rubato words undo tennis
  rubato words proposals accept 3

Forms of files: toml, json, csv, and plover, where keys are written 12/7/12, and 0-4-7 for a chord.
Exit code: 0 done; 1 no such word or language, or a file that cannot be used; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato words` with its actions."""
    parser = subparsers.add_parser(
        "words",
        help="the dictionary: find, make, change, import and export words",
        description="Words that people made, beside those that came with Rubato.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(act=listed, language="", json=False)
    actions = parser.add_subparsers(metavar="ACTION")
    for name, act, line, arguments in ACTIONS:
        action = actions.add_parser(name, help=line, description=line)
        action.set_defaults(act=act)
        for flags, settings in arguments:
            action.add_argument(*flags, **settings)
    # Before the action and behind it; what is not said leaves what was said before.
    for each in (parser, *actions.choices.values()):
        each.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    with server_client(args) as client:
        done, text = args.act(client, args)
    print(json.dumps(done, indent=2, ensure_ascii=False) if args.json else text)
    return 0


Argument = tuple[tuple[str, ...], dict[str, Any]]
ID: Argument = (("id",), {"type": int, "metavar": "ID", "help": "its number, as search shows it"})
LANGUAGE: Argument = (("language",), {"metavar": "LANGUAGE"})
KEYS: Argument = (("--keys",), {"metavar": "KEYS", "help": "other keys, as “12 7 12”"})
CHORD: Argument = (("--chord",), {"action": "store_true", "help": "its keys count in any order"})
TEXTS: Sequence[Argument] = [
    (("--says",), {"action": "append", "metavar": "TEXT", "help": "how it is said"}),
    (("--means",), {"action": "append", "metavar": "TEXT", "help": "as “(noun) a cat”"}),
    (("--command",), {"action": "append", "metavar": "NAME", "help": "a command that it names"}),
]  # fmt: skip
FORM: Argument = (
    ("--form",),
    {"choices": ["toml", "json", "csv", "plover"], "help": "of the file (default: by its name)"},
)
if TYPE_CHECKING:
    Act = Callable[[httpx.Client, argparse.Namespace], tuple[Any, str]]
ACTIONS: "Sequence[tuple[str, Act, str, Sequence[Argument]]]" = (
    ("list", listed, "list the languages, or the words of one",
     [(("language",), {"nargs": "?", "default": "", "metavar": "LANGUAGE"})]),
    ("search", search, "find words by keys, sound or meaning", [
        (("question",), {"metavar": "KEYS|TEXT"}),
        (("--by",), {"choices": ["any", "keys", "sound", "meaning"], "default": "any"}),
        (("--in",), {"dest": "within", "action": "append", "default": [], "metavar": "LANGUAGE"}),
        (("--limit",), {"type": int, "default": 20, "metavar": "N"}),
    ]),
    ("show", show, "a word, and where it was played in recordings", [
        (("of",), {"metavar": "ID|LANGUAGE"}),
        (("keys",), {"nargs": "?", "default": "", "metavar": "KEYS", "help": "of its language"}),
        (("--limit",), {"type": int, "default": 20, "metavar": "N", "help": "examples at most"}),
    ]),
    ("make", make, "make a language", [
        LANGUAGE,
        (("--for",), {"dest": "purpose", "default": "", "metavar": "TEXT"}),
        (("--about",), {"default": "", "metavar": "LANGUAGE", "help": "whose words it is about"}),
    ]),
    ("add", add, "add a word",
     [LANGUAGE, (("keys",), {"metavar": "KEYS", "help": "as “12 7 12”"}), CHORD, *TEXTS]),
    ("edit", edit, "change a word; what is not said stays", [ID, KEYS, *TEXTS]),
    ("remove", remove, "remove a word; undo brings it back", [ID]),
    ("import", take, "take the words of a file in, all or none", [
        (("file",), {"metavar": "FILE", "help": "- reads it from standard input"}),
        (("--into",), {"metavar": "LANGUAGE", "help": "(default: by the file's name)"}),
        FORM,
        (("--dry-run",), {"action": "store_true", "help": "only tell what it would do"}),
    ]),
    ("export", export, "print a language as a file", [LANGUAGE, FORM]),
    ("history", history, "list what was changed in a language, or of a word",
     [(("of",), {"metavar": "LANGUAGE|ID"})]),
    ("undo", undo, "take the last change of a language back", [
        LANGUAGE,
        (("--change",), {"type": int, "metavar": "N", "help": "another one, as history shows it"}),
    ]),
    ("proposals", proposals, "list what users would change, accept or refuse it", [
        (("decision",), {"nargs": "?", "choices": ["accept", "refuse"]}),
        (("number",), {"nargs": "?", "type": int, "metavar": "N"}),
        (("--why",), {"default": "", "metavar": "TEXT"}),
    ]),
)  # fmt: skip
