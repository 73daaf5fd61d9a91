"""Which route leaves which note in the audit, and which leave none, and why.

A test walks the rules: a write that is an admin's stands in exactly one of the three tables.
"""

from collections.abc import Mapping
from typing import TypeAlias

Route: TypeAlias = tuple[str, str]
"""Method and path, as in its rule."""

COMMENT = "/v1/comments/{comment_id}"
HELD = "/v1/recordings/performances/{performance_id}"
SUGGESTED = "/v1/suggestions"

NOTED: Mapping[Route, str] = {
    ("POST", "/v1/topics"): "topic.add",
    ("PATCH", "/v1/topics/{topic_id:int}"): "topic.change",
    ("DELETE", "/v1/topics/{topic_id:int}"): "topic.remove",
    ("POST", "/v1/topics/{topic_id:int}/merge"): "topic.merge",
    ("PUT", SUGGESTED + "/inquiries/{inquiry_id}/{topic_id:int}"): "suggestion.answer",
    ("PUT", SUGGESTED + "/{document_id:int}/{topic_id:int}"): "suggestion.answer",
    ("POST", "/v1/documents"): "document.load",
    ("POST", "/v1/documents/file"): "document.load",
    ("DELETE", "/v1/documents/{document_id:int}"): "document.remove",
    ("PUT", "/v1/documents/{document_id:int}/topics/{topic_id:int}"): "topic.put",
    ("DELETE", "/v1/documents/{document_id:int}/topics/{topic_id:int}"): "topic.take",
    ("POST", "/v1/personas"): "persona.add",
    ("PUT", "/v1/personas/{persona_id:int}"): "persona.change",
    ("DELETE", "/v1/personas/{persona_id:int}"): "persona.remove",
    ("POST", "/v1/taste/feeds"): "feed.read",
    ("POST", "/v1/taste/folders"): "feed.read",
    ("POST", "/v1/languages"): "language.add",
    ("PATCH", "/v1/languages/{name}"): "language.change",
    ("DELETE", "/v1/languages/{name}"): "language.remove",
    ("POST", "/v1/languages/{name}/import"): "language.import",
    ("POST", "/v1/languages/{name}/undo"): "language.undo",
    ("POST", "/v1/services/{name}/{action}"): "service.act",
    ("POST", "/v1/steps/{task}"): "chore.run",
    ("DELETE", "/v1/steps/running"): "chore.stop",
    ("POST", "/v1/words"): "word.add",
    ("PATCH", "/v1/words/{word_id:int}"): "word.change",
    ("DELETE", "/v1/words/{word_id:int}"): "word.remove",
    ("POST", "/v1/words/proposals/{number:int}/accept"): "proposal.accept",
    ("POST", "/v1/words/proposals/{number:int}/refuse"): "proposal.refuse",
    ("PUT", COMMENT + "/reply"): "comment.reply",
    ("POST", COMMENT + "/approve"): "comment.approve",
    ("POST", COMMENT + "/reject"): "comment.reject",
    ("POST", COMMENT + "/reopen"): "comment.reopen",
    ("POST", COMMENT + "/sent"): "comment.sent",
    ("POST", "/v1/comments/topic"): "comment.topic",
    ("PUT", HELD + "/topics"): "recording.topics",
    ("PUT", HELD + "/takes/{take_id:int}/topics"): "recording.topics",
    ("POST", "/v1/inquiries/retention"): "retention.apply",
    ("PUT", "/v1/embedder"): "embedder.change",
    ("POST", "/v1/models/{name:path}/pull"): "model.pull",
    ("POST", "/models/{name:path}/pull"): "model.pull",
}
"""Noted when the answer says that it was done."""

BY_SERVICE: frozenset[Route] = frozenset(
    {
        ("POST", "/v1/pairings/codes"),
        ("POST", "/v1/users"),
        ("PATCH", "/v1/users/{name}"),
        ("DELETE", "/v1/users/{name}"),
        ("PUT", "/v1/users/wishes/{number:int}"),
    }
)
"""Noted by the service, which the terminal calls, too, or by the route itself."""

UNNOTED: Mapping[Route, str] = {
    ("POST", "/v1/updates"): "it asks which version is the newest, and changes nothing",
    ("POST", "/v1/documents/known"): "it asks which documents are known",
    ("POST", "/v1/documents/below"): "it asks what was loaded",
    ("POST", "/v1/crawls"): "it looks for pages, and loads none",
    ("POST", COMMENT + "/draft"): "it asks the chat, and keeps nothing",
    ("POST", "/v1/models/{name:path}/load"): "it takes memory, and changes nothing that is kept",
    ("POST", "/models/{name:path}/load"): "it takes memory, and changes nothing that is kept",
    ("DELETE", "/v1/models/{name:path}/unload"): "it frees memory, and deletes nothing",
    ("DELETE", "/models/{name:path}/unload"): "it frees memory, and deletes nothing",
}
"""Why none is left."""
