"""Drafts asked of the server by the scheduled job: what it answers is checked."""

from typing import Any

import pytest

from server.core.comment_ports import Draft
from server.core.errors import UnavailableError
from server.services.comment_drafted import DraftedByServer

WHOLE = {"text": "It has three.", "inquiry": "1f", "language": "en", "refused": "", "held": ""}


class FakeServer:
    """Answers as it is told, and keeps what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, str]]()

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Give the next answer."""
        self.asked.append((method, path))
        return self.answers.pop(0)


def test_a_draft_is_read() -> None:
    """By the comment's id, whatever is in it."""
    server = FakeServer(WHOLE, WHOLE | {"text": "", "refused": "Nothing is known."})
    drafted = DraftedByServer(server)

    assert drafted.draft("Ug/../x y") == Draft("It has three.", "1f", "en")
    assert drafted.draft("c2").refused == "Nothing is known."
    assert server.asked[0] == ("POST", "/v1/comments/Ug%2F..%2Fx%20y/draft")


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "text",
        {},
        WHOLE | {"text": None},
        WHOLE | {"text": 3},
        WHOLE | {"text": " "},
        WHOLE | {"refused": "Both."},
        WHOLE | {"text": "x" * 10_001},
        {name: value for name, value in WHOLE.items() if name != "held"},
    ],
)
def test_what_is_no_draft_is_no_reply(told: Any) -> None:
    """Malformed, empty, too long, or text and refusal at once: the step goes on with a reason."""
    with pytest.raises(UnavailableError, match="cannot be read"):
        DraftedByServer(FakeServer(told)).draft("c1")


def test_the_topic_is_kept_up() -> None:
    """What is left is told; an answer that is none is an error."""
    server = FakeServer({"put": 300, "left": 20}, {"put": "many"})
    drafted = DraftedByServer(server)

    assert drafted.keep_topic() == (300, 20)
    with pytest.raises(UnavailableError, match="cannot be read"):
        drafted.keep_topic()
    assert server.asked == [("POST", "/v1/comments/topic")] * 2
