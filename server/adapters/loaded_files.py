"""Files of this machine that documents were loaded from, each only while it is what it was.

An address is what its loader said it is, so a path alone opens nothing: the bytes must be the very
ones that were loaded, which whoever asks could have read already.
"""

import hashlib
import threading
from pathlib import Path

MOST_KNOWN = 1_000
"""Files whose hashes are remembered."""


class LoadedFiles:
    """Finds them."""

    def __init__(self) -> None:
        self._hashes: dict[tuple[str, int, int, int], str] = {}
        self._lock = threading.Lock()

    def find(self, address: str, sha256: str) -> str | None:
        """Give the path at an address, where a file with this hash is; else nothing."""
        path = Path(address)
        try:
            if not path.is_absolute() or path.resolve() != path or not path.is_file():
                return None
            return str(path) if self._hash(path) == sha256 else None
        except (OSError, ValueError):
            return None

    def _hash(self, path: Path) -> str:
        """Hash a file once, as long as it stays; a player asks for it piece by piece."""
        now = path.stat()
        mark = (str(path), now.st_ino, now.st_size, now.st_mtime_ns)
        with self._lock:
            known = self._hashes.get(mark)
        if known is None:
            with path.open("rb") as file:
                known = hashlib.file_digest(file, "sha256").hexdigest()
            with self._lock:
                if len(self._hashes) >= MOST_KNOWN:
                    self._hashes.clear()
                self._hashes[mark] = known
        return known
