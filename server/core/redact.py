"""Takes secrets out of whatever is about to be logged or shown."""

import re
from collections.abc import Mapping

SECRET_NAMES = re.compile(
    r"authori[sz]ation|cookie|passw(or)?d|token|secret|csrf|api_?key|(^|_)code$", re.IGNORECASE
)
NOT_SECRET = frozenset({"token_id", "status_code"})
HIDDEN = "[hidden]"

IN_TEXT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"rbt_[A-Za-z0-9_-]{8,}"), HIDDEN),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+"), rf"\1 {HIDDEN}"),
    (re.compile(r"\b(\w+://[^\s:/@]*):[^\s@]*@"), rf"\1:{HIDDEN}@"),
    (re.compile(r"(?i)\b((?:password|token|code|secret)=)[^&\s]+"), rf"\1{HIDDEN}"),
)
"""Shapes of secrets inside longer texts: our tokens, credentials, passwords in URLs, queries."""


def redact_text(text: str) -> str:
    """Hide every secret that a text shows by its shape."""
    for pattern, replacement in IN_TEXT:
        text = pattern.sub(replacement, text)
    return text


def redact(value: object, name: str = "") -> object:
    """Hide what a name marks as secret, and what a text shows, at any depth."""
    if name not in NOT_SECRET and SECRET_NAMES.search(name) and value is not None:
        return HIDDEN
    if isinstance(value, bytes):
        return redact_text(value.decode(errors="replace"))
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping):
        return {key: redact(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [redact(item) for item in value]
    return value
