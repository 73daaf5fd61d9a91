"""Models and voices that lie in folders here, each with the checksum of its files."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from server.core.backup.manifest import Part

PIECE = 1 << 20
VOICE = ".onnx"


def voices_in(folder: Path) -> Iterator[Part]:
    """List the voices that were installed; a voice is its model and the files beside it."""
    for model in sorted(folder.glob(f"[!.]*{VOICE}")):
        yield _part("voice", model.stem, sorted(folder.glob(f"{model.stem}.*")))


def models_in(folder: Path) -> Iterator[Part]:
    """List the folders that hold a model's files, by their paths below the folder."""
    holding = sorted({path.parent for path in folder.rglob("*") if path.is_file()})
    for each in holding:
        files = sorted(path for path in each.iterdir() if path.is_file())
        yield _part("model", each.relative_to(folder).as_posix(), files)


def _part(kind: Literal["model", "voice"], name: str, files: Sequence[Path]) -> Part:
    whole, size = sha256(), 0
    for path in files:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                whole.update(piece)
                size += len(piece)
    return Part(kind, name, "", whole.hexdigest(), size)
