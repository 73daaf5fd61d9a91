"""The few errors that services raise; `api/problems.py` maps each to HTTP, the CLI prints it."""

from collections.abc import Mapping


class RubatoError(Exception):
    """An expected failure; its message tells the user what to do."""

    facts: Mapping[str, object] = {}
    """What a program needs to go on, beside the message."""


class InvalidError(RubatoError):
    """What was sent cannot be used as it is."""


class UnauthorisedError(RubatoError):
    """Nobody is signed in, or the token is not known, expired or revoked."""


class ForbiddenError(RubatoError):
    """Who asks is known, and may not."""


class NotFoundError(RubatoError):
    """There is no such thing."""


class ConflictError(RubatoError):
    """It is there already, or stands in the way of something else."""


class LateError(RubatoError):
    """It was changed by another since it was read."""


class TooManyError(RubatoError):
    """Too many attempts; carries the seconds to wait."""

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class UnavailableError(RubatoError):
    """A part of the server, or of the machine, is not there now."""
