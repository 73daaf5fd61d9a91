"""Composes what several processes over one database need, and what each does of what runs behind.

| what runs by itself                            | where      | why
|------------------------------------------------|------------|-----------------------------------
| words' index, cards, latent topics             | everywhere | in memory; follows the changes
| making, moving and deleting vectors            | one holder | one writer of the vector service
| looking for vectors that were made             | everywhere | each ranks by them
| trying again what could not be embedded        | everywhere | each asks for itself; one writes
| summaries that are missing, texts without take | one holder | changes the database
| learning a taste after ratings                 | one holder | changes a file; the others read it
| letting old changes go                         | everywhere | a statement that may come twice
| bridge to keyboards                            | everywhere | ports are open while one listens to
|                                                |            | this process; JACK and ALSA share
| ear, voices, transcriptions, chosen model      | everywhere | work for who asked, where he asked
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.core.errors import InvalidError
from server.core.settings import Settings
from server.core.shared_ports import Kind
from server.services.news import News

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from server.adapters.database.changes import ChangeDatabase
    from server.adapters.database.leases import LeaseDatabase
    from server.api.context import Services
    from server.core.ports import Clock, Log, Store
    from server.services.following import Following
    from server.services.holding import Holding

NAME_BYTES = 6


def steady() -> int:
    """Give milliseconds that only go on, whatever becomes of the time of day."""
    return time.monotonic_ns() // 1_000_000


def shares(settings: Settings) -> bool:
    """Tell whether several processes may serve over this database and these vectors."""
    kind = settings.database_url.partition(":")[0].partition("+")[0]
    return bool(settings.chroma_url) and kind in {"postgresql", "postgres"}


def check_workers(settings: Settings, platform: str) -> None:
    """Refuse several processes over what one alone may have open; raises `InvalidError`."""
    if settings.workers == 1:
        return
    many = f"workers = {settings.workers}"
    if platform == "win32":
        raise InvalidError(f"{many} is not for Windows; set workers = 1.")
    if not settings.chroma_url:
        raise InvalidError(
            f"{many} needs a vector service, since only one process may open the vectors in the "
            "data folder: start `chroma run --path FOLDER --port 8001`, and set "
            'chroma_url = "http://127.0.0.1:8001".'
        )
    if not shares(settings):
        raise InvalidError(
            f"{many} needs PostgreSQL, since SQLite is for one process: set database_url = "
            '"postgresql://user:password@host/name".'
        )


@dataclass(slots=True)
class Shared:
    """What this process shares with others, and who does what."""

    engine: "Engine"
    changes: "ChangeDatabase"
    leases: "LeaseDatabase"
    me: str
    clock: "Clock"
    following: "Following | None" = None
    holding: "Holding | None" = None

    def begin(self, log: "Log") -> None:
        """Make what runs with the server."""
        from server.services.following import Following  # noqa: PLC0415
        from server.services.holding import Holding  # noqa: PLC0415

        self.following = Following(self.changes, self.me, self.clock, log)
        self.holding = Holding(self.leases, self.me, self.clock, steady, log)

    def holds(self) -> bool:
        """Tell whether it is this process that does what runs behind."""
        return self.holding is not None and self.holding()

    def say(self, kind: Kind) -> Callable[..., int]:
        """Give what tells the others of such a change."""
        return lambda subject=0: self.changes.say(kind, subject)

    def lock(self, name: str) -> AbstractContextManager[Any]:
        """Give a lock that one thread of one process has."""
        from server.adapters.database.changes import NamedLock  # noqa: PLC0415

        return NamedLock(self.engine, name)


def lock_of(shared: Shared | None, name: str) -> AbstractContextManager[Any]:
    """Give a lock that one thread has: of this process, or of all."""
    return threading.Lock() if shared is None else shared.lock(name)


def news_of(shared: Shared | None, kind: Kind) -> News:
    """Give news that are told in this process, or in all."""
    return News() if shared is None else News(shared.say(kind), shared.changes.newest())


def shared_of(settings: Settings, engine: "Engine", clock: "Clock") -> Shared | None:
    """Compose it over a database; none where one process serves alone."""
    if not shares(settings):
        return None
    from server.adapters.database.changes import ChangeDatabase  # noqa: PLC0415
    from server.adapters.database.leases import LeaseDatabase  # noqa: PLC0415

    me = f"{socket.gethostname()[:30]}:{os.getpid()}:{os.urandom(NAME_BYTES).hex()}"
    return Shared(engine, ChangeDatabase(engine, me, clock), LeaseDatabase(engine), me, clock)


def before_all(shared: Shared | None) -> Sequence[AbstractAsyncContextManager[object]]:
    """Give what begins before every other part, and ends after it."""
    return [shared.following] if shared and shared.following else []


def alone(
    shared: Shared | None, *parts: AbstractAsyncContextManager[object]
) -> Sequence[AbstractAsyncContextManager[object]]:
    """Give what begins by itself where one process serves; of several, who holds the lease does."""
    return parts if shared is None else []


def after_all(shared: Shared | None) -> Sequence[AbstractAsyncContextManager[object]]:
    """Give what begins when all others have, and ends first."""
    return [shared.holding] if shared and shared.holding else []


def join(shared: Shared, services: "Services", store: "Store") -> None:
    """Let services take over what other processes change, and do what is for one alone."""
    library, taste = services.library, services.tasting.taste
    following, holding = shared.following, shared.holding
    if following is None or holding is None:
        raise InvalidError("What is shared has not begun.")

    def rated(number: int) -> None:
        user = next((one for one in store.users() if one.id == number), None)
        if user is not None and shared.holds():
            taste.learn(user)

    def document(number: int) -> None:
        library.index.follow(number)
        library.catalogue.follow(number)

    following.follow(
        {
            "document": lambda one: document(one.subject),
            "topics": lambda one: library.index.follow_topics(one.subject),
            "inquiries": lambda one: library.news.reached(one.number),
            "comments": lambda one: services.commented.comments.news.reached(one.number),
            "performances": lambda one: services.recorded.news.reached(one.number),
            "vectors": lambda _: library.index.look(),
            "embedder": lambda _: library.embedding.follow(),
            "taste": lambda one: taste.reload(one.subject),
            "rated": lambda one: rated(one.subject),
        },
        library.index.again,
    )
    taste.share(shared.say("rated"), shared.holds)
    holding.when_gained(
        library.embedding.take_over, library.catalogue.sum_up, services.recorded.texts.sweep
    )
