"""What keeps personas."""

from collections.abc import Sequence
from typing import Protocol

from server.core.chat.personas import KeptPersona, Persona


class PersonaStore(Protocol):
    """Keeps personas, each name once."""

    def personas(self) -> Sequence[KeptPersona]:
        """List them by name."""
        ...

    def add_persona(self, persona: Persona, now: int) -> KeptPersona:
        """Add one; raises `ConflictError` where its name is taken."""
        ...

    def change_persona(self, kept: KeptPersona, now: int) -> bool:
        """Store one over the version before it; tell whether that was the one kept.

        Raises `ConflictError` where its name is taken.
        """
        ...

    def remove_persona(self, persona_id: int) -> None:
        """Delete one."""
        ...
