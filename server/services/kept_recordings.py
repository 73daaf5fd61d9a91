"""Recordings that were dropped or sent, kept to be played at the second that an answer cites.

Each goes with the last document that was written down from it.  One that cannot be kept is still
written down, and it is told why its sound is not there.
"""

import threading
from collections.abc import Collection, Mapping
from typing import Protocol

from server.core.errors import UnavailableError
from server.core.library.kinds import suffix_of
from server.core.library.media_types import MEDIA_TYPES
from server.core.ports import Log


class KeptFiles(Protocol):
    """Keeps their bytes."""

    def find(self, sha256: str) -> str | None:
        """Give the path of one, if it is there."""
        ...

    def write(self, sha256: str, suffix: str, content: bytes) -> None:
        """Keep one; raises `UnavailableError` where there is no room."""
        ...

    def remove(self, sha256: str) -> None:
        """Delete one; what is not there is none."""
        ...

    def sizes(self) -> Mapping[str, int]:
        """Give the bytes of each, by its hash."""
        ...


class Hashes(Protocol):
    """Knows which bytes there are documents of."""

    def hashed(self, hashes: Collection[str]) -> frozenset[str]:
        """Give those of these hashes of which there is a document."""
        ...


class KeptRecordings:
    """Keeps recordings as long as their documents are there."""

    def __init__(self, files: KeptFiles, documents: Hashes, most_bytes: int, log: Log) -> None:
        """Keep so many bytes of all together; 0: none."""
        self._files, self._documents = files, documents
        self._most, self._log = most_bytes, log
        self._changing = threading.Lock()

    def find(self, sha256: str) -> str | None:
        """Give the path of one, if it is kept."""
        return self._files.find(sha256)

    def keep(self, name: str, sha256: str, content: bytes) -> str:
        """Keep the recording of a document that is there; say why it is not kept, or nothing."""
        suffix = suffix_of(name)
        if not self._most or suffix not in MEDIA_TYPES or self.find(sha256):
            return ""
        with self._changing:
            try:
                if sum(self._swept().values()) + len(content) > self._most:
                    return "Its sound is not kept: kept_recordings_megabytes are used up."
                self._files.write(sha256, suffix, content)
            except UnavailableError as error:
                self._log.warning("recording.not_kept", reason=str(error))
                return f"Its sound is not kept: {error}"
        # Its document may have been deleted meanwhile, and nothing of it may stay.
        self.forget(sha256)
        return ""

    def forget(self, sha256: str) -> None:
        """Delete the recording of a document that is gone, unless there is another one of it."""
        if self.find(sha256) and not self._documents.hashed([sha256]):
            self._files.remove(sha256)

    def _swept(self) -> Mapping[str, int]:
        """Give the bytes of each, when those are gone whose end a broken-off server missed."""
        sizes = self._files.sizes()
        named = self._documents.hashed(sizes)
        for sha256 in sizes.keys() - named:
            self._files.remove(sha256)
        return {sha256: size for sha256, size in sizes.items() if sha256 in named}
