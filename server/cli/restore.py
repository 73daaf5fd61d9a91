"""`rubato restore`: put a backup back; what was there before is moved aside, never deleted."""

import argparse
from typing import TYPE_CHECKING

from server.cli.backing_up import SETTINGS, backups_of
from server.cli.deed_noted import note_deed
from server.cli.opened import add_flags, data_folder, settings_of
from server.cli.server_client import rubato_runs
from server.core.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.core.backup.manifest import Manifest

EPILOG = """\
examples:
  rubato restore                            the newest that was tried
  rubato restore 2026-11-21T02-00-00Z
  rubato restore --data-dir /srv/rubato --backup-folder /mnt/disk/backups

Stop the server first. Everything of the backup is checked before anything is changed. The database
that is there is moved aside into a folder whose name is printed; files with other bytes, too. What
can be made again (the index of passages, what taste learnt) is made again at the next start.
Exit code: 0 done; 1 it failed, and nothing was changed; 2 usage."""
FLAGS = ("host", "port", "data_dir", "database_url", "backup_folder")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato restore`."""
    parser = subparsers.add_parser(
        "restore",
        help="put a backup back, and what was there aside",
        description="Put a backup back; what was there before is moved aside.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="?", default="", help="which; else the newest that was tried")
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Restore one."""
    settings = settings_of(args)
    address = f"http://{settings.host}:{settings.port}"
    if rubato_runs(address):
        raise ConflictError(f"A server runs at {address}; stop it, then restore.")
    backups = backups_of(settings)
    name = args.name or _newest(backups.listed())
    done = backups.restore(name)
    note_deed(settings, "backup.restore", name)
    rows = sum(done.manifest.rows.values())
    print(f"{name} was restored: rows: {rows}, files put back: {done.files}.")
    if done.aside:
        print(f"What was there before lies in {done.aside}")
    if any(one.path == SETTINGS for one in done.manifest.files):
        print(f"The settings of then: {data_folder(settings) / SETTINGS}")
    return 0


def _newest(listed: "Sequence[tuple[str, Manifest | None, bool]]") -> str:
    tried = [name for name, held, tried in listed if tried and held]
    if not tried:
        raise NotFoundError("There is no backup that was tried; name one: rubato backup list")
    return tried[-1]
