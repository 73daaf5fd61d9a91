"""`rubato backup`: everything that cannot be made again, copied while the server runs."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

from server.cli.backing_up import backup_folder, backups_of
from server.cli.deed_noted import note_deed
from server.cli.opened import add_flags, settings_of
from server.core.backup.manifest import Manifest
from server.core.errors import NotFoundError

EPILOG = """\
examples:
  rubato backup                     make one, restore it to try it, and drop the oldest
  rubato backup list
  rubato backup verify              try the newest again
  rubato backup verify 2026-11-21T02-00-00Z

A backup holds the database, sessions, MIDI and transcripts (with backup_media also sound and
films), your settings, and a list of models and voices with their checksums. Not in it: what can be
made again, and tokens. Exit code: 0 done; 1 it failed; 2 usage."""
FLAGS = ("data_dir", "database_url", "backup_folder", "backup_keep", "ollama_url")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato backup make|list|verify`."""
    parser = subparsers.add_parser(
        "backup",
        help="make, try, list and thin out backups",
        description="Copy what cannot be made again, while the server runs.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_flags(parser, *FLAGS)
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    parser.set_defaults(act=_make, quick=False)
    actions = parser.add_subparsers(metavar="ACTION")
    make = actions.add_parser("make", help="make one (also without an action)")
    make.add_argument("--quick", action="store_true", help="do not restore it to try it")
    make.set_defaults(act=_make)
    actions.add_parser("list", help="list them, the newest last").set_defaults(act=_list)
    verify = actions.add_parser("verify", help="try one by restoring it to a place of its own")
    verify.add_argument("name", nargs="?", default="", help="which; else the newest")
    verify.set_defaults(act=_verify)


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    code: int = args.act(args)
    return code


def _make(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    backups = backups_of(settings)
    name, manifest = backups.make()
    note_deed(settings, "backup.make", name)
    if not args.quick:
        backups.verify(name)
    dropped = backups.rotate(settings.backup_keep) if settings.backup_keep else []
    if args.json:
        print(json.dumps({"name": name, "verified": not args.quick, "dropped": [*dropped]}))
        return 0
    print(f"{_line(name, manifest, verified=not args.quick)}\nin {backup_folder(settings)}")
    for told in (*manifest.missing, *(f"Gone meanwhile: {place}" for place in manifest.gone)):
        print(told)
    for old in dropped:
        print(f"{old} was dropped.")
    return 0


def _list(args: argparse.Namespace) -> int:
    listed = backups_of(settings_of(args)).listed()
    if args.json:
        facts = [
            {"name": name, "verified": tried, "manifest": asdict(held) if held else None}
            for name, held, tried in listed
        ]
        print(json.dumps(facts, indent=1, ensure_ascii=False))
        return 0
    for name, held, tried in listed:
        print(_line(name, held, verified=tried))
    if not listed:
        print("There are no backups yet; make one: rubato backup")
    return 0 if listed else 1


def _verify(args: argparse.Namespace) -> int:
    backups = backups_of(settings_of(args))
    names = [name for name, _, _ in backups.listed()]
    if not args.name and not names:
        raise NotFoundError("There are no backups yet; make one: rubato backup")
    name = args.name or names[-1]
    manifest = backups.verify(name)
    if args.json:
        print(json.dumps({"name": name, "verified": True}))
    else:
        print(_line(name, manifest, verified=True))
    return 0


def _line(name: str, manifest: Manifest | None, *, verified: bool) -> str:
    if manifest is None:
        return f"{name}  damaged: its manifest cannot be read"
    made = datetime.fromtimestamp(manifest.made / 1000, UTC).astimezone()
    size = (manifest.database.size + sum(one.size for one in manifest.files)) / 1e6
    rows = sum(manifest.rows.values())
    tried = "restored to try it" if verified else "not tried yet"
    return (
        f"{name}  {made:%a %d %b %Y %H:%M}  {size:.1f} MB; rows: {rows}, "
        f"files: {len(manifest.files)}, models and voices: {len(manifest.parts)}; {tried}"
    )
