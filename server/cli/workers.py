"""How a process of our own is started: the command, and the environment it gets."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def worker(module: str, *words: str) -> tuple[list[str], Mapping[str, str]]:
    """Give both for a module of this folder; it finds the same package as here from anywhere."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", f"server.cli.{module}", *words]
    return command, os.environ | {"PYTHONPATH": path}
