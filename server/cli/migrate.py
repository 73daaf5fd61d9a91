"""`rubato migrate`: bring the database to this version, or carry all of it to another database."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.export import existing
from server.cli.opened import add_flags, data_folder, database_url, settings_of
from server.cli.server_client import rubato_runs
from server.core.errors import ConflictError, InvalidError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from server.adapters.database.migrate import Pending
    from server.core.settings import Settings

EPILOG = """\
examples:
  rubato migrate --check                 what would be done; nothing is changed
  rubato migrate                         to the schema of this version
  rubato migrate --to postgresql://rubato@localhost/rubato

Every start does the same as `rubato migrate`, but for the backup, which this makes first where the
database is a file. With --to, every row of every table is carried over to another database, which
must be empty; counts and hashes of all rows are compared before anything is kept. Then name it in
database_url. The database here stays as it is.
Exit code: 0 done; 1 it failed, and nothing was changed; 2 usage."""
FLAGS = ("host", "port", "data_dir", "database_url", "backup_folder")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato migrate`."""
    parser = subparsers.add_parser(
        "migrate",
        help="bring the database to this version, or to another place",
        description="Bring the database to the schema of this version, or to another place.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--check", action="store_true", help="only tell what would be done")
    ways.add_argument("--to", default="", metavar="URL", help="the database that takes all of it")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Migrate."""
    from server.adapters.database.engine import open_engine  # noqa: PLC0415  (half a second)
    from server.adapters.database.migrate import pending  # noqa: PLC0415

    settings = settings_of(args)
    engine = open_engine(existing(database_url(settings)))
    try:
        found = pending(engine)
        if args.check:
            _show(args, found)
            return 0
        _alone(settings)
        _upgrade(args, settings, engine, found)
        if args.to:
            _carry(args, settings, engine)
    finally:
        engine.dispose()
    return 0


def _alone(settings: "Settings") -> None:
    address = f"http://{settings.host}:{settings.port}"
    if rubato_runs(address):
        raise ConflictError(f"A server runs at {address}; stop it, then migrate.")


def _upgrade(
    args: argparse.Namespace, settings: "Settings", engine: "Engine", found: "Pending"
) -> None:
    from server.adapters.database.migrate import HEAD, migrate  # noqa: PLC0415

    copied = _copied(settings, found) if found.steps and found.schema else None
    done = migrate(engine)
    if args.to:
        return
    if args.json:
        facts = {"schema": HEAD, "before": found.schema, "done": done, "copy": copied}
        print(json.dumps(facts))
        return
    if copied:
        print(f"The database of before lies in {copied}")
    print(f"Brought to schema {HEAD}." if done else f"Schema {HEAD}: there is nothing to do.")


def _copied(settings: "Settings", found: "Pending") -> str | None:
    """Copy a database that is a file, and try the copy, before it is changed."""
    from server.adapters.database.sqlite_copy import SqliteCopy  # noqa: PLC0415

    url = database_url(settings)
    if not url.startswith("sqlite:///"):
        return None
    place = Path(url.removeprefix("sqlite:///")).absolute()
    copier = SqliteCopy(place, place.parent)
    copy = _free(data_folder(settings), f"rubato-before-{found.schema}")
    copier.copy(str(copy))
    copier.look(str(copy))
    return str(copy)


def _free(folder: Path, name: str) -> Path:
    """Give a place that is not taken."""
    places = (folder / (f"{name}-{at}.db" if at else f"{name}.db") for at in range(1_000))
    return next(place for place in places if not place.exists())


def _carry(args: argparse.Namespace, settings: "Settings", engine: "Engine") -> None:
    from server.adapters.database.carrying import carry  # noqa: PLC0415
    from server.adapters.database.engine import open_engine  # noqa: PLC0415

    if args.to == database_url(settings):
        raise InvalidError("That is the database that is in use.")
    target = open_engine(args.to)
    try:
        carried = carry(engine, target)
    finally:
        target.dispose()
    if args.json:
        print(json.dumps({name: one.rows for name, one in carried.items()}))
        return
    for name, one in carried.items():
        if one.rows:
            print(f"{name:24} {one.rows:9}")
    rows = sum(one.rows for one in carried.values())
    print(f"{rows} rows were carried over, each compared. Now name it in database_url.")
    print("Files (recordings, models, voices) stay where they are: data_dir is the same.")


def _show(args: argparse.Namespace, found: "Pending") -> None:
    if args.json:
        print(json.dumps({"schema": found.schema, "steps": found.steps}))
        return
    print(f"The database has schema {found.schema or 'none'}.")
    for step in found.steps:
        print(f"Would be done: {step}")
    if not found.steps:
        print("There is nothing to do.")
