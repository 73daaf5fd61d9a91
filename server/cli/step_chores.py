"""Builds the chores of a step, each from the `World` of `step_tasks.py`."""

from typing import TYPE_CHECKING

from server.core.step.task import Task

if TYPE_CHECKING:
    from server.cli.step_tasks import World


def inquiries(world: "World") -> Task:
    """Build the task that files inquiries."""
    from server.adapters.inquiry_files import InquiryFiles  # noqa: PLC0415
    from server.services.chore_inquiries import InquiriesTask  # noqa: PLC0415

    files = InquiryFiles(world.folder / "inquiries")
    return InquiriesTask(world.server, files, world.papers, world.clock, world.since)
