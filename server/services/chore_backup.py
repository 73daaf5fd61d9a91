"""The chore that backs everything up: copied while the server runs, tried, thinned out."""

from collections.abc import Callable

from server.core.step.task import Bounds, Outcome, Progress
from server.services.backups import Backups

DAY = 24 * 3_600_000


class BackupTask:
    """Makes one backup a day."""

    name = "backup"
    caption = "copy what cannot be made again, and try the copy"

    def __init__(
        self, backups: Backups, keep: int, now: int, made: Callable[[str], object]
    ) -> None:
        """Take how many are kept, the time, and who is told the name of what was made."""
        self._backups, self._keep, self._now, self._told_of = backups, keep, now, made

    def run(self, _bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Make one, unless one of this day was made and tried."""
        if not self._keep:
            return Outcome("skipped", ("backup_keep is 0: no backups are made.",))
        newest = max((held.made for _, held, tried in self._backups.listed() if held and tried),
                     default=None)  # fmt: skip
        if newest is not None and self._now - newest < DAY // 2:
            return Outcome("idle", ("There is a backup of today already.",))
        if dry:
            going = self._backups.rotate(max(1, self._keep - 1), dry=True)
            dropped = [f"{name} would be dropped." for name in going]
            return Outcome("done", ("A backup would be made and tried.", *dropped))
        return self._made(told)

    def _made(self, told: Progress) -> Outcome:
        told(0, 2, "copying")
        name, manifest = self._backups.make()
        self._told_of(name)
        told(1, 2, "restoring it to try it")
        self._backups.verify(name)
        dropped = self._backups.rotate(self._keep)
        told(2, 2, name)
        size = manifest.database.size + sum(one.size for one in manifest.files)
        lines = [
            f"{name} was made and restored to try it.",
            *manifest.missing,
            *(f"{place} was deleted meanwhile." for place in manifest.gone),
            *(f"{old} was dropped." for old in dropped),
        ]
        counts = {"backups": 1, "megabytes": size // 1_000_000, "dropped": len(dropped)}
        return Outcome("done", lines, counts)
