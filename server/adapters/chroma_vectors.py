"""Keeps vectors in Chroma, in a folder: one collection for each embedder, topics as a filter.

No text goes into Chroma: what is removed would stay readable in its file.  Only one process may
have a folder open, since several writers corrupt it without a word: a lock on a file of the folder
keeps a second one out.  All of it can be built again from the database.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np

from server.core.errors import ConflictError, UnavailableError
from server.core.retrieval_ports import Rows

LOCK = "rubato.lock"
FILE = "chroma.sqlite3"
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
ROOM = 50_000_000
"""Bytes that must be free before vectors are dropped to be made again."""
TOPIC = "topic"
PAGE = 5000
"""Rows that are read at once."""


class Seal(Protocol):
    """Tells whether an index is as it was when it was last written."""

    def broken(self) -> bool:
        """Tell whether it is other than it was sealed."""
        ...

    def renew(self) -> None:
        """Seal it again where it was written since."""
        ...


class ChromaFolder:
    """A folder of Chroma's, open in this process alone."""

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        """Open it, made where it is not there, and begun anew where it is damaged.

        `seal`: by which damage is told that would end the process that reads it.

        Raises `ConflictError` where another process has it, `UnavailableError` where it cannot be
        opened at all, as on a disk that is full.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._lock, self._seal = folder, _locked(folder), seal
        try:
            if _is_damaged(folder / FILE) or (seal is not None and seal.broken()):
                _empty(folder)
            self._client = _client(folder)
        except BaseException as error:
            self._lock.close()
            if isinstance(error, Exception):
                raise UnavailableError(f"The vectors in {folder} cannot be read: {error}") from None
            raise

    def vectors(self, embedder: str, dimensions: int) -> "ChromaVectors":
        """Give the vectors of one embedder; where they cannot be read, none, to be made again."""
        opened = self._opened(embedder, dimensions)
        if opened.answer(dimensions) or not _has_room(self._folder):
            return opened
        self._client.close()
        _empty(self._folder)
        self._client = _client(self._folder)
        return self._opened(embedder, dimensions)

    def _opened(self, embedder: str, dimensions: int) -> "ChromaVectors":
        collection = self._client.get_or_create_collection(
            _collection(embedder, dimensions),
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embedder": embedder, "dimensions": dimensions},
            embedding_function=None,
        )
        written = self._seal.renew if self._seal else lambda: None
        return ChromaVectors(collection, self._client.get_max_batch_size(), written)

    def forget_others(self, embedder: str, dimensions: int) -> None:
        """Delete the vectors of all other embedders; raises `UnavailableError`."""
        kept = _collection(embedder, dimensions)
        try:
            for collection in self._client.list_collections():
                if collection.name != kept:
                    self._client.delete_collection(collection.name)
        except Exception as error:  # of Chroma, of SQLite, of the disk
            raise UnavailableError(f"Old vectors cannot be deleted: {error}") from error

    def close(self) -> None:
        """Let another process have it."""
        self._client.close()
        if self._seal is not None:
            self._seal.renew()
        self._lock.close()


def _locked(folder: Path) -> BinaryIO:
    held = (folder / LOCK).open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise ConflictError(
            f"Another process has the vectors in {folder} open; only one may. "
            "Ask the server that runs, or stop it."
        ) from None
    return held


def _is_damaged(database: Path) -> bool:
    """Ask SQLite, before Chroma reads it; what a disk refuses says nothing of damage."""
    if not database.is_file():
        return any(each.is_dir() for each in database.parent.iterdir())
    try:
        asked = f"{database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(asked, uri=True)) as opened:
            told: tuple[str] = opened.execute("PRAGMA quick_check(1)").fetchone()
            return told != ("ok",)
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", 0)
        return (code & 0xFF) in DAMAGE


def _has_room(folder: Path) -> bool:
    """Tell whether vectors could be made again there: else nothing of what is there is dropped."""
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM


def _empty(folder: Path) -> None:
    """Drop what is there, but for the lock: all of it is made again from the database."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != LOCK:
            path.unlink(missing_ok=True)


def _client(folder: Path) -> Any:
    import chromadb  # noqa: PLC0415  (half a second, 77 MB)
    from chromadb.config import Settings  # noqa: PLC0415

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _collection(embedder: str, dimensions: int) -> str:
    """Name a collection: Chroma takes few characters, embedders have any."""
    told = hashlib.sha256(f"{embedder}\n{dimensions}".encode()).hexdigest()
    return f"passages-{told[:20]}"


