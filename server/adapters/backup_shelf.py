"""The folder of backups: each in a folder named by its time, and the pool of files they share."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from server.core.backup.manifest import NAME, Filed, Manifest, read, written
from server.core.errors import ConflictError, InvalidError, NotFoundError, UnavailableError

DATABASE = "database"
MANIFEST = "manifest.json"
VERIFIED = "verified"
POOL = "files"
MAKING = "making-"


class Room:
    """Where one backup is being made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def database(self) -> str:
        """Give the path for the copy of the database."""
        return str(self._folder / DATABASE)

    def finish(self, manifest: Manifest) -> None:
        """Write what lies in it."""
        path = self._folder / MANIFEST
        path.write_text(written(manifest), encoding="utf-8")
        path.chmod(0o600)


class BackupFolder:
    """Keeps backups below one folder, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        """List the whole ones, the oldest first."""
        if not self._folder.is_dir():
            return []
        found = (path for path in self._folder.iterdir() if NAME.fullmatch(path.name))
        return sorted(path.name for path in found if (path / MANIFEST).is_file())

    def verified(self) -> Sequence[str]:
        """List those that were tried, and were right."""
        return [name for name in self.names() if (self._folder / name / VERIFIED).exists()]

    @contextmanager
    def room(self, name: str) -> Iterator[Room]:
        """Give a folder to make one in; it is a backup when the block ends well, else nothing."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            room = Path(tempfile.mkdtemp(dir=self._folder, prefix=MAKING))
        except OSError as error:
            raise UnavailableError(
                f"Backups cannot be written to {self._folder} ({error.strerror}); "
                "choose another place with backup_folder."
            ) from error
        try:
            yield Room(room)
            _flush(room)
            if (self._folder / name).exists():
                raise ConflictError(f"There is a backup {name} already; wait a second.")
            room.rename(self._folder / name)
            _flush(self._folder)
        except OSError as error:
            raise UnavailableError(f"The backup failed: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def database(self, name: str) -> str:
        """Give the path of one's database, whose bytes are seen to be those it had."""
        copy, wanted = self._path(name) / DATABASE, self.manifest(name).database.sha256
        if not copy.is_file() or _digest(copy) != wanted:
            raise InvalidError(f"The database in the backup {name} is damaged; take another.")
        return str(copy)

    def manifest(self, name: str) -> Manifest:
        """Read what lies in one."""
        try:
            return read((self._path(name) / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidError(f"The manifest of {name} cannot be read: {error}.") from error

    def mark_verified(self, name: str) -> None:
        """Note that it was tried."""
        (self._path(name) / VERIFIED).touch(mode=0o600)

    def keep(self, files: Iterable[tuple[str, str]]) -> tuple[Sequence[Filed], Sequence[str]]:
        """Put files into the pool; one whose bytes are there is not written again."""
        kept, gone = [], []
        for place, path in files:
            try:
                kept.append(self._kept(place, Path(path)))
            except FileNotFoundError:
                gone.append(place)
            except OSError as error:
                raise UnavailableError(f"{path} cannot be backed up: {error.strerror}.") from error
        return kept, gone

    def filed(self, place: str, path: str) -> Filed:
        """Describe a file."""
        return Filed(place, _digest(Path(path)), Path(path).stat().st_size)

    def _kept(self, place: str, path: Path) -> Filed:
        filed = self.filed(place, str(path))
        held = self._pooled(filed.sha256)
        if not (held.is_file() and held.stat().st_size == filed.size):
            held.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = held.with_name(MAKING + held.name)
            shutil.copyfile(path, part)
            part.chmod(0o600)
            _flush(part)
            part.replace(held)
        return filed

    def pooled(self, filed: Filed) -> str:
        """Give where the pool has a file, once its bytes are seen to be those it had."""
        held = self._pooled(filed.sha256)
        if not held.is_file():
            raise InvalidError(f"{filed.path} is missing from the backups.")
        if _digest(held) != filed.sha256:
            raise InvalidError(f"{filed.path} is damaged in the backups.")
        return str(held)

    def remove(self, name: str) -> None:
        """Delete one; its manifest first, so that half a backup never looks like a whole one."""
        folder = self._path(name)
        (folder / MANIFEST).unlink()
        shutil.rmtree(folder)

    def sweep(self) -> int:
        """Delete what no backup names, and what a killed run left; tell the bytes that freed."""
        wanted = {filed.sha256 for name in self.names() for filed in self.manifest(name).files}
        for left in self._folder.glob(MAKING + "*"):
            shutil.rmtree(left, ignore_errors=True)
        freed = 0
        for path in list((self._folder / POOL).glob("*/*")):
            if path.name not in wanted:
                freed += path.stat().st_size
                path.unlink()
        return freed

    def _path(self, name: str) -> Path:
        if name not in self.names():
            raise NotFoundError(f"There is no backup {name}; see: rubato backup list")
        return self._folder / name

    def _pooled(self, sha256: str) -> Path:
        return self._folder / POOL / sha256[:2] / sha256


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    """Have a file, or a folder with all in it, on the disk."""
    for each in [*(path.rglob("*") if path.is_dir() else []), path]:
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
