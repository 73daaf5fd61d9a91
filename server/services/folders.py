"""Folders: which of their files the library does not hold yet, and how these begin."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.core.errors import InvalidError
from server.core.folder_ports import FolderFile, FollowedFiles
from server.core.library.blocks import Text, tidied
from server.core.library.documents import clean_address, clean_title
from server.core.library.kinds import kind_of, sounds
from server.core.library_ports import DocumentStore, Reader
from server.core.ports import Clock
from server.core.taste.ratings import Thing

MOST = 200
"""Files that are given, the newest."""
LARGEST = 20_000_000
"""Bytes of a file that is read; a larger one is given by its name."""
MOST_BYTES = 60_000_000
"""Bytes that are read for one list; the rest is read for the next."""
PATIENCE = 4_000
"""Milliseconds that reading may take; a file that is begun is read to its end."""
BEGINNING = 2_000
"""Characters of a file that are given, and bytes by which its kind is told."""
REMEMBERED = 2_000


class FolderFound(NamedTuple):
    """What is new in folders, the newest first, and what is to be said of that."""

    things: Sequence[Thing]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Begun:
    """How a file begins."""

    title: str
    text: str
    sha256: str
    """Empty where nothing of it was read."""
    problem: bool = False
    """It cannot be read."""


BROKEN = _Begun("", "", "", problem=True)


class Folders:
    """Tells what is new in the folders that are set; safe between threads."""

    def __init__(
        self, store: DocumentStore, reader: Reader, files: FollowedFiles, clock: Clock
    ) -> None:
        """Read nothing yet."""
        self._store, self._reader, self._files, self._clock = store, reader, files, clock
        self._known: dict[tuple[str, str], _Begun] = {}
        self._lock = threading.Lock()

    @property
    def paths(self) -> Sequence[str]:
        """Give the folders."""
        return self._files.paths

    def new(self) -> FolderFound:
        """Give the files that the library does not hold; what cannot be read is only counted."""
        listed = self._files.listed()
        notes = [f"{path} is not there." for path in listed.missing]
        if listed.more:
            notes.append("Your folders hold too much to look at all of it.")
        newest = sorted(self._free(listed.files).items(), key=lambda one: -one[1].changed)[:MOST]
        with self._lock:
            left = self._read([file for _, file in newest])
            begun = [(address, file, self._begun(file)) for address, file in newest]
        broken = sum(one.problem for _, _, one in begun)
        if left:
            notes.append(f"Not read yet: {left:,}; list them again.")
        if broken:
            notes.append(f"Left out, since they cannot be read: {broken:,}.")
        things = [
            Thing("page", address, one.title, one.text, made=file.changed)
            for address, file, one in begun
            if not one.problem and not self._held(one)
        ]
        return FolderFound(things, notes)

    def _free(self, files: Sequence[FolderFile]) -> Mapping[str, FolderFile]:
        """Give those that were not loaded, by the addresses that they would be loaded from."""
        found: dict[str, FolderFile] = {}
        for file in files:
            try:
                found[clean_address(file.path)] = file
            except InvalidError:
                continue  # longer than any that can be loaded
        held = {one.source.address for one in self._store.known(list(found))}
        return {address: file for address, file in found.items() if address not in held}

    def _held(self, begun: _Begun) -> bool:
        """Tell whether the same bytes were loaded from nowhere, as what is dropped on a page is."""
        return bool(begun.sha256) and self._store.same(begun.sha256) is not None

    def _read(self, files: Sequence[FolderFile]) -> int:
        """Read those that are new or changed, as long as it may take; tell how many are left."""
        unread = [file for file in files if (file.path, file.mark) not in self._known]
        if len(self._known) + len(unread) > REMEMBERED:
            self._known.clear()
            unread = list(files)
        until, done = self._clock() + PATIENCE, 0
        for at, file in enumerate(unread):
            done += file.size if _readable(file) else 0
            if at and (done > MOST_BYTES or self._clock() > until):
                return len(unread) - at
            self._known[file.path, file.mark] = self._beginning(file)
        return 0

    def _begun(self, file: FolderFile) -> _Begun:
        return self._known.get((file.path, file.mark)) or _named(file)

    def _beginning(self, file: FolderFile) -> _Begun:
        if not _readable(file):
            return _named(file)
        try:
            content = self._files.content(file)
            kind = kind_of(file.name, "", content[:BEGINNING])
            if kind.name == "feed":
                return BROKEN  # it is no document: what is in it is
            found = self._reader.read(kind.name, file.name, content)
        except InvalidError:
            return BROKEN
        text = Text(tidied(found.blocks)).whole[:BEGINNING]
        title = clean_title(found.title, file.name)
        return _Begun(title, text, hashlib.sha256(content).hexdigest())


def _named(file: FolderFile) -> _Begun:
    return _Begun(clean_title("", file.name), "", "")


def _readable(file: FolderFile) -> bool:
    return file.size <= LARGEST and not sounds(file.name, "")
