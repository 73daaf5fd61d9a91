"""Everybody's own language: read, written over the version that was read, and its versions."""

from collections.abc import Sequence
from typing import Any

from server.core.errors import LateError, NotFoundError
from server.core.own_language import NOTHING, OwnLanguage, checked, version_of
from server.core.ports import Clock, OwnLanguageStore
from server.core.users import User


class OwnLanguages:
    """Keeps the words and names that each person has made."""

    def __init__(self, store: OwnLanguageStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def one(self, user: User, version: int | None = None) -> OwnLanguage:
        """Give the newest version, or one of the earlier that are kept."""
        found = self._store.own_language(user.id, version)
        if found is None and version not in (None, 0):
            raise NotFoundError(f"There is no version {version} of your words any more.")
        return found or NOTHING

    def versions(self, user: User) -> Sequence[OwnLanguage]:
        """List the versions that are kept, the newest first."""
        return self._store.own_languages(user.id)

    def put(self, user: User, language: Any, etag: str) -> OwnLanguage:
        """Write a version over the one that was read; raises `LateError` where there is a newer."""
        version = version_of(etag) + 1
        made = OwnLanguage(version, self._clock(), checked(language, version))
        if not self._store.add_own_language(user.id, made):
            raise LateError(
                "Your words were changed elsewhere since you read them: read, merge, write again."
            )
        return made
