"""Personas in SQLite and PostgreSQL: each name once, each change of the version that is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.personas import PersonaDatabase
from server.core.chat.personas import KeptPersona, Persona
from server.core.errors import ConflictError
from tests.server.migrated import migrated


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PersonaDatabase]:
    """Open each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    migrated(engine)
    yield PersonaDatabase(engine)
    engine.dispose()


def test_a_persona_is_kept(kept: PersonaDatabase) -> None:
    """Under its name as names are compared, in the order of names."""
    clara = kept.add_persona(Persona("Clara", sites=("example.org",)), 1)
    ada = kept.add_persona(Persona("ada"), 1)
    assert kept.personas() == [ada, clara]
    with pytest.raises(ConflictError, match="CLARA already"):
        kept.add_persona(Persona("CLARA"), 1)
    kept.remove_persona(ada.id)
    assert kept.personas() == [clara]


def test_a_change_is_of_the_version_that_is_there(kept: PersonaDatabase) -> None:
    """A second change of the same version changes nothing; nor does a name that is taken."""
    made = kept.add_persona(Persona("Clara"), 1)
    kept.add_persona(Persona("Ada"), 1)
    brief = KeptPersona(made.id, 2, Persona("Clara", manner="Brief."))
    assert kept.change_persona(brief, 2)
    assert not kept.change_persona(KeptPersona(made.id, 2, Persona("Clara", manner="Long.")), 3)
    with pytest.raises(ConflictError):
        kept.change_persona(KeptPersona(made.id, 3, Persona("ada")), 3)
    assert kept.personas()[1] == brief
