"""`rubato doctor`: look at this installation, and say how to mend what is wrong."""

import argparse
import json
from dataclasses import asdict

from server.cli.opened import add_flags, resolved
from server.core.checkup import Finding, verdict

MARKS = {"fine": "ok", "note": "–", "wrong": "WRONG"}
EPILOG = """\
`ok` is in order; `–` is not there, and one may do without; `WRONG` keeps something from working.
Nothing is changed. Exit code: 0 nothing is wrong; 1 something is."""
FLAGS = ("host", "port", "data_dir", "database_url", "ollama_url")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato doctor`."""
    parser = subparsers.add_parser(
        "doctor",
        help="look at this installation, and say how to mend it",
        description="Look at this installation, and say how to mend it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_flags(parser, *FLAGS)
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 where something is wrong."""
    from server.cli.checkups import checked  # noqa: PLC0415

    found = resolved(args)
    findings = [_settings(found.problems), *checked(found.settings)]
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False))
    else:
        for finding in findings:
            print(_line(finding))
    return int(verdict(findings) == "wrong")


def _settings(problems: "tuple[str, ...] | list[str]") -> Finding:
    if not problems:
        return Finding("Settings", "fine", "in order")
    return Finding("Settings", "wrong", "; ".join(problems), "rubato config --check")


def _line(finding: Finding) -> str:
    mend = f"\n{'':<8}{'':<13}→ {finding.mend}" if finding.mend else ""
    return f"{MARKS[finding.level]:<8}{finding.part:<13}{finding.said}{mend}"
