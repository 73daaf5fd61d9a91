"""What YouTube refuses, as our failures."""

import json

import pytest

from server.core.comments.failures import (
    GoneError,
    QuotaSpentError,
    RefusedError,
    SignedOutError,
    SlowDownError,
    UnclearError,
)
from server.core.comments.refusals import RULES, Answered, answered_in, failure_of
from server.core.errors import RubatoError


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (401, "authError", SignedOutError),
        (403, "insufficientPermissions", SignedOutError),
        (403, "quotaExceeded", QuotaSpentError),
        (403, "rateLimitExceeded", SlowDownError),
        (429, "", SlowDownError),
        (404, "commentNotFound", GoneError),
        (400, "parentCommentIsPrivate", GoneError),
        (403, "forbidden", RefusedError),
        (403, "accessNotConfigured", RefusedError),
        (400, "commentTextTooLong", RefusedError),
        (400, "processingFailure", UnclearError),
        (503, "backendError", UnclearError),
        (500, "", UnclearError),
        (302, "", UnclearError),
    ],
)
def test_kinds(status: int, reason: str, kind: type[RubatoError]) -> None:
    """Each leads to what may be done next, and says a sentence."""
    made = failure_of(Answered(status, reason, ""))

    assert type(made) is kind
    assert str(made).endswith((".", ")."))


def test_only_what_stored_nothing_is_sure() -> None:
    """No rule calls an answer of YouTube's own failing anything but unclear."""
    for rule in RULES:
        assert rule.kind is UnclearError or all(status < 500 for status in rule.statuses)


def test_both_forms_of_reasons_are_read() -> None:
    """The older beside the newer, and YouTube's sentence cut short."""
    old = {"error": {"message": "m" * 9_999, "errors": [{"reason": "quotaExceeded"}]}}
    new = {"error": {"details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}

    assert answered_in(403, json.dumps(old)).reason == "quotaExceeded"
    assert len(answered_in(403, json.dumps(old)).said) == 300
    assert answered_in(403, json.dumps(new)).reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"error": 1}', "null", "[" * 9_999, b"\xff"])
def test_a_strange_body_is_no_error(body: str | bytes) -> None:
    """The status alone decides then."""
    assert answered_in(500, body) == Answered(500, "", "")
