"""The files of this tree: what git tracks, and what it would if added."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Copies of what others wrote, and what our scripts wrote.
NOT_OURS = ("extension/vendor/",)
GENERATED = (".bundle.js",)


def tracked() -> list[str]:
    """Return the paths from the root of all files that are or may become part of the tree."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(path for path in set(listed.stdout.split("\n")) if (ROOT / path).is_file())


def sources(*suffixes: str) -> list[str]:
    """Return those that are our own sources with one of the suffixes."""
    ours = [path for path in tracked() if not path.startswith(NOT_OURS)]
    return [path for path in ours if path.endswith(suffixes) and not path.endswith(GENERATED)]


def read(path: str) -> str:
    """Return a file's text."""
    return (ROOT / path).read_text(encoding="utf-8")
