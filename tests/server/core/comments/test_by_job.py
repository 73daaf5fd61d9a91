"""Which of our own comments in a thread the job wrote, and which the owner wrote by hand."""

from dataclasses import replace

import pytest

from server.core.comments.comment import Comment
from server.core.comments.outbox import State
from server.core.comments.turns import Rules, by_job, judged
from tests.server.made_comments import OWNER, comment, kept, reply

OURS = Comment("o", "c1", "v1", OWNER, "Like this.", 3000, 3000)


@pytest.mark.parametrize("state", ["planned", "withdrawn", "failed", "sending", "held"])
def test_what_was_tried_and_shows_late_is_the_jobs(state: State) -> None:
    """Also once it was given up: what others asked before it is not answered by hand."""
    tried = replace(reply(state=state), attempts=1)
    thread = [kept(comment(at=1000)), kept(comment("a", "Why?", thread="c1", at=2000)), kept(OURS)]
    sent = by_job(thread, [tried])

    assert sent == {"o"}
    assert judged(thread, sent, Rules())["a"] != "answered"


def test_what_was_never_tried_is_the_owners() -> None:
    """The same words by hand, before the job sent any."""
    thread = [kept(comment(at=1000)), kept(OURS)]

    assert by_job(thread, [reply()]) == frozenset()
    assert judged(thread, frozenset(), Rules())["c1"] == "answered"


def test_what_is_known_by_its_id_takes_no_other() -> None:
    """A reply that was sent stands for itself alone, whatever reads the same."""
    sent = replace(reply(state="sent"), attempts=1, sent_as="x")

    assert by_job([kept(OURS)], [sent]) == {"x"}
