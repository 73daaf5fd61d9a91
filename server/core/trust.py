"""Who may reach what: hosts, origins, and the declared rule of every route and WebSocket.

A local server is reachable from every web page its user opens.  So a request is answered only when
its `Host` is a name of this server (a page that rebinds its own name to 127.0.0.1 fails here), when
its `Origin` is ours, and when a rule for its path stands in `RULES`: what has no rule is not there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from server.core.account_rules import ACCOUNT_RULES
from server.core.comments.rules import COMMENT_RULES
from server.core.dictionary.rules import DICTIONARY_RULES
from server.core.operation_rules import OPERATION_RULES
from server.core.people_rules import PEOPLE_RULES
from server.core.recording_rules import RECORDING_RULES
from server.core.rule import (
    CONVERSATION,
    DOCUMENT,
    LONG_QUESTION,
    LONG_TEXT,
    MANY_ADDRESSES,
    OWN_WORDS,
    PAGE_ASKED,
    PERSONA,
    RECORDING,
    Rule,
    Who,
)

LOOPBACK = re.compile(r"localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]")
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
EXTENSION = re.compile(r"chrome-extension://([a-p]{32})")


RULES: tuple[Rule, ...] = (
    Rule("GET", "/", Who.PUBLIC),
    Rule("GET", "/ping", Who.PUBLIC),
    Rule("GET", "/health", Who.PUBLIC),
    Rule("GET", "/chat.html", Who.PUBLIC),
    Rule("GET", "/recent.html", Who.PUBLIC),
    Rule("GET", "/taste.html", Who.PUBLIC),
    Rule("GET", "/server/{page}", Who.PUBLIC),
    Rule("GET", "/transcription.html", Who.PUBLIC),
    Rule("GET", "/ollama.html", Who.PUBLIC),
    Rule("GET", "/upload.html", Who.PUBLIC),
    Rule("GET", "/analyze.html", Who.PUBLIC),
    Rule("GET", "/help", Who.PUBLIC),
    Rule("GET", "/docs", Who.PUBLIC),
    Rule("GET", "/openapi.json", Who.PUBLIC),
    Rule("GET", "/web/{path:path}", Who.PUBLIC),
    Rule("GET", "/extension/{path:path}", Who.PUBLIC),
    Rule("GET", "/v1/languages", Who.PUBLIC),
    Rule("GET", "/v1/languages/own", Who.USER),
    Rule("PUT", "/v1/languages/own", Who.USER, body=OWN_WORDS),
    Rule("GET", "/v1/languages/own/versions", Who.USER),
    Rule("GET", "/v1/languages/own/versions/{version:int}", Who.USER),
    Rule("GET", "/v1/languages/{name}", Who.PUBLIC),
    *DICTIONARY_RULES,
    Rule("POST", "/v1/pairings", Who.PUBLIC),
    Rule("POST", "/v1/pairings/codes", Who.ADMIN_SESSION),
    *ACCOUNT_RULES,
    Rule("GET", "/v1/status", Who.USER),
    Rule("GET", "/v1/status/chat", Who.USER),
    Rule("GET", "/v1/status/inquiries", Who.ADMIN),
    Rule("GET", "/v1/status/machine", Who.ADMIN),
    Rule("GET", "/v1/status/people", Who.ADMIN),
    Rule("GET", "/v1/status/recordings", Who.USER),
    Rule("GET", "/v1/status/speech", Who.USER),
    Rule("GET", "/v1/stats", Who.USER),
    Rule("GET", "/stats", Who.USER),
    *OPERATION_RULES,
    Rule("GET", "/metrics", Who.ADMIN),
    Rule("POST", "/v1/audio/speech", Who.USER, body=LONG_TEXT),
    Rule("POST", "/audio/speech", Who.USER, body=LONG_TEXT),
    Rule("GET", "/v1/audio/voices", Who.USER),
    Rule("GET", "/audio/voices", Who.USER),
    Rule("GET", "/v1/tokens", Who.SESSION),
    Rule("DELETE", "/v1/tokens/current", Who.USER),
    Rule("DELETE", "/v1/tokens/{token_id:int}", Who.SESSION),
    Rule("POST", "/audio/transcriptions", Who.USER, RECORDING),
    Rule("POST", "/v1/audio/transcriptions", Who.USER, RECORDING),
    *PEOPLE_RULES,
    *RECORDING_RULES,
    *COMMENT_RULES,
    Rule("GET", "/v1/personas", Who.USER),
    Rule("POST", "/v1/personas", Who.ADMIN, PERSONA),
    Rule("GET", "/v1/personas/for", Who.USER),
    Rule("PUT", "/v1/personas/{persona_id:int}", Who.ADMIN, PERSONA),
    Rule("DELETE", "/v1/personas/{persona_id:int}", Who.ADMIN),
    Rule("GET", "/v1/topics", Who.USER),
    Rule("POST", "/v1/topics", Who.ADMIN),
    Rule("PATCH", "/v1/topics/{topic_id:int}", Who.ADMIN),
    Rule("DELETE", "/v1/topics/{topic_id:int}", Who.ADMIN),
    Rule("POST", "/v1/topics/{topic_id:int}/merge", Who.ADMIN),
    Rule("GET", "/v1/suggestions", Who.ADMIN),
    Rule("PUT", "/v1/suggestions/inquiries/{inquiry_id}/{topic_id:int}", Who.ADMIN),
    Rule("PUT", "/v1/suggestions/{document_id:int}/{topic_id:int}", Who.ADMIN),
    Rule("GET", "/v1/documents", Who.USER),
    Rule("POST", "/v1/documents", Who.ADMIN, LONG_TEXT),
    Rule("POST", "/v1/documents/file", Who.ADMIN, DOCUMENT),
    Rule("POST", "/v1/documents/known", Who.ADMIN, MANY_ADDRESSES),
    Rule("POST", "/v1/documents/below", Who.ADMIN),
    Rule("POST", "/v1/crawls", Who.ADMIN),
    Rule("GET", "/v1/documents/{document_id:int}", Who.USER),
    Rule("DELETE", "/v1/documents/{document_id:int}", Who.ADMIN),
    Rule("GET", "/v1/documents/{document_id:int}/text", Who.USER),
    Rule("GET", "/v1/documents/{document_id:int}/media", Who.USER),
    Rule("PUT", "/v1/documents/{document_id:int}/topics/{topic_id:int}", Who.ADMIN),
    Rule("DELETE", "/v1/documents/{document_id:int}/topics/{topic_id:int}", Who.ADMIN),
    Rule("POST", "/v1/search", Who.USER, LONG_QUESTION),
    Rule("GET", "/v1/embedder", Who.USER),
    Rule("PUT", "/v1/embedder", Who.ADMIN),
    Rule("GET", "/v1/prompts", Who.USER),
    Rule("GET", "/v1/inquiries", Who.USER),
    Rule("POST", "/v1/inquiries", Who.USER, PAGE_ASKED),
    Rule("GET", "/v1/inquiries/counts", Who.ADMIN),
    Rule("GET", "/v1/inquiries/export", Who.USER),
    Rule("GET", "/v1/inquiries/marked", Who.USER),
    Rule("GET", "/v1/inquiries/news", Who.USER),
    Rule("GET", "/v1/inquiries/retention", Who.ADMIN),
    Rule("POST", "/v1/inquiries/retention", Who.ADMIN),
    Rule("GET", "/v1/inquiries/{inquiry_id}", Who.USER),
    Rule("PATCH", "/v1/inquiries/{inquiry_id}", Who.USER, LONG_TEXT),
    Rule("DELETE", "/v1/inquiries/{inquiry_id}", Who.USER),
    Rule("PUT", "/v1/inquiries/{inquiry_id}/marked", Who.USER),
    Rule("DELETE", "/v1/inquiries/{inquiry_id}/marked", Who.USER),
    Rule("POST", "/v1/inquiries/{inquiry_id}/answered", Who.USER),
    Rule("DELETE", "/v1/inquiries/{inquiry_id}/answered/{answer_id:int}", Who.USER),
    Rule("GET", "/v1/taste", Who.USER),
    Rule("DELETE", "/v1/taste", Who.USER),
    Rule("POST", "/v1/taste/train", Who.USER),
    Rule("GET", "/v1/taste/ratings", Who.USER),
    Rule("PUT", "/v1/taste/ratings", Who.USER, LONG_QUESTION),
    Rule("GET", "/v1/taste/predictions", Who.USER),
    Rule("POST", "/v1/taste/predictions", Who.USER, MANY_ADDRESSES),
    Rule("GET", "/v1/taste/next", Who.USER),
    Rule("POST", "/v1/taste/explain", Who.USER, LONG_QUESTION),
    Rule("POST", "/v1/taste/feeds", Who.ADMIN),
    Rule("POST", "/v1/taste/folders", Who.ADMIN),
    Rule("GET", "/v1/taste/export", Who.USER),
    Rule("POST", "/v1/chat/completions", Who.USER, CONVERSATION),
    Rule("POST", "/chat/completions", Who.USER, CONVERSATION),
    Rule("POST", "/v1/completions", Who.USER, CONVERSATION),
    Rule("POST", "/completions", Who.USER, CONVERSATION),
    Rule("POST", "/v1/embeddings", Who.USER, CONVERSATION),
    Rule("POST", "/embeddings", Who.USER, CONVERSATION),
    Rule("GET", "/v1/models", Who.USER),
    Rule("GET", "/models", Who.USER),
    Rule("GET", "/v1/models/loading", Who.USER),
    Rule("POST", "/v1/models/{name:path}/load", Who.ADMIN),
    Rule("POST", "/models/{name:path}/load", Who.ADMIN),
    Rule("DELETE", "/v1/models/{name:path}/unload", Who.ADMIN),
    Rule("DELETE", "/models/{name:path}/unload", Who.ADMIN),
    Rule("POST", "/v1/models/{name:path}/pull", Who.ADMIN),
    Rule("POST", "/models/{name:path}/pull", Who.ADMIN),
    Rule("GET", "/v1/models/{name:path}", Who.USER),
    Rule("GET", "/models/{name:path}", Who.USER),
    Rule("GET", "/chat", Who.USER),
    Rule("GET", "/chat/", Who.USER),
    Rule("GET", "/api", Who.USER),
    Rule("GET", "/api/", Who.USER),
    Rule("GET", "/listtopics", Who.USER),
    Rule("GET", "/listtopics/", Who.USER),
    Rule("GET", "/analyze", Who.USER),
    Rule("GET", "/analyze/", Who.USER),
    Rule("WS", "/v1/listen", Who.HELLO),
    Rule("WS", "/v1/midi", Who.HELLO),
)

CONVERTORS = {"path": ".*", "int": "[0-9]{1,9}", "str": "[^/]+"}
LARGEST_ID = 999_999_999
"""Numbers in paths are ids, which a database keeps in four bytes: what is larger is nothing's."""


