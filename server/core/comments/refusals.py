"""What YouTube answers in place of what was asked, as our failures: one table, the first that fits.

Its words: https://developers.google.com/youtube/v3/docs/errors and, of Google's APIs in general,
https://developers.google.com/drive/api/guides/handle-errors. Only what surely stored nothing is
anything else than unclear.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from server.core.comments.failures import (
    GoneError,
    QuotaSpentError,
    RefusedError,
    SignedOutError,
    SlowDownError,
    UnclearError,
)
from server.core.errors import RubatoError

SIGN_IN: Final = "Sign in to YouTube again: rubato youtube login."
SPENT: Final = "YouTube says that the day's quota is spent; it begins anew at midnight Pacific."
SLOWLY: Final = "YouTube wants fewer requests at once; the next step goes on."
BROKEN: Final = "YouTube failed at this; it is looked at again before anything is repeated."
SWITCHED_OFF: Final = (
    "The YouTube Data API is not switched on for your OAuth client; Google's console has a page "
    "for it, under APIs and services."
)
LONGEST = 300
"""Characters of what YouTube says that are shown."""


class Answered(NamedTuple):
    """What YouTube answered."""

    status: int
    """Of HTTP."""
    reason: str
    """Its word for why; empty where it gives none."""
    said: str
    """Its sentence."""


class Rule(NamedTuple):
    """Which answers mean which failure."""

    statuses: frozenset[int]
    reasons: frozenset[str]
    kind: type[RubatoError]
    sentence: str
    """Empty: YouTube's own."""


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        frozenset({401}),
        frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "authError"}),
        SignedOutError,
        SIGN_IN,
    ),
    Rule(
        frozenset(),
        frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}),
        QuotaSpentError,
        SPENT,
    ),
    Rule(
        frozenset({429}),
        frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}),
        SlowDownError,
        SLOWLY,
    ),
    Rule(
        frozenset({404, 410}),
        frozenset({"parentCommentIsPrivate", "videoNotFound", "commentNotFound"}),
        GoneError,
        "",
    ),
    Rule(
        frozenset(),
        frozenset({"accessNotConfigured", "SERVICE_DISABLED"}),
        RefusedError,
        SWITCHED_OFF,
    ),
    # YouTube says itself that a failure to process may pass.
    Rule(
        frozenset({408, 409}),
        frozenset({"processingFailure", "backendError", "internalError"}),
        UnclearError,
        BROKEN,
    ),
    Rule(frozenset(range(400, 500)), frozenset(), RefusedError, ""),
)
"""The first that fits; what fits none is unclear."""


def answered_in(status: int, body: bytes | str) -> Answered:
    """Read the answer to a request that was not done; it may be anything."""
    try:
        told = json.loads(body)["error"]
        said = str(told.get("message", ""))
        return Answered(status, next(_reasons(told), ""), said[:LONGEST])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Answered(status, "", "")


def failure_of(answer: Answered) -> RubatoError:
    """Give the error to raise for an answer."""
    rule = next((rule for rule in RULES if _fits(rule, answer)), None)
    if rule is None:
        return UnclearError(BROKEN)
    if issubclass(rule.kind, RefusedError):
        said = rule.sentence or answer.said or f"YouTube refuses this ({answer.status})."
        return rule.kind(said, answer.reason or str(answer.status))
    return rule.kind(rule.sentence)


def _fits(rule: Rule, answer: Answered) -> bool:
    return answer.status in rule.statuses or answer.reason in rule.reasons


def _reasons(told: Mapping[str, Any]) -> Iterator[str]:
    """Give its words for why, the older form first."""
    for name in ("errors", "details"):
        for one in told.get(name) or ():
            if isinstance(one, dict) and one.get("reason"):
                yield str(one["reason"])
