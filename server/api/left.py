"""Work for a client that ends when the client leaves."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

Result = TypeVar("Result")
LEFT = 499
"""The status that nobody reads: the client has left."""


async def while_there(receive: Receive, work: Coroutine[Any, Any, Result]) -> Result:
    """Give what the work gives; where the client leaves, cancel it and raise `ClientDisconnect`.

    The body must have been read before, since what is left of it would be read here.
    """
    worker = asyncio.ensure_future(work)
    watch = asyncio.ensure_future(_until_left(receive))
    try:
        await asyncio.wait({worker, watch}, return_when=asyncio.FIRST_COMPLETED)
        if not worker.done():
            raise ClientDisconnect
        return worker.result()
    finally:
        for each in (worker, watch):
            each.cancel()
        await asyncio.gather(worker, watch, return_exceptions=True)


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
