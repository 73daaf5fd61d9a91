"""What `rubato load` tells while it loads, and at the end: a bar for people, lines for programs."""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from server.core.library.times import clock_time

BAR: Final = 30
"""Characters of the progress bar."""
WIDE: Final = 40
"""Characters of what is told beside it."""
OUTCOMES: Final = ("added", "changed", "unchanged", "removed", "failed")


class LoadProgress:
    """Tells how far it has come; `lines` for programs, else for people."""

    def __init__(self, total: int, *, lines: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.total = total
        self._lines = lines
        self._shows = sys.stderr.isatty() and not lines
        self._done = 0

    def step(self, address: str, step: Mapping[str, Any]) -> None:
        """Tell how far one document is that takes long."""
        if self._shows:
            self._bar(f"{_name(address)[:16]} {so_far(step)}")

    def note(self, text: str) -> None:
        """Tell something about more than one document."""
        self._clear()
        if not self._lines:
            print(text, file=sys.stderr)

    def became(self, told: Mapping[str, Any]) -> None:
        """Tell what became of a document."""
        self.counts[told["outcome"]] += 1
        self._done += 1
        if self._lines:
            print(json.dumps(told, ensure_ascii=False), flush=True)
        elif told["outcome"] == "failed":
            self._clear()
            print(f"{told['address']}: {told['reason']}", file=sys.stderr)
        if self._shows:
            self._bar(_name(told["address"]))

    def end(self) -> None:
        """Tell what became of all."""
        self._clear()
        if not self._lines:
            found = [f"{self.counts[word]} {word}" for word in OUTCOMES if self.counts[word]]
            print(", ".join(found) or "There was nothing to read.")

    def _bar(self, text: str) -> None:
        filled = min(BAR, BAR * self._done // max(self.total, 1))
        bar = "#" * filled + "." * (BAR - filled)
        print(f"\r[{bar}] {self._done}/{self.total} {text[:WIDE]:<{WIDE}}", end="", file=sys.stderr)

    def _clear(self) -> None:
        if self._shows:
            print(f"\r{'':<{BAR + WIDE + 20}}\r", end="", file=sys.stderr)


def so_far(step: Mapping[str, Any]) -> str:
    """Say how far a document is: 12 of 45 MB are fetched, 12:31 of 1:02:03 are heard."""
    done, total = step["done"], step["total"]
    if step["doing"] == "hearing":
        return f"heard {clock_time(done)} of {clock_time(total)}"
    of = f" of {total / 1e6:.0f}" if total else ""
    return f"fetched {done / 1e6:.0f}{of} MB"


def _name(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]
