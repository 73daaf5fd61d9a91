"""What anybody may read where the setting `anonymous_read` is on: each route of users is decided.

Only what is the same for every user is open.  What belongs to a person is not, nor what makes the
machine work or writes something down, though it is asked by GET.
"""

from collections.abc import Mapping

from server.core.rule import Rule, Who

_OWN_WORDS = "somebody's own words"
_RATINGS = "somebody's ratings and taste"
_INQUIRIES = "what people asked"
_PEOPLE = "who is here, and what they wish"
_FILES = "somebody's own files"
_WAITS = "it holds a connection while one waits"
_ASKS = "it asks a model, and keeps the question"

CLOSED: Mapping[str, str] = {
    "/v1/languages/own": _OWN_WORDS,
    "/v1/languages/own/versions": _OWN_WORDS,
    "/v1/languages/own/versions/{version:int}": _OWN_WORDS,
    "/v1/users": _PEOPLE,
    "/v1/users/news": _PEOPLE,
    "/v1/users/wishes": _PEOPLE,
    "/v1/words/practice": "how somebody practises",
    "/v1/words/proposals": "what somebody proposed",
    "/v1/recordings": _FILES,
    "/v1/recordings/{recording_id}": _FILES,
    "/v1/recordings/{recording_id}/media": _FILES,
    "/v1/recordings/{recording_id}/file": _FILES,
    "/v1/inquiries": _INQUIRIES,
    "/v1/inquiries/export": _INQUIRIES,
    "/v1/inquiries/marked": _INQUIRIES,
    "/v1/inquiries/news": _INQUIRIES,
    "/v1/recordings/performances/news": _WAITS,
    "/v1/inquiries/{inquiry_id}": _INQUIRIES,
    "/analyze": _INQUIRIES,
    "/analyze/": _INQUIRIES,
    "/v1/taste": _RATINGS,
    "/v1/taste/ratings": _RATINGS,
    "/v1/taste/predictions": _RATINGS,
    "/v1/taste/next": _RATINGS,
    "/v1/taste/export": _RATINGS,
    "/chat": _ASKS,
    "/chat/": _ASKS,
    "/api": _ASKS,
    "/api/": _ASKS,
}
"""Routes that users read and nobody else does, each with the reason."""

OPEN = frozenset(
    {
        "/v1/status",
        "/v1/status/chat",
        "/v1/status/recordings",
        "/v1/status/speech",
        "/v1/stats",
        "/stats",
        "/v1/audio/voices",
        "/audio/voices",
        "/v1/recordings/performances",
        "/v1/recordings/performances/{performance_id}",
        "/v1/recordings/performances/{performance_id}/edits",
        "/v1/recordings/performances/{performance_id}/analysis",
        "/v1/recordings/performances/{performance_id}/tracks/{track_id:int}/file",
        "/v1/languages/{name}/words",
        "/v1/languages/{name}/export",
        "/v1/languages/{name}/history",
        "/v1/words",
        "/v1/words/languages",
        "/v1/words/played",
        "/v1/words/playable",
        "/v1/words/{word_id:int}",
        "/v1/words/{word_id:int}/history",
        "/v1/personas",
        "/v1/personas/for",
        "/v1/topics",
        "/v1/documents",
        "/v1/documents/{document_id:int}",
        "/v1/documents/{document_id:int}/text",
        "/v1/documents/{document_id:int}/media",
        "/v1/embedder",
        "/v1/prompts",
        "/v1/models",
        "/models",
        "/v1/models/loading",
        "/v1/models/{name:path}",
        "/models/{name:path}",
        "/listtopics",
        "/listtopics/",
    }
)
"""Routes that anybody may read; of recordings those that their people shared."""


def anonymous_may(rule: Rule) -> bool:
    """Tell whether anybody may use a route, where anonymous reading is on: only to read."""
    return rule.who is Who.USER and rule.method == "GET" and rule.path in OPEN
