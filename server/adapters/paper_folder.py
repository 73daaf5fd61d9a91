"""`Papers` in a folder: texts written under another name first, and given their own when whole."""

from pathlib import Path

from server.core.errors import UnavailableError


class PaperFolder:
    """A folder that is made when something is first written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, place: str) -> str | None:
        """Give a text; none where there is none."""
        try:
            return (self._folder / place).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise UnavailableError(f"{self._folder / place} cannot be read: {error}.") from error

    def write(self, place: str, text: str) -> bool:
        """Write a text, for its owner alone to read; tell whether it changed."""
        path = self._folder / place
        try:
            if path.exists() and path.read_bytes() == text.encode():
                return False
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(path.name + ".new")
            try:
                new.touch(mode=0o600)
                new.write_text(text, encoding="utf-8")
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
        except OSError as error:
            raise UnavailableError(f"{path} cannot be written: {error.strerror}.") from error
        return True
