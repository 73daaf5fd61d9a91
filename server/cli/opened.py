"""Composes what commands share: the settings in their order, and the database with its services."""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from server.adapters.settings_files import (
    config_home,
    data_home,
    dotenv_layer,
    environment_layer,
    file_layer,
)
from server.core.errors import InvalidError
from server.core.layers import Given, Layer, Resolved, resolve
from server.core.ports import Passwords, Store
from server.core.settings import BY_NAME, Settings
from server.paths import data_path
from server.services.access import Access
from server.services.pairing import Pairing
from server.services.users import Users

if TYPE_CHECKING:
    from server.adapters.database.comments import CommentDatabase
    from server.adapters.database.inquiries import InquiryDatabase
    from server.adapters.database.library import Library
    from server.adapters.database.outbox import OutboxDatabase
    from server.adapters.database.performances import PerformanceDatabase
    from server.adapters.database.personas import PersonaDatabase
    from server.adapters.database.quota import QuotaDatabase
    from server.adapters.database.ratings import RatingDatabase
    from server.adapters.database.reviews import ReviewDatabase
    from server.adapters.database.stats import StatsDatabase
    from server.adapters.database.steps import StepDatabase
    from server.cli.shared import Shared

FLAG = "setting_"
"""Flags that set a setting keep its name behind this, so that no other flag is taken for one."""


def add_flags(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add a flag for each of these settings."""
    for name in names:
        setting = BY_NAME[name]
        flag, target = "--" + name.replace("_", "-"), FLAG + name
        if setting.kind == "switch":
            parser.add_argument(
                flag, dest=target, action="store_const", const=True, help=setting.caption
            )
        else:
            parser.add_argument(
                flag, dest=target, metavar=name.upper(), help=setting.caption.replace("%", "%%")
            )


def resolved(args: argparse.Namespace) -> Resolved:
    """Lay the settings over each other: shipped file, user's, --config, .env, environment, flags.

    Raises `InvalidError` for a file that cannot be read; wrong values are in `problems`.
    """
    layers = [
        file_layer(data_path("config") / "rubato.toml"),
        file_layer(user_file()),
        *([file_layer(args.config, needed=True)] if args.config else []),
        dotenv_layer(Path(".env")),
        environment_layer(),
        _flags_layer(args),
    ]
    return resolve(layers)


def user_file() -> Path:
    """Give the place of the user's own settings file."""
    return config_home(os.environ) / "rubato.toml"


def settings_of(args: argparse.Namespace) -> Settings:
    """Give the settings, or raise `InvalidError` with every problem, a line each."""
    found = resolved(args)
    if found.problems:
        raise InvalidError("\n".join(found.problems))
    return found.settings


def _flags_layer(args: argparse.Namespace) -> Layer:
    given = {
        name.removeprefix(FLAG): Given(value, "--" + name.removeprefix(FLAG).replace("_", "-"))
        for name, value in vars(args).items()
        if name.startswith(FLAG) and value is not None
    }
    return Layer(given)


def data_folder(settings: Settings) -> Path:
    """Give the folder where data lies."""
    return Path(settings.data_dir).expanduser() if settings.data_dir else data_home(os.environ)


def voices_folder(settings: Settings) -> Path:
    """Give the folder where installed voices lie."""
    return data_folder(settings) / "voices"


def database_url(settings: Settings) -> str:
    """Give the database's URL; SQLite in the data folder unless one is set."""
    return settings.database_url or f"sqlite:///{data_folder(settings) / 'rubato.db'}"


@dataclass(frozen=True, slots=True)
class Opened:
    """The database, migrated, and the services about people."""

    store: Store
    users: Users
    access: Access
    pairing: Pairing
    passwords: Passwords
    library: "Library"
    inquiries: "InquiryDatabase"
    reviews: "ReviewDatabase"
    personas: "PersonaDatabase"
    ratings: "RatingDatabase"
    stats: "StatsDatabase"
    performances: "PerformanceDatabase"
    comments: "CommentDatabase"
    outbox: "OutboxDatabase"
    quota: "QuotaDatabase"
    steps: "StepDatabase"
    shared: "Shared | None"
    """What several processes share; none where one serves alone."""
    first_password: str | None
    """The owner's, where this was the first run: to be shown once."""


def open_services(settings: Settings) -> Opened:
    """Open the database (made and migrated where needed) and the services on it."""
    from server.adapters.database import (  # noqa: PLC0415  (half a second that --help need not wait)
        Database,
        migrate,
        open_engine,
    )
    from server.adapters.database.comments import CommentDatabase  # noqa: PLC0415
    from server.adapters.database.inquiries import InquiryDatabase  # noqa: PLC0415
    from server.adapters.database.library import Library  # noqa: PLC0415
    from server.adapters.database.outbox import OutboxDatabase  # noqa: PLC0415
    from server.adapters.database.performances import PerformanceDatabase  # noqa: PLC0415
    from server.adapters.database.personas import PersonaDatabase  # noqa: PLC0415
    from server.adapters.database.quota import QuotaDatabase  # noqa: PLC0415
    from server.adapters.database.ratings import RatingDatabase  # noqa: PLC0415
    from server.adapters.database.reviews import ReviewDatabase  # noqa: PLC0415
    from server.adapters.database.stats import StatsDatabase  # noqa: PLC0415
    from server.adapters.database.steps import StepDatabase  # noqa: PLC0415
    from server.adapters.passwords import Argon2Passwords  # noqa: PLC0415
    from server.cli.shared import shared_of  # noqa: PLC0415

    engine = open_engine(database_url(settings))
    migrate(engine)
    store, passwords = Database(engine), Argon2Passwords()
    users = Users(store, passwords, clock, os.urandom)
    many = settings.workers
    access = Access(store, passwords, clock, os.urandom, settings.password, processes=many)
    pairing = Pairing(store, access.give, clock, os.urandom, many)
    shared = shared_of(settings, engine, clock)
    library = Library(engine, shared.changes if shared else None)
    inquiries = InquiryDatabase(engine)
    ratings = RatingDatabase(engine)
    reviews, personas = ReviewDatabase(engine), PersonaDatabase(engine)
    return Opened(
        store,
        users,
        access,
        pairing,
        passwords,
        library,
        inquiries,
        reviews,
        personas,
        ratings,
        StatsDatabase(engine),
        PerformanceDatabase(engine),
        CommentDatabase(engine),
        OutboxDatabase(engine),
        QuotaDatabase(engine),
        StepDatabase(engine),
        shared,
        users.first_run(),
    )


def clock() -> int:
    """Give milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def tell_first_password(password: str | None, stream: TextIO | None = None) -> None:
    """Show the owner's password once, on the terminal.

    Where a service's journal keeps what is printed, say how to choose another instead.
    """
    if password is None:
        return
    if "JOURNAL_STREAM" in os.environ:
        lines = ["The owner was made. Choose a password with: rubato users password owner"]
    else:
        lines = [
            f"First run. Sign in on the server's page as owner with the password {password}",
            "It is shown this once; change it with: rubato users password owner",
        ]
    print(*lines, sep="\n", file=stream, flush=True)
