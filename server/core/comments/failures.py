"""How a call to the channel can fail: what is done next depends on which it is."""

from server.core.errors import RubatoError, UnauthorisedError


class SignedOutError(UnauthorisedError):
    """No token, or it expired or was revoked; the message says how to sign in again."""


class QuotaSpentError(RubatoError):
    """The day's units do not pay for the call, or YouTube says so; try after midnight Pacific."""


class SlowDownError(RubatoError):
    """Too many requests at once; later in the same day will do."""


class RefusedError(RubatoError):
    """YouTube will never accept this call as it is; `reason` is its own word for why."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class GoneError(RefusedError):
    """The video, thread or comment is deleted, or private."""


class UnclearError(RubatoError):
    """The call broke off or failed on YouTube's side: a reply may have been stored, or not."""
