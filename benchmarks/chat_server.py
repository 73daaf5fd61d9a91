"""A Rubato in a process of its own, with a fake Ollama in another, for benchmarks of chat."""

import contextlib
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from server.cli.opened import clock, open_services
from server.core.layers import resolve

ROOT = Path(__file__).resolve().parent.parent


def signed(folder: str) -> dict[str, str]:
    """Give the headers of an owner of the data in a folder."""
    settings = replace(resolve([]).settings, data_dir=folder)
    opened = open_services(settings)
    try:
        owner = opened.users.owner()
        token = opened.access.give(owner, "extension", "benchmark", clock() + 3_600_000)
    finally:
        opened.store.close()
    return {"Authorization": f"Bearer {token}"}


@contextlib.contextmanager
def process(module: str, *words: str, **more: str) -> "Iterator[tuple[Any, str]]":
    """Start a module of ours; give it, and what it says first."""
    started = subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
    )
    try:
        assert started.stdout is not None
        yield started, started.stdout.readline().strip()
    finally:
        started.terminate()
        started.wait()
        if started.stdout:
            started.stdout.close()


@contextlib.contextmanager
def server(
    folder: str, ollama: str, *words: str, **more: str
) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """Start a Rubato over the data in a folder and an Ollama; give it and its address."""
    flags = ("serve", "--port", "0", "--data-dir", folder, "--log-level", "error", *words)
    empty = {"XDG_CONFIG_HOME": folder, "RUBATO_OLLAMA_URL": ollama}
    with process("server.cli", *flags, **empty, **more) as (started, first):
        told = next(line for line in itertools.chain([first], started.stdout) if "http://" in line)
        yield started, told[told.index("http://") :].split()[0].rstrip(".,;/")
