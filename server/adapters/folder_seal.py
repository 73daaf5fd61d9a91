"""A seal over files that another program writes: what they held when it last wrote them.

An index whose bytes are others than that was torn by a crash or damaged on the disk; a library that
reads it then may end the whole process. Files are told by their size and SHA-256.
"""

import json
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

SEAL = "rubato.seal"
MARKER = "index_metadata.pickle"
"""What is written last, and only then: without it a folder holds no index yet."""


class FolderSeal:
    """The seal of one folder of indices, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._seal = folder, folder / SEAL
        self._told: Mapping[str, float] | None = None

    def broken(self) -> bool:
        """Tell whether anything is other than it was sealed; what was never sealed is not."""
        try:
            sealed = json.loads(self._seal.read_text())
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            return True
        return bool(sealed != self._read())

    def renew(self) -> None:
        """Seal again, where files were written since; a full disk leaves the old seal."""
        told = self._written()
        if told == self._told:
            return
        arriving = self._seal.with_suffix(".arriving")
        try:
            arriving.write_text(json.dumps(self._read()))
            arriving.replace(self._seal)
            self._told = told
        except OSError:
            arriving.unlink(missing_ok=True)

    def _written(self) -> Mapping[str, float]:
        return {path.parent.name: path.stat().st_mtime for path in self._folder.glob(f"*/{MARKER}")}

    def _read(self) -> Mapping[str, object]:
        """Describe the files of every index that is there."""
        found = {}
        for name in self._written():
            for path in sorted((self._folder / name).iterdir()):
                with path.open("rb") as file:
                    told = [path.stat().st_size, file_digest(file, "sha256").hexdigest()]
                found[f"{name}/{path.name}"] = told
        return found
