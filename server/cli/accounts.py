"""Composes the ways in: the provider of sign-ins, the shared password, who may read."""

import os
import sys
from typing import TYPE_CHECKING

from server.cli.opened import Opened, clock
from server.core.settings import Settings
from server.core.trust import loopback

if TYPE_CHECKING:
    from server.api.context import Accounts
    from server.core.ports import Log
    from server.services.google_sign_in import GoogleSignIn


def accounts_of(settings: Settings, opened: Opened, log: "Log") -> "Accounts":
    """Compose them; sessions that a shared password opened which is another now, end."""
    from server.api.context import Accounts  # noqa: PLC0415

    opened.access.shared.begin()
    public_url = settings.public_url.rstrip("/")
    return Accounts(_google(settings, opened, log), public_url, settings.anonymous_read)


def warn_of_readers(settings: Settings) -> None:
    """Say it where anybody on the network may read without signing in."""
    if settings.anonymous_read and (settings.public_url or not loopback(settings.host)):
        where = settings.public_url or settings.host
        print(
            f"rubato: warning: anonymous_read is on, so whoever reaches {where} reads what a user "
            "may read, without signing in.",
            file=sys.stderr,
        )


def _google(settings: Settings, opened: Opened, log: "Log") -> "GoogleSignIn | None":
    if not settings.google_client_id:
        return None
    from server.adapters.openid import OpenIdProvider  # noqa: PLC0415
    from server.services.google_sign_in import GoogleSignIn  # noqa: PLC0415

    provider = OpenIdProvider(
        settings.google_issuer,
        settings.google_client_id,
        settings.google_client_secret,
        clock,
    )
    return GoogleSignIn(
        opened.store,
        opened.access.sessions,
        provider,
        (settings.google_issuer, settings.google_accounts),
        (clock, os.urandom, log),
        processes=settings.workers,
    )
