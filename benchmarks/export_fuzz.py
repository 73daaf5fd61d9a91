"""Archives of a whole installation, changed at random, taken in by an empty one.

Each is refused by one of our errors and changes nothing, or each of its kinds comes whole or not at
all: no row names another that is not there, no file lies there without its row, and what came is
there, and not doubled, when it is taken in once more.

    python -m benchmarks.export_fuzz [ARCHIVES [SEED]]
"""

import shutil
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.figures import print_head, print_row
from server.adapters.database import migrate, open_engine
from server.adapters.database.carrying import sums
from server.adapters.database.engine import writing
from server.adapters.database.export_source import moment
from server.adapters.database.import_target import DatabaseImports
from server.adapters.database.migrate import REVISIONS
from server.adapters.export_zip import zip_archive, zip_writer
from server.adapters.recording_places import PlacedRecordings
from server.core.errors import RubatoError
from server.core.export.kinds import BY_NAME
from server.services.exporting import Exporting, Importing, Report, Wanted
from tests.server.filled import content_of, fill
from tests.server.mutated_exports import Mutations

ARCHIVES = 1_000
FILE = "rubato.db"


@dataclass
class Counted:
    """What came of it."""

    became: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)


def fuzz(folder: Path, archives: int, seed: int = 1) -> Counted:
    """Take so many in, each into a copy of one empty database."""
    counted = Counted()
    empty = _engine(folder / "empty")
    migrate(empty)
    empty.dispose()
    mutations = Mutations(_exported(folder / "home"), seed)
    bad, there = folder / "bad.zip", folder / "there"
    for at in range(archives):
        acts = mutations.write(bad)
        shutil.copytree(folder / "empty", there)
        try:
            became, wrong = _taken(bad, there)
        except Exception as error:  # what it may raise, and nothing else, is told before
            became, wrong = "broke", repr(error)[:500]
        counted.became[became] += 1
        if wrong:
            counted.findings.append(f"{at} ({', '.join(acts)}): {wrong}")
        shutil.rmtree(there)
    return counted


def _engine(folder: Path) -> Engine:
    folder.mkdir(exist_ok=True)
    return open_engine(f"sqlite:///{folder / FILE}")


def _exported(folder: Path) -> Path:
    """Export an installation that has something of everything."""
    engine, places = _engine(folder), PlacedRecordings(folder / "recordings")
    migrate(engine)
    with writing(engine) as connection:
        fill(connection)
        connection.execute(text("UPDATE recordings SET completed = created"))
    with moment(engine) as source:
        for at, row in enumerate(source.rows("recordings", secrets=False)):
            place = Path(places.path(row))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content_of(at))
    path = folder / "whole.zip"
    with moment(engine) as source, zip_writer(path) as writer:
        Exporting(source, places, writer).export(Wanted(), {"lowest_note": 36}, 5, "1.0")
    engine.dispose()
    return path


def _taken(path: Path, folder: Path) -> tuple[str, str]:
    """Take one in; tell what became of it, and what is wrong with that."""
    engine = _engine(folder)
    try:
        before = sums(engine)
        try:
            report = _take(path, folder, engine)
        except RubatoError:
            whole = sums(engine) == before and not _files(folder)
            return "refused", "" if whole else "refused, and something was changed"
        wrong = _wrong(report, folder, engine)
        if not wrong and not report.failed:
            after = sums(engine)
            _take(path, folder, engine)
            wrong = "" if sums(engine) == after else "taken in twice, it differs"
        return ("in part" if report.failed else "taken"), wrong
    finally:
        engine.dispose()


def _take(path: Path, folder: Path, engine: Engine) -> Report:
    with zip_archive(path, REVISIONS) as archive:
        places = PlacedRecordings(folder / "recordings")
        return Importing(archive, DatabaseImports(engine), places).take(
            (), dry=False, secrets=False
        )


def _files(folder: Path) -> set[str]:
    found = (folder / "recordings").rglob("*")
    return {one.name.partition(".")[0] for one in found if one.is_file()}


def _wrong(report: Report, folder: Path, engine: Engine) -> str:
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        if cursor.execute("PRAGMA foreign_key_check").fetchall():
            return "a row names one that is not there"
        for tally in report.tallies:
            for sheet in BY_NAME[tally.kind].sheets if tally.failed else ():
                asked = f"SELECT count(*) FROM {sheet.table}"
                if cursor.execute(asked).fetchone()[0]:
                    return f"{tally.kind} failed, and rows of {sheet.table} came"
        known = {row[0] for row in cursor.execute("SELECT id FROM recordings").fetchall()}
    return f"files of no recording: {lost}" if (lost := _files(folder) - known) else ""


def main(archives: str = str(ARCHIVES), seed: str = "1") -> int:
    """Run it and print what came of it; gives 1 where anything was found."""
    with tempfile.TemporaryDirectory() as folder:
        counted = fuzz(Path(folder), int(archives), int(seed))
    print_head("archives, changed at random", "")
    for became, number in sorted(counted.became.items()):
        print_row(became, number)
    print_row("findings", len(counted.findings))
    for told in counted.findings[:20]:
        print(told)
    return int(bool(counted.findings))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
