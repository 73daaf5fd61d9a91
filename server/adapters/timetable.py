"""Timetables of this machine: units of systemd for one user, and the user's own table of cron."""

import os
import shutil
import subprocess
from pathlib import Path

from server.core.errors import UnavailableError

UNITS = ("rubato-timestep.service", "rubato-timestep.timer")
PATIENCE = 20


class Systemd:
    """Units of the user who runs this."""

    def __init__(self, folder: Path | None = None) -> None:
        home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self.folder = folder or home / "systemd" / "user"

    @staticmethod
    def runs() -> bool:
        """Tell whether systemd starts things on this machine."""
        return shutil.which("systemctl") is not None and Path("/run/systemd/system").is_dir()

    def there(self) -> bool:
        """Tell whether the units are there."""
        return all((self.folder / name).is_file() for name in UNITS)

    def write(self, units: dict[str, str]) -> None:
        """Write units."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for name, text in units.items():
                (self.folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise UnavailableError(f"{self.folder} cannot be written: {error.strerror}.") from error

    def enable(self) -> None:
        """Let the timer run from now on."""
        _run("systemctl", "--user", "daemon-reload")
        _run("systemctl", "--user", "enable", "--now", UNITS[1])

    def remove(self) -> bool:
        """Stop the timer, and delete the units; tell whether there were any."""
        if not self.there():
            return False
        if self.runs():
            _run("systemctl", "--user", "disable", "--now", UNITS[1])
        for name in UNITS:
            (self.folder / name).unlink(missing_ok=True)
        return True


class Cron:
    """The table of the user who runs this."""

    @staticmethod
    def runs() -> bool:
        """Tell whether there is one."""
        return shutil.which("crontab") is not None

    @staticmethod
    def read() -> str:
        """Give the table; empty where there is none yet, which cron says as an error."""
        told = subprocess.run(
            ["crontab", "-l"],  # noqa: S607  (wherever the system has it)
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return told.stdout if told.returncode == 0 else ""

    @staticmethod
    def write(table: str) -> None:
        """Put another table in its place."""
        _run("crontab", "-", told=table)


def _run(*words: str, told: str | None = None) -> None:
    try:
        done = subprocess.run(  # noqa: S603  (words of this file, and no shell)
            words, input=told, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"`{' '.join(words)}` did not run: {error}.") from error
    if done.returncode:
        why = (done.stderr.strip() or f"it ended with {done.returncode}").splitlines()[-1]
        raise UnavailableError(f"`{' '.join(words)}` failed: {why}")
