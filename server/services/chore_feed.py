"""The task `feed`: an Atom file of answers, to be put on a page or read in a feed reader.

In it are replies that were sent, which all of YouTube may read, and answers to the owner's own
questions that he rated well. What others asked the chat stays theirs.
"""

from dataclasses import dataclass
from typing import Protocol

from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import MOST
from server.core.chat.reviews import Sought as SoughtInquiries
from server.core.chat_ports import InquiryStore
from server.core.comment_ports import CommentKept, CommentStore, Sought
from server.core.ports import Clock
from server.core.step.atom import Entry, feed
from server.core.step.ports import Papers
from server.core.step.task import Bounds, Outcome, Progress
from server.core.users import User

PAPER = "feed.atom"
ENTRIES = 50
WELL = 8
"""From which rating on an answer of the chat is told."""
LONGEST_TITLE = 120
"""Characters."""


class Owner(Protocol):
    """Tells who owns the server."""

    def __call__(self) -> User:
        """Give them."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Where answers come from."""

    comments: CommentStore
    inquiries: InquiryStore
    owner: Owner


class FeedTask:
    """Writes the file anew where an answer is new."""

    name = "feed"
    caption = "write the feed of answers"

    def __init__(self, sources: Sources, papers: Papers, clock: Clock) -> None:
        self._sources, self._papers, self._clock = sources, papers, clock

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Write it."""
        entries = self._entries()
        counts = {"answers": len(entries)}
        if not entries:
            return Outcome("idle", (), counts)
        owner = self._sources.owner().name
        text = feed("Answers", "rubato:answers", owner, entries, self._clock())
        if text == self._papers.read(PAPER):
            return Outcome("idle", (), counts)
        if dry:
            lines = [f"Would be in {PAPER}: {one.title}" for one in entries]
            return Outcome("done", lines, counts)
        self._papers.write(PAPER, text)
        return Outcome("done", (f"{PAPER} is written.",), counts)

    def _entries(self) -> list[Entry]:
        owner = self._sources.owner()
        sent = self._sources.comments.comments(Sought(state="sent", limit=ENTRIES))
        rated = SoughtInquiries(user_id=owner.id, rated=(WELL, MOST))
        asked = self._sources.inquiries.inquiries(rated, ENTRIES)
        found = [_replied(one, owner.name) for one in sent if one.reply is not None]
        found += [_answered(one, owner.name) for one in asked if one.state == "answered"]
        return sorted(found, key=lambda one: (-one.published, one.key))[:ENTRIES]


def _replied(kept: CommentKept, author: str) -> Entry:
    comment, reply = kept.comment, kept.reply
    assert reply is not None  # noqa: S101  (only those with one are asked for)
    shown = f"&lc={reply.sent_as}" if reply.sent_as else ""
    link = f"https://www.youtube.com/watch?v={comment.video}{shown}" if comment.video else ""
    title = _title(comment.text)
    return Entry(f"comment:{comment.id}", title, reply.text, author, reply.changed, link)


def _answered(inquiry: Inquiry, author: str) -> Entry:
    text = inquiry.review.correction or inquiry.answer
    at = inquiry.finished or inquiry.created
    return Entry(f"inquiry:{inquiry.id}", _title(inquiry.question), text, author, at)


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE] + " …"
