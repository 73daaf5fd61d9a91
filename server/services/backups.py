"""Backups: made while the server runs, tried by restoring, rotated, and put back."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.backup.manifest import Manifest, differences, name_of
from server.core.backup.rotation import too_old
from server.core.backup_ports import BackupShelf, DatabaseCopier, DataFiles, Parts
from server.core.errors import ConflictError, InvalidError
from server.core.ports import Clock

DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did."""

    manifest: Manifest
    files: int
    """How many files were put back; those that were there already are not counted."""
    aside: str | None
    """Where the database lies that was there before."""


@dataclass(frozen=True, slots=True)
class World:
    """What backups use."""

    shelf: BackupShelf
    database: DatabaseCopier
    files: DataFiles
    parts: Parts
    rubato: str
    """The version that makes them."""
    clock: Clock


class Backups:
    """Makes, tries, rotates and restores them."""

    def __init__(self, world: World) -> None:
        self._world, self._shelf = world, world.shelf

    def listed(self) -> Sequence[tuple[str, Manifest | None, bool]]:
        """Give each backup's name, what lies in it (none: its manifest is damaged), if tried."""
        verified = set(self._shelf.verified())
        return [(name, self._readable(name), name in verified) for name in self._shelf.names()]

    def make(self) -> tuple[str, Manifest]:
        """Make one of everything as it is now; it is there whole, or not at all."""
        world, made = self._world, self._world.clock()
        name = name_of(made)
        with self._shelf.room(name) as room:
            # The database first: what it names and is deleted meanwhile is told as gone.
            copied = world.database.copy(room.database)
            files, gone = self._shelf.keep(world.files.listed())
            parts, missing = world.parts()
            filed = self._shelf.filed(DATABASE, room.database)
            manifest = Manifest(
                made, world.rubato, world.database.engine, copied.revision, dict(copied.rows),
                filed, files, parts, gone, missing,
            )  # fmt: skip
            room.finish(manifest)
        return name, manifest

    def verify(self, name: str) -> Manifest:
        """Try one by restoring it to a place of its own; raises `InvalidError`."""
        manifest = self._manifest(name)
        looked = self._world.database.look(self._shelf.database(name))
        wrong = differences(manifest.rows, looked.rows)
        if wrong or looked.revision != manifest.revision:
            raise InvalidError(f"The backup {name} is not what was copied: " + "; ".join(wrong))
        for filed in manifest.files:
            self._shelf.pooled(filed)
        self._shelf.mark_verified(name)
        return manifest

    def rotate(self, keep: int, *, dry: bool = False) -> Sequence[str]:
        """Delete the oldest beyond `keep`, never the last that was tried; give their names."""
        going = too_old(self._shelf.names(), self._shelf.verified(), keep)
        if not dry:
            for name in going:
                self._shelf.remove(name)
            self._shelf.sweep()
        return going

    def restore(self, name: str) -> Restored:
        """Put one back: its database, and files that are not there with the same bytes.

        Nothing is deleted: what it replaces is moved aside. Raises `InvalidError` where anything
        of the backup is damaged, before anything is changed.
        """
        manifest = self._manifest(name)
        copy = self._shelf.database(name)
        self._world.database.look(copy)
        files = [(filed, self._shelf.pooled(filed)) for filed in manifest.files]
        aside = self._world.database.put_back(copy)
        self._world.files.set_aside()
        put = [self._world.files.put(filed, source) for filed, source in files]
        return Restored(manifest, sum(put), aside)

    def _readable(self, name: str) -> Manifest | None:
        try:
            return self._shelf.manifest(name)
        except InvalidError:
            return None

    def _manifest(self, name: str) -> Manifest:
        manifest = self._shelf.manifest(name)
        if manifest.engine != self._world.database.engine:
            raise ConflictError(
                f"The backup {name} is of {manifest.engine}, and database_url names another kind."
            )
        return manifest
