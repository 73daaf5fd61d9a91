"""`Drafting` by the server's route, for whoever is not the server: the scheduled job."""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote

from server.core.comment_ports import Draft
from server.core.comments.reply_text import LONGEST, length
from server.core.errors import UnavailableError


class Asked(Protocol):
    """The server, asked over HTTP as its owner."""

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Change something, and give what is told of it; raises our errors."""
        ...


class DraftedByServer:
    """Asks the server for drafts; what it answers is checked before it is believed."""

    def __init__(self, server: Asked) -> None:
        self._server = server

    def draft(self, comment: str) -> Draft:
        """Answer a stored comment, by its id; raises the server's errors, also for no draft."""
        told = self._server.send("POST", f"/v1/comments/{quote(comment, safe='')}/draft")
        draft = _draft_of(told)
        if draft is None:
            raise UnavailableError("The server's draft of a reply cannot be read.")
        return draft

    def keep_topic(self) -> tuple[int, int]:
        """Bring the topic of comments on; tell how many threads were put in, and are left."""
        told = self._server.send("POST", "/v1/comments/topic")
        try:
            return int(told["put"]), int(told["left"])
        except (TypeError, KeyError, ValueError) as error:
            raise UnavailableError("The server's answer about the topic cannot be read.") from error


def _draft_of(told: Any) -> Draft | None:
    """Read a draft; none where it is none: no text without a reason, or what YouTube refuses."""
    names = ("text", "inquiry", "language", "refused", "held")
    if not isinstance(told, Mapping) or not all(isinstance(told.get(one), str) for one in names):
        return None
    draft = Draft(*(told[one] for one in names))
    if length(draft.text) > LONGEST or bool(draft.text.strip()) == bool(draft.refused):
        return None
    return draft