class ChromaVectors:
    """The vectors of one embedder."""

    def __init__(
        self, collection: Any, batch: int, written: Callable[[], None] = lambda: None
    ) -> None:
        """Take the collection, and how many rows Chroma takes at once.

        `written` is called after each change.
        """
        self._collection = collection
        self._batch, self._written = batch, written

    def answer(self, dimensions: int) -> bool:
        """Tell whether they can be read."""
        try:
            self._nearest(np.ones(dimensions, np.float32), 1, frozenset())
        except Exception:  # of Chroma, of SQLite, of the disk
            return False
        return True

    def put(
        self,
        passages: Sequence[int],
        rows: Rows,
        topics: Sequence[frozenset[int]],
        marks: Sequence[str],
    ) -> None:
        """Add or change vectors."""
        for at in _slices(len(passages), self._batch):
            ids = [str(passage) for passage in passages[at]]
            told = [
                {"mark": mark, **_keys(of)} for mark, of in zip(marks[at], topics[at], strict=True)
            ]
            # What is there of the same passages has keys of topics that it may no longer have.
            if there := self._collection.get(ids=ids, include=[])["ids"]:
                self._collection.delete(ids=there)
            self._collection.upsert(
                ids=ids, embeddings=np.ascontiguousarray(rows[at], np.float32), metadatas=told
            )
        self._written()

    def remove(self, passages: Iterable[int]) -> None:
        """Remove vectors; those that are not there are none."""
        ids = [str(passage) for passage in passages]
        for at in _slices(len(ids), self._batch):
            self._collection.delete(ids=ids[at])
        self._written()

    def retopic(self, topics: Mapping[int, frozenset[int]]) -> None:
        """Change the topics of passages that are there."""
        wanted = {str(passage): of for passage, of in topics.items()}
        ids = list(wanted)
        for at in _slices(len(ids), self._batch):
            found = self._collection.get(ids=ids[at], include=["metadatas"])
            if found["ids"]:
                told = [
                    _changed(old, wanted[each])
                    for each, old in zip(found["ids"], found["metadatas"], strict=True)
                ]
                self._collection.update(ids=found["ids"], metadatas=told)
        self._written()

    def nearest(
        self, vector: Rows, k: int, topics: frozenset[int] = frozenset()
    ) -> list[tuple[int, float]]:
        """Give the k nearest passages of any of the topics, with their cosine.

        Raises `UnavailableError`, as for those of an embedder that another took over from just now.
        """
        try:
            return self._nearest(vector, k, topics)
        except Exception as error:  # of Chroma, of SQLite, of the disk
            raise UnavailableError(f"The vectors cannot be read: {error}") from error

    def _nearest(self, vector: Rows, k: int, topics: frozenset[int]) -> list[tuple[int, float]]:
        count = min(k, self._collection.count())
        if count < 1:
            return []
        found = self._collection.query(
            query_embeddings=np.asarray(vector, np.float32).reshape(1, -1),
            n_results=count,
            where=_filter(topics),
            include=["distances"],
        )
        distances = found["distances"][0]
        return [
            (int(each), 1 - float(far))
            for each, far in zip(found["ids"][0], distances, strict=True)
        ]

    def kept(self) -> dict[int, tuple[str, frozenset[int]]]:
        """Give the passages that have a vector, with their marks and topics."""
        kept: dict[int, tuple[str, frozenset[int]]] = {}
        for at in range(0, self._collection.count(), PAGE):
            found = self._collection.get(limit=PAGE, offset=at, include=["metadatas"])
            for each, told in zip(found["ids"], found["metadatas"], strict=True):
                kept[int(each)] = str(told["mark"]), _topics(told)
        return kept


def _slices(count: int, size: int) -> Iterator[slice]:
    return (slice(at, at + size) for at in range(0, count, size))


def _keys(topics: frozenset[int]) -> dict[str, bool]:
    """Chroma's metadata knows no lists: each topic is a key."""
    return {f"{TOPIC}{topic}": True for topic in topics}


def _topics(told: Mapping[str, Any]) -> frozenset[int]:
    return frozenset(int(key[len(TOPIC) :]) for key in told if key.startswith(TOPIC))


def _changed(old: Mapping[str, Any], topics: frozenset[int]) -> dict[str, Any]:
    """Give what to write over old metadata: None takes a key out."""
    gone = {key: None for key in old if key.startswith(TOPIC)}
    return {"mark": old["mark"], **gone, **_keys(topics)}


def _filter(topics: frozenset[int]) -> dict[str, Any] | None:
    each: list[dict[str, Any]] = [{f"{TOPIC}{topic}": True} for topic in sorted(topics)]
    return {"$or": each} if len(each) > 1 else next(iter(each), None)
