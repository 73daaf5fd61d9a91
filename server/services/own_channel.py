"""The channel of who is signed in: asked of YouTube once, and kept until somebody signs in."""

import json
from dataclasses import asdict

from server.core.comment_ports import VideoChannel
from server.core.comments.comment import Channel
from server.core.ports import Clock
from server.core.step_ports import StepStore

MARK = "channel"


def kept_channel(steps: StepStore) -> Channel | None:
    """Give the channel as it is kept."""
    try:
        told = json.loads(steps.mark(MARK))
        made = Channel(**told)
    except (ValueError, TypeError):
        return None
    return made if all(isinstance(one, str) for one in asdict(made).values()) else None


def own_channel(
    channel: VideoChannel, steps: StepStore, clock: Clock, *, keep: bool = True
) -> Channel:
    """Give the channel; asked of YouTube where it is not kept."""
    found = kept_channel(steps)
    if found is None:
        found = channel.channel()
        if keep:
            steps.set_mark(MARK, json.dumps(asdict(found)), clock())
    return found
