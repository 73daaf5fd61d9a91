"""What tests of adapters share: an empty database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from server.adapters.database import open_engine
from tests.server.migrated import migrated


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Open an empty, migrated database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'data' / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    opened = open_engine(url)
    migrated(opened)
    yield opened
    opened.dispose()
