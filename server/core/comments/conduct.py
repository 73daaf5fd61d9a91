"""How the owner wants comments answered: his settings, in the units that are reckoned with."""

from dataclasses import dataclass

from server.core.comments.schedule import HOUR
from server.core.comments.turns import Rules
from server.core.settings import Settings

MINUTE = 60_000
"""Ms."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """The settings; times in ms."""

    auto: bool = False
    """Replies go out by themselves."""
    quota: int = 10_000
    """Units a day."""
    a_step: int = 20
    """Replies sent in a step, and drafts made, at most."""
    a_day: int = 100
    """Replies sent within 24 hours at most."""
    video_days: int = 7
    delay_days: int = 0
    reopen: bool = True
    questions_only: bool = False
    turns: int = 3
    share: bool = False
    overlap: int = 48 * HOUR
    settle: int = 10 * MINUTE

    @property
    def rules(self) -> Rules:
        """Give what counts within a thread."""
        return Rules(self.turns, self.questions_only)


def conduct_of(settings: Settings) -> Conduct:
    """Read the settings."""
    return Conduct(
        settings.youtube_mode == "auto",
        settings.youtube_quota,
        settings.youtube_replies_a_step,
        settings.youtube_replies_a_day,
        settings.youtube_video_days,
        settings.youtube_delay_days,
        settings.youtube_reopen,
        settings.youtube_questions_only,
        settings.youtube_turns,
        settings.youtube_pick == "share",
        settings.youtube_overlap_hours * HOUR,
        settings.youtube_settle_minutes * MINUTE,
    )
