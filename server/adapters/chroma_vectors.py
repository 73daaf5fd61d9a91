"""Keeps vectors in Chroma: a collection for each embedder, topics as a filter.

No text goes into Chroma: what is removed would stay readable in its file.  Only one process may
have a folder open, since several writers corrupt it without a word: a lock on a file of the folder
keeps a second one out; several ask a service.  All of it can be built again from the database.
"""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import numpy as np

from server.core.errors import ConflictError, UnavailableError
from server.core.retrieval_ports import Rows

LOCK = "rubato.lock"
TOPIC = "topic"
OURS = "passages-"
"""What the names of our collections begin with: a service may keep others'."""
PAGE = 5000
"""Rows that are read at once."""
PATIENCE = 10.0
"""Seconds that a service may take to answer; the words' own index answers meanwhile."""


class _Chroma:
    """What a folder and a service have in common."""

    _client: Any

    def vectors(self, embedder: str, dimensions: int) -> "ChromaVectors":
        """Give the vectors of one embedder; raises `UnavailableError`."""
        with _answering("opened"):
            collection = self._client.get_or_create_collection(
                _collection(embedder, dimensions),
                configuration={"hnsw": {"space": "cosine"}},
                metadata={"embedder": embedder, "dimensions": dimensions},
                embedding_function=None,
            )
            return ChromaVectors(collection, self._client.get_max_batch_size())

    def forget_others(self, embedder: str, dimensions: int) -> None:
        """Delete the vectors of all other embedders; raises `UnavailableError`."""
        kept = _collection(embedder, dimensions)
        with _answering("deleted"):
            for collection in self._client.list_collections():
                if collection.name != kept and collection.name.startswith(OURS):
                    self._client.delete_collection(collection.name)


class ChromaService(_Chroma):
    """A Chroma that runs as a service (`chroma run`), for as many processes as ask it."""

    def __init__(self, url: str) -> None:
        """Ask it; raises `UnavailableError` where it does not answer."""
        try:
            self._client = _asked(url)
            # Its own client waits for ever.
            self._client._server._session.timeout = PATIENCE
        except Exception as error:  # of httpx, of Chroma
            raise UnavailableError(
                f"The vector service at {url} does not answer; is `chroma run` there? It is asked "
                "again by itself."
            ) from error

    def close(self) -> None:
        """Let go of it."""
        # Its client has a second one, for tenants, and closes the connections of neither.
        sessions = [one._server._session for one in (self._client, self._client._admin_client)]
        self._client.close()
        for session in sessions:
            session.close()


class ChromaFolder(_Chroma):
    """A folder of Chroma's, open in this process alone."""

    def __init__(self, folder: Path) -> None:
        """Open it, made where it is not there.

        Raises `ConflictError` where another process has it, `UnavailableError` where it is broken.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(folder)
        try:
            self._client = _client(folder)
        except BaseException as error:
            self._lock.close()
            if isinstance(error, Exception):
                raise UnavailableError(f"The vectors in {folder} cannot be read: {error}") from None
            raise

    def close(self) -> None:
        """Let another process have it."""
        self._client.close()
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


def _client(folder: Path) -> Any:
    import chromadb  # noqa: PLC0415  (half a second, 77 MB)
    from chromadb.config import Settings  # noqa: PLC0415

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _asked(url: str) -> Any:
    import chromadb  # noqa: PLC0415  (half a second, 77 MB)
    from chromadb.config import Settings  # noqa: PLC0415

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    return chromadb.HttpClient(
        parts.hostname or "",
        parts.port or (443 if secure else 80),
        secure,
        settings=Settings(anonymized_telemetry=False),
    )


@contextmanager
def _answering(done: str) -> Iterator[None]:
    """Turn what Chroma, its SQLite, the disk or the network say into our error."""
    try:
        yield
    except Exception as error:
        raise UnavailableError(f"The vectors cannot be {done}: {error}") from error


def _collection(embedder: str, dimensions: int) -> str:
    """Name a collection: Chroma takes few characters, embedders have any."""
    told = hashlib.sha256(f"{embedder}\n{dimensions}".encode()).hexdigest()
    return f"{OURS}{told[:20]}"


class ChromaVectors:
    """The vectors of one embedder."""

    def __init__(self, collection: Any, batch: int) -> None:
        """Take the collection, and how many rows Chroma takes at once."""
        self._collection = collection
        self._batch = batch

    def put(
        self,
        passages: Sequence[int],
        rows: Rows,
        topics: Sequence[frozenset[int]],
        marks: Sequence[str],
    ) -> None:
        """Add or change vectors; raises `UnavailableError`."""
        with _answering("written"):
            self._put(passages, rows, topics, marks)

    def _put(
        self,
        passages: Sequence[int],
        rows: Rows,
        topics: Sequence[frozenset[int]],
        marks: Sequence[str],
    ) -> None:
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

    def remove(self, passages: Iterable[int]) -> None:
        """Remove vectors; those that are not there are none."""
        ids = [str(passage) for passage in passages]
        with _answering("deleted"):
            for at in _slices(len(ids), self._batch):
                self._collection.delete(ids=ids[at])

    def retopic(self, topics: Mapping[int, frozenset[int]]) -> None:
        """Change the topics of passages that are there."""
        wanted = {str(passage): of for passage, of in topics.items()}
        ids = list(wanted)
        with _answering("written"):
            for at in _slices(len(ids), self._batch):
                found = self._collection.get(ids=ids[at], include=["metadatas"])
                if found["ids"]:
                    told = [
                        _changed(old, wanted[each])
                        for each, old in zip(found["ids"], found["metadatas"], strict=True)
                    ]
                    self._collection.update(ids=found["ids"], metadatas=told)

    def nearest(
        self, vector: Rows, k: int, topics: frozenset[int] = frozenset()
    ) -> list[tuple[int, float]]:
        """Give the k nearest passages of any of the topics, with their cosine.

        Raises `UnavailableError`, as for those of an embedder that another took over from just now.
        """
        with _answering("read"):
            return self._nearest(vector, k, topics)

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
        with _answering("read"):
            for at in range(0, self._collection.count(), PAGE):
                found = self._collection.get(limit=PAGE, offset=at, include=["metadatas"])
                kept |= _told(found)
        return kept

    def kept_of(self, passages: Sequence[int]) -> dict[int, tuple[str, frozenset[int]]]:
        """Give those of these passages that have a vector, with their marks and topics."""
        with _answering("read"):
            ids = [str(passage) for passage in passages]
            return _told(self._collection.get(ids=ids, include=["metadatas"]))


def _told(found: Mapping[str, Any]) -> dict[int, tuple[str, frozenset[int]]]:
    rows = zip(found["ids"], found["metadatas"], strict=True)
    return {int(each): (str(told["mark"]), _topics(told)) for each, told in rows}


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
