"""Takes secrets out of whatever is about to be logged or shown."""

import re
from collections.abc import Mapping
from functools import lru_cache

SECRET_NAMES = re.compile(
    r"authori[sz]ation|cookie|passw(or)?d|passphrase|token|secret|csrf|api[_-]?key|credential|verifier"
    r"|(access|private)_?key|nonce|(^|_)(code|pwd|pass|auth)$|^rubato_session$",
    re.IGNORECASE,
)
NOT_SECRET = frozenset({"token_id", "status_code", "tokens"})
HIDDEN = "[hidden]"

_NAME = r"(?:\w*[_-])?(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|csrf|cookie|verifier)"
_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s&\"',;]+)"

IN_TEXT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"rbt_[A-Za-z0-9_-]{8,}"), HIDDEN),
    # Keys of others, by how they begin; a signed token has three parts.
    (
        re.compile(
            r"\b(?:sk-[\w-]{16,}|AIza[\w-]{20,}|ya29\.[\w.-]{10,}|1//[\w-]{10,}|GOCSPX-[\w-]{8,}"
            r"|gh[pousr]_\w{20,}|eyJ[\w-]{6,}\.[\w-]+\.[\w-]*)"
        ),
        HIDDEN,
    ),
    # A password may itself hold an @ or a slash, so all is taken up to the last @.
    (re.compile(r"\b(\w{1,40}://[^\s:/@]{0,200}):\S{0,1000}@"), rf"\1:{HIDDEN}@"),
    (re.compile(r"(https?://)[^\s:/?#@]{1,1000}@"), rf"\1{HIDDEN}@"),
    # After addresses, of whose scheme it would make a token: their shape would be gone.
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+"), rf"\1 {HIDDEN}"),
    # Headers, to the end of their line.
    (
        re.compile(
            r"(?i)\b((?:set-)?cookie|(?:proxy-)?authori[sz]ation|x-api-key|x-rubato-csrf)\b"
            r"([\"']?\s*:\s*)(?!\w+ \[hidden\]\s*$)[^\r\n]+"
        ),
        rf"\1\2{HIDDEN}",
    ),
    # Queries, settings, JSON and options of a command line.
    (re.compile(rf"(?i)(\b{_NAME}[\"']?\s*[=:]\s*){_VALUE}"), rf"\1{HIDDEN}"),
    (re.compile(rf"(?i)(--{_NAME}[ =]){_VALUE}"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)(\b(?:code|pwd)=)[^&\s]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)([?&](?:key|sig|signature|auth|state|nonce)=)[^&\s]+"), rf"\1{HIDDEN}"),
)
"""Shapes of secrets in longer texts: tokens, credentials, passwords in URLs, queries, headers."""


HINTS = (
    "rbt_", "sk-", "aiza", "ya29", "1//", "gocspx", "gh", "eyj", "bearer", "basic", "://", "cookie",
    "authori", "key", "csrf", "passw", "passphrase", "secret", "token", "verifier", "code=", "pwd=",
    "sig", "auth", "state", "nonce",
)  # fmt: skip
"""What a text that shows a secret holds, in lower case: most lines of a log hold none of it."""


def redact_text(text: str) -> str:
    """Hide every secret that a text shows by its shape."""
    lower = text.lower()
    if not any(hint in lower for hint in HINTS):
        return text
    for pattern, replacement in IN_TEXT:
        text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=256)
def secret_name(name: str) -> bool:
    """Tell whether what has this name is secret."""
    return name not in NOT_SECRET and SECRET_NAMES.search(name) is not None


def redact(value: object, name: str = "") -> object:
    """Hide what a name marks as secret, and what a text shows, at any depth."""
    if value is not None and secret_name(name):
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
