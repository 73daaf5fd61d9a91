"""Personas: made, changed and deleted, and who answers on which page."""

import threading
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from difflib import get_close_matches

from server.core.chat.personas import NOBODY, KeptPersona, Persona, bound_to
from server.core.chat.prompts import Prompts
from server.core.errors import ConflictError, InvalidError, LateError, NotFoundError
from server.core.library.topics import key_of
from server.core.persona_ports import PersonaStore
from server.core.ports import Clock
from server.services.topics import Topics

MOST = 200
"""Personas that are kept."""


class Personas:
    """The owner's personas."""

    def __init__(
        self,
        store: PersonaStore,
        topics: Topics,
        prompts: Prompts,
        clock: Clock,
        lock: AbstractContextManager[object] | None = None,
    ) -> None:
        self._store, self._topics, self._prompts, self._clock = store, topics, prompts, clock
        # Two that are saved at once may not both take a page.
        self._saving = lock or threading.Lock()

    def listed(self) -> Sequence[KeptPersona]:
        """List them by name."""
        return self._store.personas()

    def named(self, name: str) -> KeptPersona:
        """Find one by name; raises `NotFoundError` with names that are near."""
        every = {key_of(kept.persona.name): kept for kept in self._store.personas()}
        found = every.get(key_of(name))
        if found is None:
            near = [every[key].persona.name for key in get_close_matches(key_of(name), every)]
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            raise NotFoundError(f"There is no persona “{name[:60]}”.{meant}")
        return found

    def bound(self, address: str) -> KeptPersona | None:
        """Find who answers on a page by itself."""
        return bound_to(address, self._store.personas())

    def asked(self, name: str, address: str) -> Persona | None:
        """Find who is to answer: who was named, or whose the page in view is.

        Raises `NotFoundError` for a name that there is not.
        """
        if key_of(name) == NOBODY:
            return None
        found = self.named(name) if name.strip() else self.bound(address)
        return found.persona if found else None

    def add(self, persona: Persona) -> KeptPersona:
        """Make one.

        Raises `ConflictError` where its name or a site is taken, `NotFoundError` for a topic or a
        prompt that is not there, `InvalidError` where there are too many.
        """
        with self._saving:
            every = self._store.personas()
            if len(every) >= MOST:
                raise InvalidError(f"There are {MOST} personas; delete one first.")
            self._check(persona, every)
            return self._store.add_persona(persona, self._clock())

    def change(self, persona_id: int, version: int, persona: Persona) -> KeptPersona:
        """Put one in place of a version; raises as `add`, and `LateError` for an older version."""
        with self._saving:
            every = self._store.personas()
            before = next((kept for kept in every if kept.id == persona_id), None)
            if before is None:
                raise NotFoundError("There is no such persona; it may have been deleted.")
            others = [kept for kept in every if kept.id != persona_id]
            # What it had before may be gone by now, and stays as it was told.
            self._check(persona, others, before.persona)
            changed = KeptPersona(persona_id, version + 1, persona)
            if not self._store.change_persona(changed, self._clock()):
                raise LateError(
                    f"{before.persona.name} was changed by another meanwhile; load it again, and "
                    "make your change there."
                )
            return changed

    def remove(self, persona_id: int) -> None:
        """Delete one; where there is none, nothing is to do."""
        self._store.remove_persona(persona_id)

    def _check(
        self, persona: Persona, others: Iterable[KeptPersona], before: Persona | None = None
    ) -> None:
        held = before or Persona("")
        for topic in persona.topics:
            if topic not in held.topics:
                self._topics.named(topic)
        if persona.prompt and persona.prompt != held.prompt:
            self._prompts.one(persona.prompt)
        for other in others:
            taken = set(persona.sites) & set(other.persona.sites)
            if taken:
                raise ConflictError(
                    f"{min(taken)} belongs to {other.persona.name}; take it from there first."
                )
