"""What of the passages and the conversation a model is shown, within its budget.

What does not fit is left out whole and told, never cut off silently: a model that reads half of its
instructions gives half an answer, and nobody would know why.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.chat.models import Message
from server.core.errors import InvalidError

CHARACTERS_A_TOKEN = 3.0
"""Characters that a token has at least, in most languages and tokenizers; English has about 4."""
OVERHEAD = 8
"""Tokens that a message or passage costs besides its text."""
ANSWER = 1024
"""Tokens kept for the answer where nobody says how many."""
LONGEST_QUESTION = 20_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as a model is shown it."""

    number: int
    """From 1, as answers name it."""
    title: str
    heading: str
    text: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """What goes to the model, and what was left out."""

    messages: tuple[Message, ...]
    shown: int
    """Passages, from the first, that fitted."""
    left_out: int
    forgotten: int
    """Earlier messages that did not fit."""
    tokens: int
    """An estimate that is rather too high."""


def composed(
    system: str,
    question: str,
    passages: Sequence[Shown],
    history: Sequence[Message],
    budget: int,
) -> Composed:
    """Put a prompt together over passages; raises `InvalidError` where not even the question fits.

    The question and the system's text come first, then passages in their order until one does not
    fit, then earlier messages from the last backwards, in what is left.
    """
    return composed_of(system, question, list(map(passage_block, passages)), history, budget)


def composed_of(
    system: str,
    question: str,
    blocks: Sequence[str],
    history: Sequence[Message],
    budget: int,
    *,
    within: str = "passages",
) -> Composed:
    """Put a prompt together over blocks that are written already, in an element `within`."""
    room = budget - _cost(system) - _cost(question)
    if room < 0:
        raise InvalidError(
            f"The question is too long for this model, which takes about {budget} tokens; "
            "shorten it, or load a long text as a document."
        )
    kept, room = _fitting(blocks, room)
    earlier: list[Message] = []
    for message in reversed(history):
        room -= _cost(message.content)
        if room < 0:
            break
        earlier.insert(0, message)
    while earlier and earlier[0].role == "assistant":
        del earlier[0]  # an answer without its question only misleads
    asked = Message("user", _user(question, blocks[:kept], within))
    messages = (Message("system", system), *earlier, asked)
    return Composed(
        messages,
        kept,
        len(blocks) - kept,
        len(history) - len(earlier),
        sum(_cost(message.content) for message in messages),
    )


def _fitting(blocks: Sequence[str], room: int) -> tuple[int, int]:
    for count, block in enumerate(blocks):
        cost = _cost(block)
        if cost > room:
            return count, room
        room -= cost
    return len(blocks), room


def _user(question: str, blocks: Sequence[str], within: str) -> str:
    if not blocks:
        return question
    told = "\n".join(blocks)
    return f"<{within}>\n{told}\n</{within}>\n\nQuestion: {question}"


def passage_block(passage: Shown) -> str:
    """Give a passage as a model is shown it."""
    head = " › ".join(part for part in (passage.title, passage.heading) if part)
    tags = f' topics="{escaped(", ".join(passage.topics))}"' if passage.topics else ""
    body = escaped(passage.text)
    return f'<passage number="{passage.number}" from="{escaped(head)}"{tags}>\n{body}\n</passage>'


def escaped(text: str) -> str:
    """Take from a text what could end the element it stands in, or begin another."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def _cost(text: str) -> int:
    return tokens(text) + OVERHEAD


def tokens(text: str) -> int:
    """Estimate a text's tokens, rather too high; Chinese and the like take one a character."""
    wide = sum(1 for character in text if character >= "\u2e80")
    return wide + int((len(text) - wide) / CHARACTERS_A_TOKEN) + 1
