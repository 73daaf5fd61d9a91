"""Write docs/licenses.md: under which license everything is that ships, or is installed to run.

    python scripts/licenses.py

Python packages are those that pyproject.toml asks for to run, with all its extras but `dev`, and
what those ask for; their licenses are read from what is installed.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "licenses.md"
OURS = "GPL-3.0-or-later"
NOT_TO_RUN = frozenset({"dev"})


class Shipped(NamedTuple):
    """What lies in this repository and others made."""

    path: str
    what: str
    license: str
    notice: str
    """The file beside it that says so."""


SHIPPED = (
    Shipped("extension/vendor/readability", "Readability, by Mozilla and Arc90", "Apache-2.0",
            "extension/vendor/readability/LICENSE.md"),
    Shipped("extension/vendor/dom-accessibility-api", "dom-accessibility-api", "MIT",
            "extension/vendor/dom-accessibility-api/LICENSE.md"),
    Shipped("extension/sounds", "Sounds rendered from FluidR3 GM", "MIT",
            "extension/sounds/NOTICE"),
    Shipped("languages", "Languages and commands", OURS, "LICENSE"),
    Shipped("extension/icons", "Icons", OURS, "LICENSE"),
)  # fmt: skip

NAMES: Mapping[str, str] = {
    "MIT License": "MIT", "Apache Software License": "Apache-2.0", "BSD License": "BSD-3-Clause",
    "Apache License, Version 2.0": "Apache-2.0", "3-Clause BSD License": "BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "BSD 3-Clause": "BSD-3-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
    "BSD": "BSD-3-Clause", "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0",
    "The MIT License": "MIT", "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}  # fmt: skip
"""How packages write licenses → how SPDX does."""

FITS = frozenset({
    "MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib", "Apache-2.0",
    "PSF-2.0", "CNRI-Python", "Python-2.0", "MPL-2.0", "CC0-1.0", "Unlicense", "HPND", "BSL-1.0",
    "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "GPL-2.0-or-later",
    "GPL-3.0-only", "GPL-3.0-or-later", "Apache-2.0 WITH LLVM-exception",
})  # fmt: skip
"""What may be part of a work under GPL-3.0-or-later (https://www.gnu.org/licenses/license-list)."""

BY_HAND: Mapping[str, str] = {}
"""Packages whose metadata says nothing, with what their source says."""

HEAD = """\
# Licenses

Written by `scripts/licenses.py`. Rubato is under GPL-3.0-or-later (`LICENSE`). What follows is part
of it, or is installed beside it to run it; all of it fits.

## In this repository

| where | what | license | notice |
|---|---|---|---|
"""
PACKAGES = """
## Python packages

| package | license |
|---|---|
"""


def fits(license_: str) -> bool:
    """Tell whether a license, or one of those one may choose of, fits ours."""
    parts = re.split(r"\s+AND\s+|;\s*", license_.replace("(", "").replace(")", ""))
    return all(any(one in FITS for one in re.split(r"\s+OR\s+", part)) for part in parts)


def license_of(package: Distribution) -> str:
    """Give a package's license as SPDX writes it, as well as its metadata tells."""
    told = package.metadata
    by_hand = BY_HAND.get(told["Name"].lower())
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    first = _said(told.get_all("License")).split("\n")[0]
    expression = _said(told.get_all("License-Expression"))
    found = by_hand or expression or "; ".join(classified) or first
    return "; ".join(NAMES.get(one, one) for one in found.split("; ")) or "unknown"


def _said(lines: Sequence[str] | None) -> str:
    return lines[0].strip() if lines else ""


def wanted() -> Sequence[str]:
    """Give what pyproject.toml asks for to run."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = told["optional-dependencies"].items()
    return [*told["dependencies"], *(one for name, more in extras if name not in NOT_TO_RUN
                                     for one in more)]  # fmt: skip


def packages() -> Sequence[Distribution]:
    """Give all that are installed to run it; raises `PackageNotFoundError` where one is missing."""
    found: dict[str, Distribution] = {}
    left = [Requirement(one) for one in wanted()]
    while left:
        one = left.pop()
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        if name in found or name == "rubato":
            continue
        found[name] = distribution(one.name)
        left += _needed(found[name], one.extras)
    return [found[name] for name in sorted(found)]


def _needed(package: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in package.requires or ():
        need = Requirement(line)
        places = [{"extra": extra} for extra in extras] or [{"extra": ""}]
        if need.marker is None or any(need.marker.evaluate(place) for place in places):
            try:
                distribution(need.name)
            except PackageNotFoundError:
                continue  # asked for on another system
            yield need


def text() -> str:
    """Give the page."""
    shipped = "".join(f"| `{one.path}` | {one.what} | {one.license} | `{one.notice}` |\n"
                      for one in SHIPPED)  # fmt: skip
    rows = "".join(f"| {one.metadata['Name']} | {license_of(one)} |\n" for one in packages())
    return HEAD + shipped + PACKAGES + rows


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
