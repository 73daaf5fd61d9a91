"""What goes on beside the server's answers ends with the server."""

import asyncio


async def ended(task: asyncio.Task[None] | None) -> None:
    """Cancel a task, if there is one, and wait until it is gone.

    What ended it before is told by the task itself; whoever ends has nobody to tell.
    """
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
