"""`rubato export`: everything that is the owner's, in one archive that any Rubato takes in."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli import rubato_version
from server.cli.opened import add_flags, clock, data_folder, database_url, resolved, settings_of
from server.core.errors import UnavailableError
from server.core.export.kinds import KINDS, SETTINGS
from server.core.settings import BY_NAME

if TYPE_CHECKING:
    from server.core.export.manifest import Contents
    from server.core.layers import Resolved

EPILOG = f"""\
examples:
  rubato export rubato.zip
  rubato export dictionary.zip --only dictionary
  rubato export all.zip --secrets        also hashes of passwords, and tokens

The server may run: what is exported is one moment of it. The archive is a zip of JSON lines, one
file a table, and of the recordings' files; docs/export.md describes it. Kinds:
{chr(10).join(f"  {kind.name:13} {kind.caption}" for kind in KINDS)}
  {SETTINGS:13} what differs from the defaults, without secrets
Exit code: 0 done; 1 it failed, and there is no archive; 2 usage."""
FLAGS = ("data_dir", "database_url")
ELSEWHERE = frozenset({"database_url", "data_dir"})
"""Settings that hold for one machine, or may hold a password."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato export`."""
    parser = subparsers.add_parser(
        "export",
        help="write everything that is yours into one archive",
        description="Write everything that is yours into one archive that any Rubato takes in.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="the archive, which is not there yet")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="KIND", help="these kinds, and what they name"
    )
    parser.add_argument(
        "--secrets", action="store_true", help="also what lets people and programs in"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Export."""
    from server.adapters.database import HEAD, open_engine  # noqa: PLC0415  (half a second)
    from server.adapters.database.export_source import moment  # noqa: PLC0415
    from server.adapters.export_zip import zip_writer  # noqa: PLC0415
    from server.adapters.recording_places import PlacedRecordings  # noqa: PLC0415
    from server.services.exporting import Exporting, Wanted  # noqa: PLC0415

    settings = settings_of(args)
    engine = open_engine(existing(database_url(settings)))
    places = PlacedRecordings(data_folder(settings) / "recordings")
    try:
        with moment(engine) as source, zip_writer(args.file) as writer:
            if source.revision != HEAD:
                raise UnavailableError("The database is not of this version: rubato migrate")
            exporting = Exporting(source, places, writer)
            wanted = Wanted(args.only, args.secrets)
            contents = exporting.export(wanted, portable(resolved(args)), clock(), rubato_version())
    finally:
        engine.dispose()
    _tell(args, contents)
    return 0


def existing(url: str) -> str:
    """Give the URL of a database that is there; a SQLite file is not made by looking."""
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).is_file():
        raise UnavailableError(f"There is no database at {path} yet.")
    return url


def portable(found: "Resolved") -> dict[str, Any]:
    """Give the settings that differ from the defaults, without secrets and places."""
    return {
        name: value
        for name, setting in BY_NAME.items()
        if not setting.secret and name not in ELSEWHERE
        for value in [getattr(found.settings, name)]
        if value != setting.default
    }


def _tell(args: argparse.Namespace, contents: "Contents") -> None:
    rows = {one.table: one.rows for one in contents.tables}
    if args.json:
        print(json.dumps({"kinds": contents.kinds, "rows": rows, "missing": contents.missing}))
        return
    size = args.file.stat().st_size / 1e6
    print(f"{args.file}: {size:.1f} MB; kinds: {len(contents.kinds)}, rows: {sum(rows.values())}.")
    for name in contents.missing:
        print(f"The file of the recording {name} is gone; its row is in the archive.")
    if contents.secrets:
        print("It holds what lets people and programs in: keep it as you keep passwords.")
