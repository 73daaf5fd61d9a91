"""Composes what is about people: who there is, their wishes, and what they did."""

from typing import TYPE_CHECKING

from server.adapters.database.deeds import DeedDatabase
from server.adapters.database.stats import StatsDatabase
from server.adapters.database.wishes import WishDatabase
from server.services.confirming import Confirming
from server.services.deeds import Deeds
from server.services.members import Members
from server.services.wishing import Wishing

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from server.api.context import Community
    from server.core.ports import Clock, Log, Passwords, Store
    from server.services.users import Users


def community_of(  # noqa: PLR0917  (all that it is made of)
    store: "Store",
    engine: "Engine",
    users: "Users",
    passwords: "Passwords",
    clock: "Clock",
    log: "Log",
) -> "Community":
    """Compose it over an open database."""
    from server.api.context import Community  # noqa: PLC0415  (commands need not wait for it)

    audit = DeedDatabase(engine)
    return Community(
        users,
        Members(store, StatsDatabase(engine), audit),
        wishing_of(store, engine, clock),
        Confirming(store, passwords, clock),
        Deeds(audit, store, clock, log),
    )


def wishing_of(store: "Store", engine: "Engine", clock: "Clock") -> Wishing:
    """Compose wishes alone."""
    return Wishing(WishDatabase(engine), store, clock)
