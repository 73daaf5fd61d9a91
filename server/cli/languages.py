"""`rubato languages`: check, list, chart and compile the languages one plays."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from server.adapters.language_texts import LanguageFolder, sampled_timbres
from server.cli.chart import svg, table
from server.cli.chart_pdf import pdf
from server.cli.people import PEOPLE_OPTIONS, act_people
from server.core.compiler import Options, compile_lexicon
from server.core.language import Problem
from server.paths import data_path
from server.services.language_sources import PROFILES, Sources, check, load

ACTIVE = ("base", "swift", "numbers-decimal")
"""Active unless the player says otherwise."""

EPILOG = """\
examples:
  rubato languages check                 compile and judge what is active by default
  rubato languages check --slips         and list every slip that fires another word
  rubato languages check --from my/      the same for a folder of your own
  rubato languages chart                 the 25 keys and every word, in the terminal
  rubato languages chart --svg keys.svg  the same as a picture
  rubato languages chart --pdf keys.pdf  the same as a page to print
  rubato languages compile               write extension/languages/*.json from the TOML sources
  rubato languages people                check the languages of people, and write what they become
  rubato languages people my/fr.toml     add one of your own
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato languages` and what can be done with them."""
    parser = subparsers.add_parser(
        "languages",
        help="check, list, chart and compile the languages one plays",
        description="Check, list, chart and compile the languages one plays.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run, act=None, parser=parser)
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    for name, act, line in ACTIONS:
        action = actions.add_parser(name, help=line, description=line)
        action.set_defaults(act=act)
        action.add_argument(
            "--from",
            dest="source",
            type=Path,
            metavar="DIR",
            help="folder of the TOML sources (default: those that came with Rubato)",
        )
        for option, settings in OPTIONS[name]:
            action.add_argument(*option, **settings)


def run(args: argparse.Namespace) -> int:
    """Do what was asked: 0 done, 1 when a language has problems, 2 wrong usage."""
    if not args.act:
        args.parser.print_help()
        return 2
    folder = args.source or data_path("languages")
    if not folder.is_dir():
        print(f"rubato: there is no folder {folder}", file=sys.stderr)
        return 1
    timbres = sampled_timbres(data_path("extension") / "sounds" / "samples.json")
    code: int = args.act(args, load(LanguageFolder(folder), timbres))
    return code


def _check(args: argparse.Namespace, sources: Sources) -> int:
    if not _known(args.active, sources):
        return 1
    verdict = check(sources, args.active)
    if args.json:
        print(json.dumps(_as_json(verdict.problems, [s.to_json() for s in verdict.slips])))
        return 1 if verdict.problems else 0
    if args.slips:
        print(*verdict.slips, sep="\n")
    _complain(verdict.problems)
    words = sum(len(language.words) for language in sources.named(args.active))
    names = ", ".join(args.active)
    if not verdict.problems:
        print(f"{names}: {words} words, no problems; {len(verdict.slips)} slips fire another word,")
        print("each of them undoable; --slips lists them" if not args.slips else "each undoable")
    return 1 if verdict.problems else 0


def _as_json(problems: Sequence[Problem], slips: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [{**one.to_json(), "file": one.file, "line": one.line} for one in problems]
    return {"problems": rows, "slips": slips}


def _list(args: argparse.Namespace, sources: Sources) -> int:
    if args.json:
        print(json.dumps([language.to_json() for language in sources.languages]))
        return 0
    for language in sources.languages:
        words = f"{len(language.words)} words" if language.words else f"{language.base} digits"
        print(f"{language.name:<16} {language.version:>2}  {words:<15} {language.help}")
    _complain(sources.problems)
    return 1 if sources.problems else 0


def _chart(args: argparse.Namespace, sources: Sources) -> int:
    if not _known(args.active, sources):
        return 1
    options = Options(profile=args.profile)
    languages = sources.named(args.active)
    lexicon, problems = compile_lexicon(sources.commands, languages, options)
    _complain([*sources.problems, *problems])
    if lexicon is None:
        return 1
    titles = {command.name: command.phrases[0] for command in sources.commands}
    drawn = svg(lexicon, titles) if args.svg or args.pdf else ""
    if args.svg:
        args.svg.write_text(drawn, encoding="utf-8")
        print(f"wrote {args.svg}")
    if args.pdf:
        args.pdf.write_bytes(pdf(drawn, "Rubato: the 25 keys"))
        print(f"wrote {args.pdf}")
    if not drawn:
        print(table(lexicon, titles))
    return 0


def _compile(args: argparse.Namespace, sources: Sources) -> int:
    shipped = [language.name for language in sources.languages if language.kind == "commands"]
    problems = check(sources, shipped).problems
    _complain(problems)
    if problems:
        return 1
    folder = args.to or data_path("extension") / "languages"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in compiled(sources).items():
        (folder / name).write_text(text, encoding="utf-8")
        print(f"wrote {folder / name}")
    return 0


def compiled(sources: Sources) -> Mapping[str, str]:
    """Give the files that the extension reads, by name."""
    rows = [command.to_json() for command in sources.commands]
    files = {"commands.json": _text({"format": 1, "commands": rows}, "commands")}
    if sources.sounds:
        files["sounds.json"] = _text(sources.sounds.to_json(), "sounds")
    for language in sources.languages:
        files[f"{language.name}.json"] = _text(language.to_json(), "words", "reserved")
    return files


def _text(row: dict[str, Any], *lists: str) -> str:
    """Write JSON with a line for each field, and for each row of the lists."""
    fields = []
    for key, value in row.items():
        lines = [json.dumps(item, ensure_ascii=False) for item in value] if key in lists else []
        shown = "[\n    " + ",\n    ".join(lines) + "\n  ]" if lines else json.dumps(value)
        fields.append(f"  {json.dumps(key)}: {shown}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _known(active: Sequence[str], sources: Sources) -> bool:
    names = {language.name for language in sources.languages}
    unknown = [name for name in active if name not in names]
    for name in unknown if not sources.problems else ():
        print(f"rubato: there is no language {name}: {', '.join(sorted(names))}", file=sys.stderr)
    _complain(sources.problems if unknown else ())
    return not unknown


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"rubato: {problem}", file=sys.stderr)


Act = Callable[[argparse.Namespace, Sources], int]
ACTIONS: tuple[tuple[str, Act, str], ...] = (
    ("check", _check, "compile languages together and judge every word by playing it with slips"),
    ("list", _list, "list the languages"),
    ("chart", _chart, "show the 25 keys and what they play"),
    ("compile", _compile, "write what the extension reads"),
    ("people", act_people, "check languages of people, and write what the extension reads of them"),
)
_ACTIVE_OPTION: tuple[tuple[str, ...], dict[str, Any]] = (
    ("active",),
    {
        "nargs": "*",
        "default": list(ACTIVE),
        "metavar": "LANGUAGE",
        "help": f"languages that are active together (default: {' '.join(ACTIVE)})",
    },
)
_JSON_OPTION: tuple[tuple[str, ...], dict[str, Any]] = (
    ("--json",),
    {"action": "store_true", "help": "for programs"},
)
OPTIONS: Mapping[str, Sequence[tuple[tuple[str, ...], dict[str, Any]]]] = {
    "check": [
        _ACTIVE_OPTION,
        _JSON_OPTION,
        (("--slips",), {"action": "store_true", "help": "list every slip that fires another word"}),
    ],
    "list": [_JSON_OPTION],
    "chart": [
        _ACTIVE_OPTION,
        (("--svg",), {"type": Path, "metavar": "FILE", "help": "draw a picture instead"}),
        (("--pdf",), {"type": Path, "metavar": "FILE", "help": "make a page to print instead"}),
        (
            ("--profile",),
            {"choices": PROFILES, "default": "safe", "help": "which singles are played"},
        ),
    ],
    "compile": [
        (
            ("--to",),
            {"type": Path, "metavar": "DIR", "help": "folder (default: extension/languages)"},
        ),
    ],
    "people": PEOPLE_OPTIONS,
}
