"""Figures: what is told of many measurements, and of the machine while they were made."""

import os
import shutil
import statistics
from collections.abc import Sequence

from server.adapters import chromium

WIDTH = 50


def quantile(values: Sequence[float], percent: int) -> float:
    """Give the value that so many per cent stay under; 99 is p99."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def print_head(title: str, *columns: str) -> None:
    """Print a table's first line."""
    print(f"{title:<{WIDTH}}" + "".join(f"{column:>9}" for column in columns), flush=True)


def print_row(name: str, *values: float | str) -> None:
    """Print a line of figures, to the hundredth."""
    cells = (f"{value:>9.2f}" if isinstance(value, float) else f"{value:>9}" for value in values)
    print(f"  {name:<{WIDTH - 2}}" + "".join(cells), flush=True)


def load() -> str:
    """Tell how busy the machine is: others' work delays ours."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


PACKAGES = {"jackd": "jackd2", "Xvfb": "xvfb", "node": "nodejs", "make": "make"}


def missing(*parts: str) -> str:
    """Tell which of the parts, programs or "chromium", is not on this machine; empty: none."""
    for part in parts:
        if part == "chromium":
            found = chromium.find()
            if found is None or found.refuses_extensions:
                return "skipped: needs chromium: apt-get install chromium"
        elif not shutil.which(part):
            return f"skipped: needs {part}: apt-get install {PACKAGES[part]}"
    return ""
