"""When a video's comments are answered, and when a thread is looked at again."""

from hashlib import sha256

from server.core.comments.comment import Video

HOUR = 3_600_000
"""Ms."""
DAY = 24 * HOUR
GONE = 30 * DAY
"""How much later a thread has its turn that was not there."""


def chance(*seed: str) -> float:
    """Give a number in [0, 1) that is the same for the same seed, on any machine."""
    digest = sha256("\x00".join(seed).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def due(video: Video, days: int, delay: int, seed: str) -> int:
    """Give from when on a video's comments are answered; ms since 1970, UTC.

    `days` after it was published, and up to `delay` days more by chance, another for each video.
    """
    return video.published + days * DAY + int(chance(seed, "due", video.id) * delay * DAY)


def next_look(active: int, now: int) -> int:
    """Give a thread's next turn: the longer nothing was written in it, the later.

    It is an order and no appointment: who has the least is next, whatever the clock says.
    """
    return now + max(HOUR, (now - active) // 8)
