"""What some routes take and give beside JSON, as the OpenAPI document has it: one table."""

from typing import Any, Final

from server.core.dictionary.forms import FORMS
from server.core.transcript_formats import FORMATS

Table = dict[tuple[str, str], dict[str, Any]]

OBJECT: Final = {"type": "object"}
TEXT: Final = {"type": "string"}
BINARY: Final = {"type": "string", "format": "binary"}
JSON: Final = {"application/json": {"schema": OBJECT}}
EVENTS: Final[dict[str, Any]] = {"text/event-stream": {}}
FILE: Final = {"*/*": {"schema": BINARY}}
TAG: Final = {"ETag": {"description": "Its version.", "schema": TEXT}}
PERFORMANCE: Final = "/v1/recordings/performances/{performance_id}"


def _texts(*media_types: str) -> dict[str, Any]:
    return {one.partition(";")[0]: {"schema": TEXT} for one in media_types}


def _one(content: dict[str, Any], told: str, **more: Any) -> dict[str, Any]:
    return {"200": {"description": told, "content": content, **more}}


def _sent(content: dict[str, Any], told: str) -> dict[str, Any]:
    return {"description": told, "required": True, "content": content}


STREAMED: Final = _one(JSON | EVENTS, "The whole, or with `stream` server-sent events.")
PART: Final = {
    "206": {"description": "The part that Range names.", "content": FILE},
    "416": {"description": "There is no such part.", "content": {"text/plain": {"schema": TEXT}}},
}
OWN: Final = _one(JSON, "The language.", headers=TAG)

GIVEN: Final[Table] = {
    ("get", "/"): _one(
        JSON | {"text/html": {"schema": TEXT}}, "The page for people, the status for programs."
    ),
    ("get", "/health"): _one(JSON, "It runs."),
    ("post", "/v1/chat/completions"): STREAMED,
    ("post", "/v1/completions"): STREAMED,
    ("post", "/v1/inquiries"): STREAMED,
    ("delete", "/v1/inquiries/{inquiry_id}"): _one(JSON, "With `dry`: what would go."),
    ("get", "/v1/inquiries/export"): _one({"application/zip": {"schema": BINARY}}, "The files."),
    ("get", "/v1/inquiries/news"): _one(JSON, "The count now."),
    ("get", "/v1/comments/news"): _one(JSON, "The count now."),
    ("get", "/v1/recordings/performances/news"): _one(JSON, "The count now."),
    ("post", "/v1/comments/{comment_id}/draft"): _one(JSON, "The draft."),
    ("post", "/v1/documents"): STREAMED,
    ("post", "/v1/documents/file"): STREAMED,
    ("get", "/v1/documents/{document_id}/media"): _one(FILE, "The recording.") | PART,
    ("post", PERFORMANCE + "/transcript"): STREAMED,
    ("get", PERFORMANCE + "/tracks/{track_id}/file"): _one(FILE, "The file.") | PART,
    ("get", "/v1/recordings/{recording_id}/file"): _one(FILE, "The file.") | PART,
    ("get", "/v1/steps/events"): _one(EVENTS, "What the chore says, as it says it."),
    ("post", "/v1/models/{name}/pull"): _one(EVENTS, "How far it is."),
    ("post", "/v1/audio/speech"): _one(
        {"audio/*": {"schema": BINARY}}, "The sound, as it is spoken."
    ),
    ("post", "/v1/audio/transcriptions"): _one(
        _texts(*(one.media_type for one in FORMATS.values())) | JSON | EVENTS,
        "The words, in the form that was asked for.",
    ),
    ("get", "/v1/languages/own"): OWN,
    ("put", "/v1/languages/own"): OWN,
    ("get", "/v1/languages/own/versions/{version}"): OWN,
    ("get", "/v1/languages/{name}/export"): _one(
        _texts(*(one.media_type for one in FORMS.values())), "The language, as a file."
    ),
    ("patch", "/v1/words/{word_id}"): _one(JSON, "The word as it is now."),
}  # fmt: skip
"""What is given by (method, path), in place of what the router's signature says."""

BODIES: Final[Table] = {
    ("post", "/v1/documents/file"): _sent({"application/octet-stream": {"schema": BINARY}}, "It."),
    ("post", "/v1/languages/{name}/import"): _sent(
        {"application/octet-stream": {"schema": BINARY}}, "The file, in UTF-8."
    ),
    ("patch", "/v1/recordings/{recording_id}"): _sent(
        {"application/offset+octet-stream": {"schema": BINARY}}, "The next bytes of the file."
    ),
}
"""What is taken by (method, path)."""
