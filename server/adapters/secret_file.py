"""A file that only its owner reads, which is whole at every moment."""

import os
from pathlib import Path

from server.core.errors import UnavailableError


class SecretFile:
    """One small text; its folder is its owner's too."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> str | None:
        """Give the text; none where there is none that can be read."""
        try:
            return self.path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, text: str) -> None:
        """Keep a text; raises `UnavailableError` where that fails, and keeps what was."""
        new = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise UnavailableError(f"{self.path} cannot be written: {error.strerror}.") from error

    def remove(self) -> bool:
        """Delete it; tell whether it was there."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        return True