def _pattern(template: str) -> re.Pattern[str]:
    """Compile a path template as the router does: `{name}`, `{name:path}`, `{name:int}`."""
    parts = re.split(r"\{\w+(?::(\w+))?\}", template)
    text = "".join(
        CONVERTORS[part or "str"] if index % 2 else re.escape(part)
        for index, part in enumerate(parts)
    )
    return re.compile(text)


_COMPILED = tuple((rule, _pattern(rule.path)) for rule in RULES)


def rule_for(method: str, path: str) -> Rule | None:
    """Find the rule of a request; HEAD asks for what GET does."""
    wanted = "GET" if method == "HEAD" else method
    # Whoever asks for long paths does not get to fill the memory with them.
    return _remembered(wanted, path) if len(path) <= REMEMBERED else _rule(wanted, path)


CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What no path of ours holds, and what databases and logs take badly."""
REMEMBERED = 100
"""Letters of a path whose rule is remembered: all of ours are shorter."""


def _rule(method: str, path: str) -> Rule | None:
    if CONTROL.search(path):
        return None
    return next(
        (rule for rule, pattern in _COMPILED if rule.method == method and pattern.fullmatch(path)),
        None,
    )


_remembered = lru_cache(maxsize=1024)(_rule)


def methods_for(path: str) -> tuple[str, ...]:
    """Name the methods that some rule allows for a path; empty where there is nothing."""
    return tuple(
        rule.method
        for rule, pattern in _COMPILED
        if not CONTROL.search(path) and rule.method != "WS" and pattern.fullmatch(path)
    )


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose hosts and origins are ours, from the settings."""

    hosts: frozenset[str]
    origins: frozenset[str]
    extensions: frozenset[str]

    def host_allowed(self, host: str) -> bool:
        """Tell whether a `Host` header names this server, at any port."""
        name = host_name(host)
        return name is not None and (LOOPBACK.fullmatch(name) is not None or name in self.hosts)

    def origin_allowed(self, origin: str, host: str) -> bool:
        """Tell whether an `Origin` is the extension, our own page, or one that was named."""
        extension = EXTENSION.fullmatch(origin)
        if extension is not None:
            return extension[1] in self.extensions
        return origin in self.origins or own_origin(origin, host)


