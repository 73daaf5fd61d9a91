"""JSON that remembers on which line each object begins, and refuses a name that stands twice."""

import json
from bisect import bisect_right
from collections.abc import Callable
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from server.core.dictionary.file_error import FileError, FileProblem

DEEPEST = 30
"""Objects and lists within one another."""


class Placed(dict[str, Any]):
    """An object with the line it begins on, and the line of each of its names."""

    line: int = 0
    lines: dict[str, int]


def read(text: str) -> Any:
    """Read it; raises `FileError` with the line."""
    ends = [at for at, letter in enumerate(text) if letter == "\n"]

    def line_of(at: int) -> int:
        return bisect_right(ends, at - 1) + 1

    if _depth(text) > DEEPEST:
        raise FileError([FileProblem(0, "objects and lists lie too deep within one another")])
    try:
        return _Decoder(line_of).decode(text)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg}"
        raise FileError([FileProblem(error.lineno, message)]) from error
    except ValueError as error:
        raise FileError([FileProblem(0, f"not JSON: {str(error)[:100]}")]) from error


class _Decoder(json.JSONDecoder):
    """Reads objects through Python, where their place is known."""

    def __init__(self, line_of: Callable[[int], int]) -> None:
        super().__init__(parse_constant=_refuse)
        self._line_of = line_of
        self.parse_object = self._object
        self.scan_once = py_make_scanner(self)

    def _object(self, place: tuple[str, int], strict: bool, scan: Any, *_: Any) -> Any:
        """Read one; `place`: the text, and where it stands behind its brace."""
        lines: dict[str, int] = {}

        def scanned(text: str, at: int) -> Any:
            value, end = scan(text, at)
            lines[str(len(lines))] = self._line_of(at)
            return value, end

        pairs, end = JSONObject(place, strict, scanned, None, list)
        found = Placed(pairs)
        found.line = self._line_of(place[1] - 1)
        found.lines = dict(zip((name for name, _ in pairs), lines.values(), strict=False))
        seen: set[str] = set()
        for (name, _), line in zip(pairs, lines.values(), strict=True):
            if name in seen:
                raise FileError([FileProblem(line, f"“{name[:60]}” stands here a second time")])
            seen.add(name)
        return found, end


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number here")


def _depth(text: str) -> int:
    """Tell how deep a text lies, before anything recurses into it."""
    deepest = depth = 0
    inside = escaped = False
    for letter in text:
        if inside:
            inside, escaped = letter != '"' or escaped, letter == "\\" and not escaped
        elif letter == '"':
            inside = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest
