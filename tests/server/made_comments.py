"""Comments, videos and replies as tests make them."""

from server.core.comment_ports import CommentKept, VideoKept
from server.core.comments.comment import Author, Comment, Privacy, Video
from server.core.comments.outbox import Reply, State

ADA = Author("UCada", "Ada")
OWNER = Author("UCowner", "The pianist")
HOUR = 3_600_000
"""Ms."""


def comment(
    number: str = "c1",
    text: str = "How do you play this?",
    *,
    thread: str = "",
    author: Author = ADA,
    at: int = 1000,
    video: str = "v1",
) -> Comment:
    """Make a comment; without a thread, the first of its own."""
    return Comment(number, thread or number, video, author, text, at, at)


def kept(one: Comment, skipped: str = "", second: float | None = None) -> CommentKept:
    """Make what is kept of a comment."""
    return CommentKept(one, one.author == OWNER, second, skipped)


def video(
    number: str = "v1",
    title: str = "Für Elise, slowly",
    *,
    published: int = 0,
    privacy: Privacy = "public",
) -> Video:
    """Make a video."""
    return Video(number, title, "How I play it", published, 600_000, privacy, ("piano",), "en")


def video_kept(one: Video, *, done: bool = False, due: int = 0) -> VideoKept:
    """Make what is kept of a video."""
    return VideoKept(one, done, due, 0)


def reply(
    number: str = "c1", state: State = "planned", text: str = "Like this.", *, at: int = 2000
) -> Reply:
    """Make a reply to a comment that began a thread."""
    return Reply(number, number, "v1", text, state, at, at)
