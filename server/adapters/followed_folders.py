"""Folders that the owner follows: their files, and only those beneath them, through no link."""

import os
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from server.core.errors import InvalidError
from server.core.folder_ports import FolderFile, FolderListed
from server.core.library.kinds import SUFFIXES, suffix_of

MOST_SEEN = 20_000
"""Files and folders that are looked at."""
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""A pipe that somebody put there meanwhile keeps nobody waiting."""


class FollowedFolders:
    """A `FollowedFiles`."""

    def __init__(self, paths: Sequence[str], most: int = MOST_SEEN) -> None:
        """Look at nothing yet."""
        self.paths = paths
        self._most = most

    def listed(self) -> FolderListed:
        """List files of kinds that are read; what is hidden is left out, as when it is loaded."""
        roots = {path: Path(path) for path in self.paths}
        missing = [path for path, root in roots.items() if not root.is_dir()]
        there = [root.resolve() for path, root in roots.items() if path not in missing]
        found: dict[str, FolderFile] = {}
        seen = 0
        for entry in _below(there):
            if (seen := seen + 1) > self._most:
                break
            file = _file(entry)
            if file is not None:
                found[file.path] = file
        return FolderListed(list(found.values()), missing, seen > self._most)

    def content(self, file: FolderFile) -> bytes:
        """Give its bytes; raises `InvalidError` where it is not what was listed any more."""
        try:
            # A folder above it may have become a link meanwhile.
            same = Path(file.path).resolve(strict=True) == Path(file.path)
            with os.fdopen(os.open(file.path, FLAGS), "rb") as opened:
                now = os.fstat(opened.fileno())
                if same and stat.S_ISREG(now.st_mode) and _mark(now) == file.mark:
                    return opened.read(file.size)
        except OSError as error:
            raise InvalidError(f"{file.name} cannot be read: {error.strerror}.") from error
        raise InvalidError(f"{file.name} was changed meanwhile.")


def _below(roots: Sequence[Path]) -> Iterator["os.DirEntry[str]"]:
    """Give all that is beneath, what is near first; a folder that cannot be read is passed over."""
    waiting = deque(map(str, roots))
    while waiting:
        try:
            with os.scandir(waiting.popleft()) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in found:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            yield entry


def _file(entry: "os.DirEntry[str]") -> FolderFile | None:
    """Give what is known of a file; none where it is of no kind that is read, or has no name."""
    if suffix_of(entry.name) not in SUFFIXES:
        return None
    try:
        entry.path.encode()  # of names that are no text nothing can be told
        now = os.lstat(entry.path)
    except (OSError, UnicodeEncodeError):
        return None
    if not stat.S_ISREG(now.st_mode):
        return None
    return FolderFile(entry.path, entry.name, now.st_size, now.st_mtime_ns // 1_000_000, _mark(now))


def _mark(now: os.stat_result) -> str:
    return f"{now.st_dev}:{now.st_ino}:{now.st_size}:{now.st_mtime_ns}"
