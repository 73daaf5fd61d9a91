"""Recordings that documents were written down from: where they lie, or as they are kept."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from server.core.errors import NotFoundError
from server.core.library.documents import Document
from server.core.library.media_types import media_type_of
from server.services.documents import Documents
from server.services.kept_recordings import KeptRecordings

Held: TypeAlias = Callable[[str, str], str | None]
"""Gives the file at an address that holds the bytes of a SHA-256, if it is there."""


class Medium(NamedTuple):
    """A recording that can be played."""

    path: str
    media_type: str


class DocumentMedia:
    """Finds the recording of a document, to be played where a citation points."""

    def __init__(self, documents: Documents, held: Held, kept: KeptRecordings) -> None:
        self._documents, self._held, self._kept = documents, held, kept

    def keep(self, document: Document, name: str, content: bytes) -> str:
        """Keep the recording of a document, unless it lies on this machine already.

        Gives why it is not kept, or nothing.
        """
        source = document.source
        unheard = source.kind != "sound" or document.state != "ready" or not content
        if unheard or self._held(source.address, source.sha256):
            return ""
        return self._kept.keep(name, source.sha256, content)

    def one(self, document_id: int) -> Medium:
        """Give it; raises `NotFoundError` where there is none, or none any more."""
        source = self._documents.one(document_id).source
        if source.kind != "sound":
            raise NotFoundError("This document is no recording.")
        path = self._held(source.address, source.sha256) or self._kept.find(source.sha256)
        if path is None:
            raise NotFoundError(
                "This recording does not lie, as it was, where it was loaded from; "
                "choose its file on the page of chat."
            )
        return Medium(path, media_type_of(path))
