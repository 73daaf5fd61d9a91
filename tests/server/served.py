"""The app under a real uvicorn on a real port, for WebSockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from server.adapters.listening import listen
from server.cli.serving import config_of


@asynccontextmanager
async def served(app: ASGIApp, **other: Any) -> AsyncIterator[str]:
    """Serve in this event loop, as is configured but for what is `other`; give host and port."""
    listening = listen("127.0.0.1", 0)
    config = config_of(app, 1)
    for name, value in other.items():
        setattr(config, name, value)
    server = uvicorn.Server(config)
    started = asyncio.Event()
    startup = server.startup

    async def announce(sockets: object = None) -> None:
        await startup(sockets=[listening])
        started.set()

    server.startup = announce  # type: ignore[method-assign]
    # _serve and not serve, which would take this process's signal handlers.
    running = asyncio.create_task(server._serve([listening]))
    await started.wait()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listening.close()
