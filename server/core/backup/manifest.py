"""The manifest of a backup: what lies in it, by which it is checked when it is restored.

A backup is a folder named by its time. Its database and settings lie in it; files that never change
(recordings) lie in a pool beside all backups, each under its SHA-256, so that it is stored once.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from server.core.errors import InvalidError

FORMAT = "rubato-backup"
VERSION = 1
NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(-\d+)?")
SHA256 = re.compile(r"[0-9a-f]{64}")
Engine: TypeAlias = Literal["sqlite", "postgresql"]
ENGINES: tuple[Engine, ...] = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of a backup."""

    path: str
    """Where it belongs below data_dir, with slashes."""
    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A model or a voice: not copied, since it can be had again; named, to get the same one."""

    kind: Literal["model", "voice"]
    name: str
    version: str
    """What it says of itself; empty where it says nothing."""
    sha256: str
    """Over its files, or what the model server calls its digest; empty where neither is known."""
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in a backup."""

    made: int
    """Ms since 1970, UTC."""
    rubato: str
    """The version that made it."""
    engine: Engine
    revision: str
    """Of the database's schema."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    database: Filed
    files: Sequence[Filed]
    parts: Sequence[Part]
    gone: Sequence[str] = ()
    """Files that the folders named, and that were not there any more when they were copied."""
    missing: Sequence[str] = ()
    """Which lists could not be made, and why: sentences."""


def name_of(made: int) -> str:
    """Give the name of the backup of a moment (ms since 1970, UTC): `2026-11-21T02-00-00Z`."""
    return datetime.fromtimestamp(made // 1000, UTC).strftime("%Y-%m-%dT%H-%M-%SZ")


def written(manifest: Manifest) -> str:
    """Write a manifest as JSON."""
    facts = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Manifest:
    """Read one; raises `InvalidError` for what is none, or names a place outside data_dir."""
    try:
        facts = json.loads(text)
        if facts.pop("format") != FORMAT:
            raise InvalidError("This is no backup of Rubato.")
        if facts.pop("version") > VERSION:
            raise InvalidError("A newer Rubato made this backup; install that version first.")
        return _read(facts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidError(
            "The manifest of this backup is damaged; take an older backup."
        ) from error


def _read(facts: dict[str, Any]) -> Manifest:
    if facts["engine"] not in ENGINES:
        raise InvalidError(f"This backup is of {facts['engine']}, which this Rubato cannot read.")
    return Manifest(
        made=int(facts["made"]),
        rubato=str(facts["rubato"]),
        engine=facts["engine"],
        revision=str(facts["revision"]),
        rows={str(name): int(count) for name, count in facts["rows"].items()},
        database=_filed(facts["database"]),
        files=tuple(_filed(one) for one in facts["files"]),
        parts=tuple(Part(**one) for one in facts["parts"]),
        gone=tuple(map(str, facts["gone"])),
        missing=tuple(map(str, facts["missing"])),
    )


def _filed(facts: dict[str, Any]) -> Filed:
    filed = Filed(str(facts["path"]), str(facts["sha256"]), int(facts["size"]))
    parts = filed.path.split("/")
    outside = {"", ".", ".."} & {*parts} or "\\" in filed.path or ":" in filed.path
    if outside or not SHA256.fullmatch(filed.sha256):
        raise InvalidError("The manifest of this backup names a place that it must not.")
    return filed


def differences(wanted: Mapping[str, int], found: Mapping[str, int]) -> Sequence[str]:
    """Say in which tables other than the wanted rows are."""
    return [
        f"{name}: {found.get(name, 0)} rows instead of {wanted.get(name, 0)}"
        for name in sorted({*wanted, *found})
        if wanted.get(name) != found.get(name)
    ]
