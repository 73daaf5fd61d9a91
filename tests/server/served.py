"""The app under a real uvicorn on a real port, for WebSockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

from server.adapters.listening import listen


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Serve in this event loop; give host and port."""
    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        app, ws="websockets-sansio", log_config=None, timeout_graceful_shutdown=1
    )
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
