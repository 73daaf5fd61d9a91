"""`Machine`: the server's processes, the disk its data lies on, and the versions of its parts."""

import platform
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from server.core.stats import Disk, Process, Room, Version

if TYPE_CHECKING:
    import psutil

PARTS = (
    "fastapi",
    "chromadb",
    "sqlalchemy",
    "ollama",
    "piper-tts",
    "pocketsphinx",
    "python-rtmidi",
)
"""Packages whose versions one asks for when something is wrong."""
WORKERS = {
    "server.cli.ear_worker": "ear",
    "server.cli.scribe_worker": "transcription",
    "server.cli.reader_worker": "reader of documents",
}
"""What our processes are for, by the module that they run."""
OTHER = "voice or helper"


class ThisMachine:
    """Looks at the machine that the server runs on."""

    def __init__(self, own_version: str, folder: Path, rooms: Mapping[str, Sequence[Path]]) -> None:
        """Take the data folder, and which files and folders lie in it for what."""
        self._version, self._folder, self._rooms = own_version, folder, rooms

    def processes(self) -> Sequence[Process]:
        """List the server and what it started, the server first."""
        import psutil  # noqa: PLC0415  (when somebody looks)

        server = psutil.Process()
        told = [_told(server, "server")]
        for child in server.children(recursive=True):
            try:
                told.append(_told(child, _name(child.cmdline())))
            except (psutil.NoSuchProcess, psutil.AccessDenied):  # it ended, or is about to
                continue
        return told

    def disk(self) -> Disk:
        """Measure the disk, and what lies on it of ours."""
        usage = shutil.disk_usage(self._folder)
        rooms = [Room(name, sum(map(_size, paths))) for name, paths in self._rooms.items()]
        return Disk(usage.total, usage.free, tuple(rooms))

    def versions(self) -> Sequence[Version]:
        """List what the server is made of, itself first."""
        own = [
            Version("rubato", self._version),
            Version("python", platform.python_version()),
            Version("sqlite", sqlite3.sqlite_version),
        ]
        return [*own, *(Version(name, _version(name)) for name in PARTS)]


def _told(process: "psutil.Process", name: str) -> Process:
    return Process(name, process.memory_info().rss, int(process.create_time() * 1000))


def _name(command: Sequence[str]) -> str:
    return next((WORKERS[word] for word in command if word in WORKERS), OTHER)


def _size(path: Path) -> int:
    """Add up a file or folder; what goes away meanwhile is nothing."""
    try:
        if path.is_dir():
            return sum(_size(one) for one in path.iterdir())
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
