"""Comments for tests: a channel with one video, what is said in it, and who writes under it."""

from collections.abc import Sequence

from server.core.comment_ports import CommentKept, VideoKept
from server.core.comments.comment import Author, Comment, Privacy, Video
from server.core.performance_ports import NewLine, PerformanceStore
from server.core.users import User
from server.services.comment_drafting import CommentDrafting, Manners, World
from tests.server.conftest import Made
from tests.server.fakes import MORNING

HERE = "dQw4w9WgXcQ"
ELSEWHERE = "aaaaaaaaaaa"
VIEWER = Author("UCviewer", "A viewer")
DISCLOSURE = "Answered by my assistant."


def video(key: str = HERE, privacy: Privacy = "public", title: str = "The fugue") -> VideoKept:
    """Make a video of the channel's."""
    return VideoKept(Video(key, title, "", MORNING, 600_000, privacy), False, 0, 0)


def comment(
    text: str,
    key: str = "c1",
    *,
    thread: str = "",
    second: float | None = None,
    ours: bool = False,
    at: int = 0,
    author: Author = VIEWER,
) -> CommentKept:
    """Make a comment under it."""
    told = Comment(key, thread or key, HERE, author, text, MORNING + at, MORNING + at)
    return CommentKept(told, ours, second)


class FakeComments:
    """Holds comments and videos in memory."""

    def __init__(self, *comments: CommentKept) -> None:
        self.held = {one.comment.id: one for one in comments}
        self.films = {one.video.id: one for one in (video(), video(ELSEWHERE))}

    def comment(self, comment: str) -> CommentKept | None:
        """Find one."""
        return self.held.get(comment)

    def thread(self, thread: str) -> Sequence[CommentKept]:
        """Give a thread."""
        return [one for one in self.held.values() if one.comment.thread == thread]

    def video(self, video: str) -> VideoKept | None:
        """Find a video."""
        return self.films.get(video)


LINES = (
    (3_000, "Welcome, this is my recording of the little fugue."),
    (83_000, "The fugue has three voices, and the middle one enters last."),
    (190_000, "Here I press the soft pedal for the cadenza."),
)
"""What is said in the video: ms, and a sentence."""


def performed(
    made: Made,
    *,
    topics: Sequence[str] = ("fugue",),
    key: str = HERE,
    lines: Sequence[tuple[int, str]] = LINES,
) -> User:
    """Record the video's performance with what is said in it; give its owner."""
    user = made.users.one("owner")
    recorded = made.recorded
    held = recorded.performances.add(user, "The fugue", f"https://youtu.be/{key}").performance
    store: PerformanceStore = recorded.performances._store
    said = [NewLine(at, at + 4_000, text) for at, text in lines]
    store.set_lines(held.id, None, said)
    recorded.texts.set_topics(recorded.performances.touched(held.id), None, topics)
    return user


def drafting(made: Made, comments: FakeComments, manners: Manners | None = None) -> CommentDrafting:
    """Compose what drafts."""
    return CommentDrafting(
        World(
            comments,
            made.library.answering,
            made.recorded.performances,
            made.recorded.texts,
            made.library.documents,
            made.library.topics,
            manners or Manners(DISCLOSURE),
        )
    )
