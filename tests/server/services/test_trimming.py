"""Free memory goes back again and again, until the server ends."""

import asyncio

from server.services.trimming import Trimming


async def test_again_and_again_until_it_ends() -> None:
    """Each turn follows the one before; after the end there is none."""
    turns = 0
    third = asyncio.Event()
    loop = asyncio.get_running_loop()

    def trim() -> None:
        nonlocal turns
        turns += 1
        if turns == 3:
            loop.call_soon_threadsafe(third.set)

    async with Trimming(trim, every=0), asyncio.timeout(10):
        await third.wait()
    after = turns
    await asyncio.sleep(0.05)

    assert after >= 3
    assert turns <= after + 1  # one that had begun when it ended
