"""Conversations: what was said before is known, to who said it alone."""

import pytest

from server.core.errors import NotFoundError
from server.core.users import User
from server.services.documents import Given
from server.services.wishes import Wish
from tests.server.services.test_answering import BACH, Made, asked, made, script

__all__ = ["made", "script"]  # fixtures, which pytest finds by name


async def test_a_follow_up_knows_what_was_said(made: Made) -> None:
    """The model sees the conversation, and the search knows what it is about."""
    made.documents.load(Given("bach.md", BACH))
    _, first, _ = await asked(made, "When was Bach born?")
    _, second, _ = await asked(made, "And where?", after=first.inquiry.id)

    said = [message["content"] for message in made.script.asked[1]["messages"]]
    assert said[1:3] == ["When was Bach born?", "Hello there."]
    assert second.inquiry.conversation == first.inquiry.id
    assert second.inquiry.sources[0].title == "Bach"


async def test_a_conversation_of_somebody_else_is_not_there(made: Made) -> None:
    """An id is no key."""
    made.documents.load(Given("bach.md", BACH))
    _, first, _ = await asked(made, "When was Bach born?")
    other = User(made.owner.id + 1, "other", "user", 0)

    with pytest.raises(NotFoundError):
        await anext(made.answering.answer(other, Wish("And?", after=first.inquiry.id)))


async def test_a_model_that_was_there_and_is_gone_is_told(made: Made) -> None:
    """And nothing else answers in its name."""
    made.documents.load(Given("bach.md", BACH))
    await asked(made, "When was Bach born?", model="tiny:1b")
    made.script.models = {"other:1b": 1}
    _, ended, _ = await asked(made, "When was Bach born?", model="tiny:1b")

    assert (ended.inquiry.state, ended.inquiry.answer) == ("failed", "")
    assert "tiny:1b" in ended.inquiry.reason
