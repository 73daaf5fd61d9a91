"""What a model is told of a comment: its words as data, in elements that they cannot end."""

from collections.abc import Sequence

from server.core.chat.context import CHARACTERS_A_TOKEN, escaped, tokens
from server.core.chat.models import Message
from server.core.comment_ports import CommentKept
from server.core.library.blocks import Block, tidied
from server.core.library.times import clock_time
from server.core.library.topics import one_line

LONGEST = 1_200
"""Tokens of one comment, rather fewer than a page; YouTube takes 10,000 characters."""
LONGEST_TITLE = 200
"""Characters of a video's title."""
EARLIER = 12
"""Comments of a thread, the newest, that are told as what was said before."""


def said_in(text: str) -> str:
    """Give a comment's words: what nobody sees, whom it is addressed to, and what is too long go.

    What is unseen may hold orders that only a model reads.
    """
    cleaned = "\n".join(block.text for block in tidied([Block(text)]))
    words = cleaned.split(maxsplit=1)
    if len(words) == 2 and words[0].startswith("@"):
        cleaned = words[1]
    return _within(cleaned, LONGEST)


def _within(text: str, most: int) -> str:
    """Cut a text to about so many tokens, between words where it has any."""
    if tokens(text) <= most:
        return text
    kept = text[: int(most * CHARACTERS_A_TOKEN)]
    while tokens(kept) > most:
        kept = kept[: len(kept) * 3 // 4]
    return kept.rpartition(" ")[0] or kept


def comment_block(text: str, title: str = "", at_ms: int | None = None) -> str:
    """Give a comment as a model is shown it; its video's title and its moment where they matter."""
    told = {
        "video": one_line(title)[:LONGEST_TITLE],
        "at": "" if at_ms is None else clock_time(at_ms),
    }
    head = "".join(f' {name}="{escaped(value)}"' for name, value in told.items() if value)
    return f"<comment{head}>\n{escaped(text)}\n</comment>"


def said_before(thread: Sequence[CommentKept], comment: str) -> tuple[CommentKept, ...]:
    """Give what stood in a thread before a comment, the oldest first; the newest of it at most."""
    ids = [one.comment.id for one in thread]
    before = thread[: ids.index(comment)] if comment in ids else ()
    return tuple(one for one in before if one.comment.text.strip())[-EARLIER:]


def as_conversation(before: Sequence[CommentKept]) -> tuple[Message, ...]:
    """Give a thread as a conversation: our replies are what was answered."""
    return tuple(
        Message("assistant", escaped(said_in(one.comment.text)))
        if one.ours
        else Message("user", comment_block(said_in(one.comment.text)))
        for one in before
    )
