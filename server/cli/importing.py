"""`rubato import`: takes an export in; nothing is doubled, and nothing that is there changes."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.opened import add_flags, data_folder, database_url, settings_of
from server.cli.server_client import rubato_runs
from server.core.errors import ConflictError

if TYPE_CHECKING:
    from server.services.exporting import Report

EPILOG = """\
examples:
  rubato import rubato.zip --dry-run     what would come, is there already, or conflicts
  rubato import rubato.zip
  rubato import rubato.zip --only topics documents

Stop the server first. The whole archive is checked before anything is changed. What is there
already is not doubled; what differs here stays as it is here, and is counted as a conflict; a kind
comes whole or not at all. Settings are shown, and never put over yours. People come without
passwords: rubato users password NAME. Replies that were on their way are held for you to look at.
Exit code: 0 done; 1 something did not come; 2 usage."""
FLAGS = ("host", "port", "data_dir", "database_url")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato import`."""
    parser = subparsers.add_parser(
        "import",
        help="take in what `rubato export` wrote",
        description="Take in what `rubato export` wrote, here or elsewhere.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="the archive")
    parser.add_argument("--only", nargs="+", default=[], metavar="KIND", help="only these kinds")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would come")
    parser.add_argument(
        "--secrets", action="store_true", help="also what lets people and programs in"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Take it in."""
    from server.adapters.database import migrate, open_engine  # noqa: PLC0415  (half a second)
    from server.adapters.database.import_target import DatabaseImports  # noqa: PLC0415
    from server.adapters.database.migrate import REVISIONS  # noqa: PLC0415
    from server.adapters.export_zip import zip_archive  # noqa: PLC0415
    from server.adapters.recording_places import PlacedRecordings  # noqa: PLC0415
    from server.services.exporting import Importing  # noqa: PLC0415

    settings = settings_of(args)
    address = f"http://{settings.host}:{settings.port}"
    if rubato_runs(address):
        raise ConflictError(f"A server runs at {address}; stop it, then import.")
    places = PlacedRecordings(data_folder(settings) / "recordings")
    with zip_archive(args.file, REVISIONS) as archive:
        engine = open_engine(database_url(settings))
        try:
            migrate(engine)
            importing = Importing(archive, DatabaseImports(engine), places)
            report = importing.take(args.only, dry=args.dry_run, secrets=args.secrets)
        finally:
            engine.dispose()
    _tell(args, report)
    return int(report.failed)


def _tell(args: argparse.Namespace, report: "Report") -> None:
    if args.json:
        tallies = [asdict(one) for one in report.tallies]
        print(json.dumps({"kinds": tallies, "settings": report.settings}, ensure_ascii=False))
        return
    print(f"{'kind':13} {'new':>8} {'there':>8} {'conflicts':>9} {'files':>6}")
    for one in report.tallies:
        print(f"{one.kind:13} {one.new:8} {one.there:8} {one.conflicts:9} {one.files:6}")
        for said in one.told:
            print(f"  differs here, and stays: {said}")
        if one.failed:
            print(f"  did not come: {one.failed}")
    for name, value in report.settings.items():
        print(f"Setting of there: {name} = {json.dumps(value, ensure_ascii=False)}")
    if args.dry_run:
        print("Nothing was changed.")
