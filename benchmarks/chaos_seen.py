"""Reads everything of an installation back: its database, its files, and what its index finds."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos_clients import summed
from benchmarks.chaos_rules import KINDS, Kind, Seen
from server.core.recordings import KINDS as FORMS

Things = dict[Kind, dict[str, list[str]]]
ASKED = 12
"""Documents, the newest, that are looked for in the index."""


class Reader:
    """Reads one installation."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._things: Things = {kind: {} for kind in KINDS}
        self._half: list[str] = []
        self._orphans: list[str] = []
        self._strange: list[str] = []

    def read(self, client: httpx.Client) -> Seen:
        """Read it; `client` asks the server that runs on it."""
        path = self._data / "rubato.db"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            self._whole(database)
            for read in (
                self._topics, self._documents, self._inquiries, self._ratings,
                self._recordings, self._words, self._replies,
            ):  # fmt: skip
                read(database)
            unfound = list(_unfound(database, client))
        return Seen(
            self._things, tuple(self._half), tuple(self._orphans), unfound, tuple(self._strange)
        )

    def _put(self, kind: Kind, key: str, content: str) -> None:
        self._things[kind].setdefault(key, []).append(content)

    def _whole(self, database: sqlite3.Connection) -> None:
        told = [row[0] for row in database.execute("PRAGMA integrity_check")]
        if told != ["ok"]:
            self._strange.append(f"the database: {told[0]}")
        for row in database.execute("PRAGMA foreign_key_check"):
            self._orphans.append(f"{row[0]} {row[1]} names what is not there in {row[2]}")

    def _topics(self, database: sqlite3.Connection) -> None:
        for row in database.execute("SELECT name FROM topics WHERE name LIKE 'Topic %'"):
            self._put("topic", row["name"], row["name"])

    def _documents(self, database: sqlite3.Connection) -> None:
        for row in database.execute("SELECT id, title, state, blocks FROM documents"):
            content = " ".join(block["text"] for block in json.loads(row["blocks"]))
            self._put("document", row["title"], summed(content))
            asked = "SELECT position, text FROM passages WHERE document_id = ? ORDER BY position"
            cuts = database.execute(asked, (row["id"],)).fetchall()
            if row["state"] != "ready":
                self._strange.append(f"document {row['title']} is {row['state']}")
            if [cut["position"] for cut in cuts] != list(range(len(cuts))) or not cuts:
                self._half.append(f"document {row['title']} has not all its passages")

    def _inquiries(self, database: sqlite3.Connection) -> None:
        asked = "SELECT id, question, answer, state, details, finished FROM inquiries"
        for row in database.execute(asked):
            self._put("inquiry", row["question"], row["question"])
            json.loads(row["details"])
            if row["state"] == "asked" or row["finished"] is None:
                self._half.append(f"inquiry {row['id']} was never ended")
            if row["state"] == "answered" and not row["answer"]:
                self._half.append(f"inquiry {row['id']} has no answer")

    def _ratings(self, database: sqlite3.Connection) -> None:
        asked = """SELECT key, value, version, (SELECT count(*) FROM rating_changes
        WHERE rating_id = ratings.id) AS changes, (SELECT value FROM rating_changes
        WHERE rating_id = ratings.id ORDER BY id DESC LIMIT 1) AS last FROM ratings"""
        for row in database.execute(asked):
            self._put("rating", row["key"], str(row["value"]))
            if row["last"] != row["value"] or not row["changes"]:
                self._half.append(f"rating {row['key']} is not what its last change says")

    def _recordings(self, database: sqlite3.Connection) -> None:
        folder, known = self._data / "recordings", set[str]()
        for row in database.execute("SELECT * FROM recordings"):
            known.add(row["id"])
            suffix = FORMS[row["kind"]].suffix
            whole = [*folder.glob(f"[0-9]*/{row['id']}{suffix}")]
            arriving = folder / "arriving" / row["id"]
            if row["completed"] is None:
                size = arriving.stat().st_size if arriving.exists() else 0
                # The last piece may lie in its place, and the row hear of it with the next call.
                if size < row["arrived"] and not whole:
                    self._half.append(f"recording {row['id']}: {size} of {row['arrived']} bytes")
            elif not whole:
                self._orphans.append(f"recording {row['id']} has no file")
            else:
                digest = hashlib.sha256(whole[0].read_bytes()).hexdigest()
                self._put("recording", row["sha256"], digest)
        for path in folder.rglob("*"):
            if path.is_file() and path.name.partition(".")[0] not in known:
                self._orphans.append(f"{path.name} is a file of no recording")

    def _words(self, database: sqlite3.Connection) -> None:
        asked = """SELECT keys, fields, version, (SELECT count(*) FROM dictionary_changes
        WHERE word_id = dictionary_words.id) AS changes FROM dictionary_words"""
        for row in database.execute(asked):
            meanings = json.loads(row["fields"])["meanings"]
            self._put("word", row["keys"], _meaning(meanings[0]))
            if row["changes"] != row["version"]:
                self._half.append(f"word {row['keys']} has not its history")

    def _replies(self, database: sqlite3.Connection) -> None:
        for row in database.execute("SELECT comment, state FROM replies WHERE state <> 'review'"):
            self._put("reply", row["comment"], row["state"])


def _meaning(told: Any) -> str:
    return str(told["text"] if isinstance(told, dict) else told)


def _unfound(database: sqlite3.Connection, client: httpx.Client) -> Iterator[str]:
    """Compare what the index finds with what the database has."""
    asked = "SELECT id, title FROM documents ORDER BY id DESC LIMIT ?"
    known = {row[0] for row in database.execute("SELECT id FROM passages")}
    (count,) = database.execute("SELECT count(*) FROM passages").fetchone()
    told = client.get("/v1/embedder").json()
    if (told["of"], told["done"]) != (count, count) or told["problem"]:
        problem = told["problem"]
        yield f"the index has {told['done']} of {told['of']} passages, of {count}: {problem}"
    for row in database.execute(asked, (ASKED,)):
        answer = client.post("/v1/search", json={"question": row["title"], "limit": 20})
        found: Sequence[dict[str, Any]] = answer.json().get("passages", ())
        if row["id"] not in {one["document"] for one in found}:
            yield f"{row['title']} is not found ({answer.status_code})"
        for one in found:
            if one["passage"] not in known:
                yield f"{one['passage']} is found and is not in the database"
