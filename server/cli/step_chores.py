"""Builds the chores of a step, each from the `World` of `step_tasks.py`."""

import time
from functools import partial
from typing import TYPE_CHECKING

from server.cli.opened import data_folder
from server.core.step.task import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from server.cli.step_tasks import World
    from server.core.settings import Settings
    from server.core.step.ports import Mailer
    from server.core.transcript_reading import Line
    from server.services.chore_dataset import Cut

PAUSE = 0.3
"""Seconds between two looks at how far the server is."""


def inquiries(world: "World") -> Task:
    """Build the task that files inquiries."""
    from server.adapters.inquiry_files import InquiryFiles  # noqa: PLC0415
    from server.services.chore_inquiries import InquiriesTask  # noqa: PLC0415

    files = InquiryFiles(world.folder / "inquiries")
    return InquiriesTask(world.server, files, world.papers, world.clock, world.since)


def corrections(world: "World") -> Task:
    """Build the task that teaches corrections."""
    from server.services.chore_corrections import CorrectionsTask  # noqa: PLC0415

    return CorrectionsTask(world.server, world.papers, teach=world.settings.step_teach)


def taste(world: "World") -> Task:
    """Build the task that learns taste anew."""
    from server.services.chore_taste import TasteTask  # noqa: PLC0415

    return TasteTask(world.server, partial(time.sleep, PAUSE))


def dataset(world: "World") -> Task:
    """Build the task that cuts clips to train a voice from."""
    from server.services.chore_dataset import DatasetTask  # noqa: PLC0415

    def cut(
        key: str, name: str, lines: "Sequence[Line]", fetch: "Callable[[str], object]"
    ) -> "Cut":
        # With numpy and what decodes sound: seconds that an idle step need not wait.
        from server.cli.step_dataset import DatasetCutter  # noqa: PLC0415

        cutter = DatasetCutter(world.folder / "voice", world.settings.voice_language)
        return cutter(key, name, lines, fetch)

    return DatasetTask(world.server, world.papers, cut, world.clock)


def proposals(world: "World") -> Task:
    """Build the task that proposes what to answer in the next recording."""
    from server.services.chore_proposals import ProposalsTask  # noqa: PLC0415

    return ProposalsTask(world.server, world.papers, world.clock, world.since)


def orphans(world: "World") -> Task:
    """Build the task that lists what belongs to nothing."""
    from server.adapters.database.orphans import OrphanDatabase  # noqa: PLC0415
    from server.services.chore_orphans import OrphansTask  # noqa: PLC0415

    folder = data_folder(world.settings) / "recordings"
    orphanage = OrphanDatabase(world.opened.library.engine, folder)
    return OrphansTask(orphanage, world.papers, world.clock)


def backup(world: "World") -> Task:
    """Build the task that backs everything up."""
    from server.cli.backing_up import backups_of  # noqa: PLC0415
    from server.services.chore_backup import BackupTask  # noqa: PLC0415

    def made(name: str) -> None:
        world.opened.store.note(world.clock(), None, "backup.make", name)

    return BackupTask(backups_of(world.settings), world.settings.backup_keep, world.clock(), made)


def feed(world: "World") -> Task:
    """Build the task that writes the feed."""
    from server.services.chore_feed import FeedTask, Sources  # noqa: PLC0415

    opened = world.opened
    sources = Sources(opened.comments, opened.inquiries, opened.users.owner)
    return FeedTask(sources, world.papers, world.clock)


def services(world: "World") -> Task:
    """Build the task that starts what is to run here."""
    from server.cli.services import desk_of  # noqa: PLC0415
    from server.services.chore_services import ServicesTask  # noqa: PLC0415

    settings = world.settings
    return ServicesTask(desk_of(settings, world.log), allowed=settings.step_services)


def mail(world: "World") -> Task:
    """Build the task that sends the report."""
    from server.services.chore_mail import MailTask  # noqa: PLC0415

    return MailTask(_mailer(world.settings), world.papers, world.clock, world.done)


def _mailer(settings: "Settings") -> "Mailer | None":
    from server.adapters.mail import Post, SmtpMailer  # noqa: PLC0415

    if not settings.mail_to:
        return None
    host, _, port = settings.mail_server.rpartition(":")
    sender = settings.mail_from or settings.mail_to
    user, password = settings.mail_user, settings.mail_password
    return SmtpMailer(Post(settings.mail_to, sender, host.strip("[]"), int(port), user, password))
