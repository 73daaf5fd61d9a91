"""Files below data_dir that are backed up beside the database, and put back from a backup."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path

from server.core.backup.manifest import Filed
from server.core.errors import UnavailableError


class DataFolder:
    """Lists and restores them."""

    def __init__(
        self,
        folder: Path,
        patterns: Sequence[str],
        beside: Mapping[str, Path],
        aside: Path,
        derived: Sequence[str] = (),
    ) -> None:
        """`patterns`: what is backed up, as paths below the folder with `*`.

        `beside`: files from elsewhere, by the place below the folder to which they are restored.
        `derived`: folders that are made from the database.
        """
        self._folder, self._patterns, self._beside = folder, patterns, beside
        self._aside, self._derived = aside, derived

    def listed(self) -> Iterator[tuple[str, str]]:
        """List them once each; links are not followed."""
        found = {path for pattern in self._patterns for path in self._folder.glob(pattern)}
        yield from ((place, str(path)) for place, path in self._beside.items() if path.is_file())
        for path in sorted(found):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(self._folder).as_posix(), str(path)

    def set_aside(self) -> None:
        """Move away what was made from the database that is replaced."""
        for name in self._derived:
            if (self._folder / name).exists():
                self._aside.mkdir(mode=0o700, parents=True, exist_ok=True)
                (self._folder / name).rename(self._aside / name)

    def put(self, filed: Filed, source: str) -> bool:
        """Put one back, whole or not at all; one with other bytes there is moved aside."""
        place = self._folder / filed.path
        try:
            if place.is_file():
                if _digest(place) == filed.sha256:
                    return False
                aside = self._aside / filed.path
                aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                place.replace(aside)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            arriving = place.with_name(place.name + ".arriving")
            shutil.copyfile(source, arriving)
            arriving.chmod(0o600)
            arriving.replace(place)
        except OSError as error:
            raise UnavailableError(f"{place} cannot be restored: {error.strerror}.") from error
        return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
