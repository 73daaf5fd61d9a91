"""What is known of a video, of a comment on it, and of the thread that the comment stands in."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

Moderation: TypeAlias = Literal["published", "heldForReview", "likelySpam", "rejected"]
"""As YouTube says it (`snippet.moderationStatus`); `published` where it says nothing."""
Privacy: TypeAlias = Literal["public", "unlisted", "private", "gone"]
"""`gone`: YouTube gives no such video any more."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment."""

    channel: str
    """The channel's id; empty where the author is deleted."""
    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment or reply, as its author typed it: data, never orders."""

    id: str
    thread: str
    """The id of the thread's first comment, which is also the thread's."""
    video: str
    """Empty: a comment on the channel itself."""
    author: Author
    text: str
    published: int
    """Ms since 1970, UTC, as `updated`."""
    updated: int
    likes: int = 0
    moderation: Moderation = "published"

    @property
    def is_reply(self) -> bool:
        """Tell whether it answers another."""
        return self.id != self.thread


@dataclass(frozen=True, slots=True)
class Thread:
    """A first comment with those of its replies that came along."""

    first: Comment
    replies: tuple[Comment, ...]
    """The newest may be missing where `reply_count` is larger: they are listed page by page."""
    reply_count: int
    can_reply: bool


@dataclass(frozen=True, slots=True)
class Video:
    """One video of the channel."""

    id: str
    title: str
    description: str
    published: int
    """Ms since 1970, UTC."""
    duration: int
    """Ms; 0: not known."""
    privacy: Privacy
    tags: tuple[str, ...] = ()
    language: str = ""
    """BCP 47, where its owner says it."""
    comments_open: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """The owner's channel."""

    id: str
    title: str
    uploads: str
    """The id of the playlist of all that was uploaded."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list, and the token of the next; none: it was the last."""

    items: tuple[Item, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a thread, to see when something new is in it."""

    thread: str
    video: str
    replies: int
    """How many YouTube said there were when they were last listed; -1: never listed."""
    can_reply: bool
    active: int
    """When something was last written in it; ms since 1970, UTC."""
    look: int
    """Its turn: of all threads that with the least is looked at next."""
    gone: bool = False
