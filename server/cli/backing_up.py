"""Composes backups: which database, which files, which folder they go to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli import rubato_version
from server.cli.opened import clock, data_folder, database_url, user_file, voices_folder
from server.core.backup.manifest import Part
from server.core.errors import UnavailableError
from server.core.settings import Settings

if TYPE_CHECKING:
    from server.core.backup_ports import DatabaseCopier
    from server.services.backups import Backups

FOLDER = "backups"
ALWAYS = ("recordings/*/*.mid", "recordings/*/*.txt", "embedder.json")
"""What is backed up of data_dir; not in it are what can be made again (vectors, taste), and what
lets somebody in (tokens of YouTube)."""
MEDIA = ("recordings/[0-9]*/*", "heard/[0-9a-f]*")
DERIVED = ("vectors", "taste")
SETTINGS = "settings/rubato.toml"
"""Where the user's own settings are put back, to be looked at: never over those in force."""


def backups_of(settings: Settings) -> "Backups":
    """Compose them."""
    from server.adapters.backup_shelf import BackupFolder  # noqa: PLC0415
    from server.adapters.data_files import DataFolder  # noqa: PLC0415
    from server.services.backups import Backups, World  # noqa: PLC0415

    folder = data_folder(settings)
    aside = folder / datetime.now(UTC).strftime("before-%Y-%m-%dT%H-%M-%SZ")
    patterns = [*ALWAYS, *(MEDIA if settings.backup_media else ())]
    return Backups(
        World(
            BackupFolder(backup_folder(settings)),
            _copier(settings, aside),
            DataFolder(folder, patterns, {SETTINGS: user_file()}, aside, DERIVED),
            lambda: _parts(settings),
            rubato_version(),
            clock,
        )
    )


def backup_folder(settings: Settings) -> Path:
    """Give the folder where backups lie."""
    named = settings.backup_folder
    return Path(named).expanduser() if named else data_folder(settings) / FOLDER


def _copier(settings: Settings, aside: Path) -> "DatabaseCopier":
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        from server.adapters.database.postgresql_copy import PostgresqlCopy  # noqa: PLC0415

        return PostgresqlCopy(settings.database_url)
    from server.adapters.database.sqlite_copy import SqliteCopy  # noqa: PLC0415

    place = database_url(settings).removeprefix("sqlite:///")
    return SqliteCopy(Path(place).absolute(), aside)


def _parts(settings: Settings) -> tuple[Sequence[Part], Sequence[str]]:
    from server.adapters.installed_parts import models_in, voices_in  # noqa: PLC0415
    from server.adapters.ollama_digests import ollama_models  # noqa: PLC0415

    found = [*voices_in(voices_folder(settings)), *models_in(data_folder(settings) / "models")]
    try:
        return [*found, *ollama_models(settings.ollama_url)], []
    except UnavailableError as error:
        return found, [f"The list of its models is missing: {error}"]
