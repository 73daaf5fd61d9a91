"""Builds the task of a step that answers comments, from the `World` of `step_tasks.py`."""

from typing import TYPE_CHECKING

from server.core.step.task import Task

if TYPE_CHECKING:
    from server.cli.step_tasks import World


def comments(world: "World") -> Task:
    """Build the task that answers comments, and keeps their topic."""
    from server.cli.step_youtube import signed_in, without  # noqa: PLC0415
    from server.cli.youtube import youtube_channel  # noqa: PLC0415
    from server.core.comments.conduct import conduct_of  # noqa: PLC0415
    from server.services.comment_drafted import DraftedByServer  # noqa: PLC0415
    from server.services.comment_task import CommentTask  # noqa: PLC0415
    from server.services.comment_topic import WithTopic  # noqa: PLC0415

    if not signed_in(world):
        return without(CommentTask.name, CommentTask.caption)
    opened, server = world.opened, DraftedByServer(world.server)
    stores = (opened.comments, opened.outbox, opened.quota, world.steps)
    # The task meters its calls itself.
    channel = youtube_channel(world.settings)
    task = CommentTask(channel, server, stores, conduct_of(world.settings), world.clock)
    return WithTopic(task, server, world.steps, world.clock)
