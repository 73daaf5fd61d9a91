"""Orphans: each kind is found, and nothing that belongs somewhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from server.adapters.database import Database, open_engine
from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.orphans import OrphanDatabase
from server.adapters.database.tables import DOCUMENTS
from server.core.chat.inquiries import Inquiry
from server.core.recordings import Announced, Recording
from server.core.step.orphans import Orphan
from tests.server.migrated import migrated

NOW = 1_700_000_000_000
WEEK = 7 * 24 * 3_600_000


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Open each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    made = open_engine(url)
    migrated(made)
    yield made
    made.dispose()


def test_each_kind_is_found(engine: Engine, tmp_path: Path) -> None:
    """And of each at most so many; a session's own sound is no orphan."""
    store, folder = Database(engine), tmp_path / "recordings"
    user = store.add_user("owner", "admin", None, NOW)
    told = Announced("audio", "a.wav", 4, "0" * 64)
    for at, kind in enumerate(("audio", "microphone", "audio", "audio")):
        made = replace(told, kind=kind, name=f"n{at}", size=at)  # type: ignore[arg-type]
        created = NOW - (2 * WEEK if at == 2 else 0)
        whole = None if at >= 2 else NOW
        store.add_recording(Recording(f"{at:016}", user.id, made, 0, created, whole))
    (folder / "2023").mkdir(parents=True)
    for name in (f"{0:016}.sound", f"{1:016}.webm", "ffff.mid"):
        (folder / "2023" / name).write_bytes(b"x")
    (folder / "2023" / f"{1:016}.webm").unlink()
    InquiryDatabase(engine).add_inquiry(Inquiry("a" * 16, user.id, "c", "Q?", NOW))
    documents = [("a" * 16, "ready"), ("b" * 16, "ready"), ("c" * 16, "failed")]
    with engine.begin() as connection:
        for at, (key, state) in enumerate(documents):
            row = {"kind": "text", "title": f"t{at}", "address": f"inquiry:{key}", "sha256": "0"}
            more = {"state": state, "created": NOW, "changed": NOW}
            connection.execute(insert(DOCUMENTS).values(row | more))
    found = OrphanDatabase(engine, folder).orphans(NOW, 10)

    assert [(one.kind, one.name) for one in found] == [
        ("loose", "n0"),
        ("unfinished", "n2"),
        ("missing", "n1"),
        ("strange", "ffff.mid"),
        ("untaught", "t1"),
        ("untaught", "t2"),
        ("unread", "t2"),
    ]
    assert found[3] == Orphan("strange", "2023/ffff.mid", "ffff.mid")
    assert len(OrphanDatabase(engine, folder).orphans(NOW, 1)) == 6
