"""Archives as a hostile hand would make them, each wrong in one way."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from server.adapters.database.migrate import HEAD
from server.core.export.manifest import FORMAT, VERSION

TOPIC = {"id": 1, "name": "Bach", "key": "bach", "caution": "", "created": 1}
USER = {"id": 1, "name": "anna", "role": "user", "created": 1}
SOUND = b"MThd"
RECORDING = {
    "id": "00112233445566ff", "user_id": 1, "kind": "session", "name": "x", "size": 4,
    "sha256": hashlib.sha256(SOUND).hexdigest(), "arrived": 4, "created": 1, "completed": 2,
}  # fmt: skip
Lines = dict[str, list[Any]]


def lines_of(rows: list[Any]) -> bytes:
    """Write rows; what is bytes already stays as it is."""
    return b"".join(
        row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows
    )


def manifest(sheets: Lines, **more: Any) -> dict[str, Any]:
    """Describe tables (`kind/table`) as an export does."""
    listed = [
        {"table": place.split("/")[1], "rows": len(rows), "size": len(lines_of(rows)),
         "sha256": hashlib.sha256(lines_of(rows)).hexdigest()}
        for place, rows in sheets.items()
    ]  # fmt: skip
    kinds = list(dict.fromkeys(place.split("/")[0] for place in sheets))
    facts = {
        "format": FORMAT, "version": VERSION, "made": 1, "rubato": "1", "revision": HEAD,
        "kinds": kinds, "tables": listed, "settings": None, "secrets": False, "missing": [],
    }  # fmt: skip
    return facts | more


def archive(
    path: Path,
    sheets: Lines,
    files: dict[str, bytes] | None = None,
    packing: int = zipfile.ZIP_DEFLATED,
    **more: Any,
) -> Path:
    """Write an archive of these tables."""
    with zipfile.ZipFile(path, "w", packing) as made:
        for place, rows in sheets.items():
            made.writestr(f"{place}.jsonl", lines_of(rows))
        for place, content in (files or {}).items():
            made.writestr(place, content)
        made.writestr("manifest.json", json.dumps(manifest(sheets, **more)))
    return path


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """Write an archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for place, content in files.items():
            made.writestr(place, content)
    return path


def forged(path: Path, **more: Any) -> Path:
    """Write an archive whose manifest says something else of its table."""
    tables: Lines = {"topics/topics": [TOPIC]}
    (listed,) = manifest(tables)["tables"]
    return archive(path, tables, tables=[listed | more])


def cut(path: Path) -> Path:
    """Write an archive of which half is missing."""
    archive(path, {"topics/topics": [TOPIC]})
    path.write_bytes(path.read_bytes()[:200])
    return path


def flipped(path: Path) -> Path:
    """Write an archive with a byte of its rows changed."""
    archive(path, {"topics/topics": [TOPIC]}, packing=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"Bach", b"Bacx", 1))
    return path


def twice(path: Path) -> Path:
    """Write an archive that has a name twice."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("manifest.json", json.dumps(manifest({})))
        made.writestr("manifest.jsoX", b"{}")
    path.write_bytes(held.getvalue().replace(b"manifest.jsoX", b"manifest.json"))
    return path


Make = Callable[[Path], Path]
REFUSED: dict[str, Make] = {
    "no zip": lambda path: (path.write_bytes(b"PK\x03\x04 nothing") and path) or path,
    "empty": lambda path: (path.write_bytes(b"") and path) or path,
    "no manifest": lambda path: zipped(path, {"a": b""}),
    "no JSON": lambda path: zipped(path, {"manifest.json": b"{"}),
    "deep JSON": lambda path: zipped(path, {"manifest.json": b"[" * 200_000}),
    "huge manifest": lambda path: zipped(path, {"manifest.json": b" " * 2_000_000}),
    "not text": lambda path: zipped(path, {"manifest.json": b"\xff\xfe"}),
    "a list": lambda path: zipped(path, {"manifest.json": b"[]"}),
    "other format": lambda path: archive(path, {}, format="cake"),
    "newer format": lambda path: archive(path, {}, version=2),
    "newer schema": lambda path: archive(path, {}, revision="9999"),
    "unknown kind": lambda path: archive(path, {}, kinds=["cake"]),
    "kind twice": lambda path: archive(path, {}, kinds=["topics", "topics"]),
    "unknown table": lambda path: archive(path, {"topics/alembic_version": [{}]}),
    "pairings": lambda path: archive(path, {"people/pairings": [{}]}),
    "tokens unsaid": lambda path: archive(path, {"people/tokens": [{}]}),
    "outside": lambda path: archive(path, {}, {"../../evil": b"x"}),
    "absolute": lambda path: archive(path, {}, {"/etc/passwd": b"x"}),
    "file of no recording": lambda path: archive(path, {}, {"recordings/files/../x": b"x"}),
    "lost table": lambda path: archive(path, {}, tables=manifest({"topics/topics": []})["tables"]),
    "forged count": lambda path: forged(path, rows=5),
    "negative count": lambda path: forged(path, rows=-1),
    "count no number": lambda path: forged(path, rows=True),
    "forged size": lambda path: forged(path, size=5),
    "forged hash": lambda path: forged(path, sha256="0" * 64),
    "no hash": lambda path: forged(path, sha256="../../x"),
    "bomb": lambda path: archive(path, {"topics/topics": [b"\n" * 20_000_000]}),
    "bomb beside": lambda path: archive(
        path, {"recordings/recordings": []}, {"recordings/files/" + "0" * 16: b"0" * 20_000_000}
    ),
    "odd packing": lambda path: archive(path, {}, packing=zipfile.ZIP_BZIP2),
    "settings lost": lambda path: archive(
        path, {}, settings={"table": "settings", "rows": 1, "size": 2, "sha256": "0" * 64}
    ),
    "cut off": cut,
    "bytes changed": flipped,
    "name twice": twice,
}
"""Each is refused before anything is changed."""
