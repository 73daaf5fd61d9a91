"""What is wrong with a file of a language, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core.errors import InvalidError

TOLD = 20
"""Problems told at once."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One of them."""

    line: int
    """1 for the first; 0 where it is about the whole."""
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


class FileError(InvalidError):
    """A file that holds no language as it stands; nothing of it is taken."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        more = len(problems) - TOLD
        told = [str(one) for one in problems[:TOLD]]
        super().__init__("; ".join([*told, *([f"and {more} more"] if more > 0 else [])]))
        self.problems = tuple(problems)
        self.facts: Mapping[str, object] = {
            "problems": [{"line": one.line, "message": one.message} for one in problems[:TOLD]]
        }
