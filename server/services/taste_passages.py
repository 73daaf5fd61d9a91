"""The library's passages as things, each document's read once for each of its versions."""

import threading
from collections.abc import Iterator

from server.core.library.documents import Document
from server.core.library.passages import Passage
from server.core.library_ports import DocumentStore
from server.core.taste.ratings import Thing

AT_ONCE = 200
"""Documents that are listed together."""
Version = tuple[str, int, str, int]
Things = tuple[Thing, ...]


class TastePassages:
    """Gives passages to be ordered; safe between threads."""

    def __init__(self, documents: DocumentStore, most: int) -> None:
        """Read nothing yet; `most` passages are given, those of the newest documents."""
        self._documents, self._most = documents, most
        self._kept: dict[int, tuple[Version, Things]] = {}
        self._given: Things = ()
        self._lock = threading.Lock()

    def things(self, topic: int | None) -> Things:
        """Give the passages of a topic; of all where none is named.

        The same ones are the same tuple, by which others know that nothing changed.
        """
        with self._lock:
            found: list[Thing] = []
            held: dict[int, tuple[Version, Things]] = {}
            for one in self._listed():
                version = _version(one)
                kept = self._kept.get(one.id)
                if kept is None or kept[0] != version:
                    kept = (version, self._read(one))
                held[one.id] = kept
                if topic is None or topic in one.topics:
                    found += kept[1]
                if len(found) >= self._most:
                    break
            else:
                self._kept = {}  # what is gone is not kept
            self._kept |= held
            given = tuple(found[: self._most])
            if given != self._given:
                self._given = given
            return self._given

    def _listed(self) -> Iterator[Document]:
        before: int | None = None
        while some := self._documents.documents(None, before, AT_ONCE):
            before = some[-1].id
            yield from (one for one in some if one.state == "ready")

    def _read(self, document: Document) -> Things:
        return tuple(passage_of(document, part) for part in self._documents.passages(document.id))


def passage_of(document: Document, part: Passage) -> Thing:
    """Give a passage as a thing."""
    title = _title(document, part.heading)
    return Thing("passage", str(part.id), title, part.cut.text, web(document))


def web(document: Document) -> str:
    """Give the web address of a document; empty where it has none."""
    address = document.source.address
    return address if address.startswith(("http://", "https://")) else ""


def _version(document: Document) -> Version:
    source = document.source
    return source.sha256, document.changed, source.title, document.passages


def _title(document: Document, heading: str) -> str:
    return " › ".join(dict.fromkeys(filter(None, (document.source.title, heading))))
