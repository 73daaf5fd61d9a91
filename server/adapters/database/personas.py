"""`PersonaStore` over SQLAlchemy."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database.tables import PERSONAS
from server.adapters.database.transactions import Transactions
from server.core.chat.personas import KeptPersona, Persona, persona_of, persona_told
from server.core.errors import ConflictError
from server.core.library.topics import key_of


class PersonaDatabase(Transactions):
    """Keeps personas."""

    def personas(self) -> Sequence[KeptPersona]:
        """List them by name."""
        with self._read() as connection:
            rows = connection.execute(select(PERSONAS).order_by(PERSONAS.c.key)).all()
        return [_kept(row) for row in rows]

    def add_persona(self, persona: Persona, now: int) -> KeptPersona:
        """Add one; raises `ConflictError` where its name is taken."""
        values = {**_values(persona), "version": 1, "created": now, "changed": now}
        try:
            with self._write() as connection:
                made = insert(PERSONAS).values(values).returning(PERSONAS.c.id)
                return KeptPersona(connection.execute(made).scalar_one(), 1, persona)
        except IntegrityError as error:
            raise _taken(persona) from error

    def change_persona(self, kept: KeptPersona, now: int) -> bool:
        """Store one over the version before it; tell whether that was the one kept."""
        here = (PERSONAS.c.id == kept.id) & (PERSONAS.c.version == kept.version - 1)
        values = {**_values(kept.persona), "version": kept.version, "changed": now}
        try:
            with self._write() as connection:
                return connection.execute(update(PERSONAS).where(here).values(values)).rowcount == 1
        except IntegrityError as error:
            raise _taken(kept.persona) from error

    def remove_persona(self, persona_id: int) -> None:
        """Delete one."""
        with self._write() as connection:
            connection.execute(delete(PERSONAS).where(PERSONAS.c.id == persona_id))


def _values(persona: Persona) -> dict[str, Any]:
    told = json.dumps(persona_told(persona), ensure_ascii=False)
    return {"key": key_of(persona.name), "fields": told}


def _kept(row: Row[*tuple[Any, ...]]) -> KeptPersona:
    return KeptPersona(row.id, row.version, persona_of(json.loads(row.fields)))


def _taken(persona: Persona) -> ConflictError:
    return ConflictError(f"There is a persona {persona.name} already.")
