"""The table of what a step does, in its order; what a task is built from is the `World`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli import step_chores as chores
from server.cli import step_comments
from server.cli import step_youtube as youtube
from server.core.ports import Clock, Log
from server.core.step.ports import Papers, Server
from server.core.step.task import Task
from server.core.step_ports import StepStore, TaskDone

if TYPE_CHECKING:
    from server.cli.opened import Opened
    from server.core.settings import Settings


@dataclass(frozen=True, slots=True)
class World:
    """What builders of tasks take from."""

    settings: "Settings"
    opened: "Opened"
    """The same SQL database as the server's; never Chroma, which only the server opens."""
    server: Server
    folder: Path
    """Where papers lie: the chore folder."""
    papers: Papers
    clock: Clock
    since: int | None
    """`--since`: ms since 1970, UTC; look from then on, not from the last step on."""
    steps: StepStore
    """The log of steps; its marks say where a task goes on."""
    done: Sequence[TaskDone]
    """What the tasks before it did in this step."""
    log: Log


@dataclass(frozen=True, slots=True)
class Row:
    """One task."""

    name: str
    """What `--only` takes."""
    caption: str
    build: Callable[[World], Task]
    """Imports what is heavy when it is called."""


TASKS: tuple[Row, ...] = (
    Row("videos", "learn what is new on your channel on YouTube", youtube.videos),
    Row("transcripts", "write down what is said in new videos and recordings", youtube.transcripts),
    Row("comments", "answer comments on your videos, each once", step_comments.comments),
    Row("corrections", "teach corrections to the topics that were asked", chores.corrections),
    Row("taste", "learn your taste anew from new ratings", chores.taste),
    Row("playlist", "gather well rated videos in your playlist on YouTube", youtube.playlist),
    Row("inquiries", "file new inquiries, then let old ones go", chores.inquiries),
    Row(
        "dataset",
        "cut clips to train your voice from, between takes of rated recordings",
        chores.dataset,
    ),
    Row("proposals", "propose questions to answer in your next recording", chores.proposals),
    Row("orphans", "list what belongs to nothing any more", chores.orphans),
    Row("feed", "write the feed of answers", chores.feed),
    Row("backup", "copy what cannot be made again, and try the copy", chores.backup),
    Row("mail", "send a report of what was done", chores.mail),
)
"""Rows stand in the order of what needs what: videos before their comments, mail last."""
NAMES = tuple(row.name for row in TASKS)
SERVICES = Row("services", "start what is to run here and does not", chores.services)
"""Before all others, with `--services` only."""