def trust(hosts: Iterable[str], origins: Iterable[str], extensions: Iterable[str]) -> Trust:
    """Build the trust from settings, in the spelling that browsers send."""
    return Trust(
        frozenset(host.lower() for host in hosts),
        frozenset(origin.lower().rstrip("/") for origin in origins),
        frozenset(extensions),
    )


def host_name(host: str) -> str | None:
    """Take the name out of a `Host` header, or nothing if it is no host."""
    match = HOST.fullmatch(host.lower())
    return match["name"] if match else None


def own_origin(origin: str, host: str) -> bool:
    """Tell whether an origin is the very host and port that was asked: a page we served.

    The scheme is not compared, since behind a proxy it is the proxy's.
    """
    scheme, mark, rest = origin.partition("://")
    return bool(mark) and scheme in {"http", "https"} and rest != "" and rest == host.lower()


def loopback(host: str) -> bool:
    """Tell whether an address to listen on is reached from this machine only."""
    return LOOPBACK.fullmatch(host) is not None or host == "::1"


def origin_problem(origin: str) -> str | None:
    """Say what is wrong with an origin named in the settings."""
    parts = urlsplit(origin)
    plain = f"{parts.scheme}://{parts.netloc}" == origin.rstrip("/")
    if parts.scheme in {"http", "https"} and parts.hostname and plain and "*" not in origin:
        return None
    return f"{origin!r} is no origin; write it as https://name or https://name:port."


def host_problem(host: str) -> str | None:
    """Say what is wrong with a host named in the settings."""
    match = HOST.fullmatch(host.lower())
    if match and match["port"] is None:
        return None
    return f"{host!r} is no host name; write it without scheme and port, e.g. piano.example.org."
