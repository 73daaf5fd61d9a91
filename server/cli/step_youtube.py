"""Builds the chores of a step that need YouTube, each from the `World` of `step_tasks.py`."""

from typing import TYPE_CHECKING

from server.core.step.task import Task

if TYPE_CHECKING:
    from server.adapters.youtube_channel import YouTubeChannel
    from server.cli.step_tasks import World
    from server.services.comment_metering import MeteredChannel


def signed_in(world: "World") -> bool:
    """Tell whether somebody is signed in to YouTube."""
    from server.cli.youtube import google_login  # noqa: PLC0415

    return google_login(world.settings).signed_in()


def metered(world: "World") -> "MeteredChannel":
    """Give the channel, whose every call is written into the ledger before."""
    from server.services.comment_metering import MeteredChannel  # noqa: PLC0415

    limit = world.settings.youtube_quota
    return MeteredChannel(_channel(world), world.opened.quota, limit, world.clock)


def videos(world: "World") -> Task:
    """Build the task that learns what is on the channel."""
    from server.core.comments.schedule import due  # noqa: PLC0415
    from server.services.chore_videos import VideosTask  # noqa: PLC0415

    if not signed_in(world):
        return without(VideosTask.name, VideosTask.caption)
    days, delay = world.settings.youtube_video_days, world.settings.youtube_delay_days
    return VideosTask(
        metered(world),
        world.opened.comments,
        world.steps,
        lambda video, me: due(video, days, delay, me.id),
        world.clock,
    )


def transcripts(world: "World") -> Task:
    """Build the task that writes down what is said in videos."""
    from server.services.chore_transcripts import TranscriptsTask  # noqa: PLC0415

    return TranscriptsTask(
        world.server,
        world.opened.comments,
        world.steps,
        world.clock,
        youtube=world.settings.useyoutube,
    )


def playlist(world: "World") -> Task:
    """Build the task that gathers well rated videos."""
    from server.services.chore_playlist import PlaylistTask  # noqa: PLC0415
    from server.services.not_set_up import NotSetUp  # noqa: PLC0415
    from server.services.playlist_metering import MeteredPlaylists  # noqa: PLC0415

    settings = world.settings
    if not settings.youtube_playlist:
        why = "No playlist is named: the setting youtube_playlist is empty."
        return NotSetUp(PlaylistTask.name, PlaylistTask.caption, why)
    if not signed_in(world):
        return without(PlaylistTask.name, PlaylistTask.caption)
    limit = settings.youtube_quota
    return PlaylistTask(
        MeteredPlaylists(_channel(world), world.opened.quota, limit, world.clock),
        world.server,
        world.opened.comments,
        world.steps,
        clock=world.clock,
        playlist=settings.youtube_playlist,
        score=settings.youtube_playlist_score,
    )


def _channel(world: "World") -> "YouTubeChannel":
    from server.cli.youtube import youtube_channel  # noqa: PLC0415

    return youtube_channel(world.settings)


def without(name: str, caption: str) -> Task:
    """Say that nobody is signed in."""
    from server.services.not_set_up import NotSetUp  # noqa: PLC0415

    return NotSetUp(name, caption, "Nobody is signed in to YouTube: rubato youtube login")
