"""Scopes: what a token may do of all that its owner may; without any, all of it.

A token for a program need not be able to do what the program never does: one that reads figures
cannot ask, one that asks cannot delete.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.core.errors import InvalidError

SAFE = frozenset({"GET", "HEAD"})
FIGURES = frozenset({"/metrics", "/v1/stats", "/stats", "/v1/status"})
ASKING = (
    "/v1/chat/completions",
    "/v1/completions",
    "/v1/embeddings",
    "/v1/audio/",
    "/v1/models",
    "/v1/search",
    "/v1/inquiries",
    "/v1/topics",
    "/v1/personas",
    "/v1/prompts",
)
"""Routes of asking, speaking and hearing, by their beginnings; also without /v1."""
ASKED_BY = frozenset({"GET", "HEAD", "POST"})


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope."""

    caption: str
    allows: Callable[[str, str], bool]
    """Of a method and a path."""


def _reads(method: str, _path: str) -> bool:
    return method in SAFE


def _figures(method: str, path: str) -> bool:
    return method in SAFE and path in FIGURES


def _asks(method: str, path: str) -> bool:
    if method not in ASKED_BY:
        return False
    full = path if path.startswith("/v1/") else f"/v1{path}"
    if full.startswith("/v1/models/") or (method == "POST" and full in _ONLY_READ):
        return method in SAFE
    return any(full == one or (one[-1] == "/" and full.startswith(one)) for one in ASKING)


_ONLY_READ = frozenset({"/v1/models", "/v1/topics", "/v1/personas", "/v1/prompts"})

SCOPES: Mapping[str, Scope] = {
    "read": Scope("see everything its owner sees, change nothing", _reads),
    "metrics": Scope("read figures: /metrics, /v1/stats, /v1/status", _figures),
    "chat": Scope("ask, search, speak and write speech down; nothing else", _asks),
}


def scopes_of(named: Iterable[str]) -> Sequence[str]:
    """Check the names of scopes; raises `InvalidError`."""
    wanted = sorted({name.strip().lower() for name in named})
    unknown = [name for name in wanted if name not in SCOPES]
    if unknown:
        raise InvalidError(f"There is no scope {unknown[0]!r}; there are: {', '.join(SCOPES)}.")
    return wanted


def allowed(scopes: Sequence[str], method: str, path: str) -> bool:
    """Tell whether a token with these scopes may ask for this; one without any may.

    A scope that this version does not know allows nothing. `WS` is the method of WebSockets.
    """
    if not scopes:
        return True
    return any(SCOPES[name].allows(method, path) for name in scopes if name in SCOPES)


def captions(scopes: Sequence[str]) -> Sequence[str]:
    """Say what scopes allow, for messages."""
    return [SCOPES[name].caption for name in scopes if name in SCOPES] or ["do nothing"]
