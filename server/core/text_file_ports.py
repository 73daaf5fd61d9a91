"""A small text that is kept outside."""

from typing import Protocol


class TextFile(Protocol):
    """Keeps one text."""

    def read(self) -> str | None:
        """Give it; none where there is none that can be read."""
        ...

    def write(self, text: str) -> None:
        """Keep one in its place; raises `UnavailableError`, and keeps what was."""
        ...

    def remove(self) -> bool:
        """Delete it; tell whether it was there."""
        ...
