"""Exports an installation of the chaos run, takes it in elsewhere, and compares every row."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from server.adapters.database import migrate, open_engine
from server.adapters.database.carrying import sums
from server.adapters.database.export_source import moment
from server.adapters.database.import_target import DatabaseImports
from server.adapters.database.migrate import REVISIONS
from server.adapters.export_zip import zip_archive, zip_writer
from server.adapters.recording_places import PlacedRecordings
from server.core.export.carried import Sum, differing, sum_of
from server.core.export.kinds import KIND_OF
from server.services.exporting import Exporting, Importing, Wanted

OTHERWISE = {
    "replies": "what is on its way is held elsewhere",
    "recordings": "what is not whole is not exported",
    "users": "without what lets them in",
}
"""Tables that an export changes, and why."""


def not_carried(data: Path, folder: Path, run: int) -> Sequence[str]:
    """Name what does not come as it was; the server of the installation may run."""
    elsewhere = folder / f"elsewhere{run}"
    archive = folder / f"export{run}.zip"
    here = open_engine(f"sqlite:///{data / 'rubato.db'}")
    there = open_engine(f"sqlite:///{elsewhere / 'rubato.db'}")
    try:
        migrate(there)
        with moment(here) as source, zip_writer(archive) as writer:
            places = PlacedRecordings(data / "recordings")
            Exporting(source, places, writer).export(Wanted(), {}, 1, "chaos")
            wanted = {
                name: sum_of(source.rows(name, secrets=False))
                for name in KIND_OF
                if name not in OTHERWISE
            }
        with zip_archive(archive, REVISIONS) as opened:
            importing = Importing(
                opened, DatabaseImports(there), PlacedRecordings(elsewhere / "recordings")
            )
            report = importing.take((), dry=False, secrets=False)
        came: dict[str, Sum] = {name: sums(there)[name] for name in wanted}
        return [
            *(f"export: {one.kind}: {one.failed}" for one in report.tallies if one.failed),
            *(f"export: {name} is not what it was" for name in differing(wanted, came)),
        ]
    finally:
        here.dispose()
        there.dispose()
        archive.unlink(missing_ok=True)
        shutil.rmtree(elsewhere, ignore_errors=True)
