"""Serves an app on a socket: in this process alone, or in several that share it."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from socket import socket
from typing import TYPE_CHECKING

from server.adapters.memory import trim
from server.cli.opened import Opened, data_folder, open_services
from server.cli.workers import worker
from server.core.settings import Settings

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

    from server.adapters.count_files import CountFiles
    from server.core.ports import Log
    from server.services.model_shelf import ModelShelf

SHUTDOWN = 3
"""Seconds that open requests have to end, where nobody else serves."""
TURN = 0.0005
"""Seconds for which a thread that computes keeps the interpreter while another one waits."""
LONGEST_MESSAGE = 262_144
"""Bytes a client may send in one WebSocket message: all phrases, with the names in sight."""


def left_counts(settings: Settings) -> "CountFiles | None":
    """Give where processes that serve together leave their counts; none where one serves alone."""
    if settings.workers == 1:
        return None
    from server.adapters.count_files import CountFiles  # noqa: PLC0415

    return CountFiles(data_folder(settings) / "counts", str(os.getpid()))


def aside(
    models: "ModelShelf | None", log: "Log"
) -> "Sequence[AbstractAsyncContextManager[object]]":
    """Give what goes on beside the answers; `models`: where one is kept warm."""
    from server.services.trimming import Trimming  # noqa: PLC0415
    from server.services.warming import Warming  # noqa: PLC0415

    return [Trimming(trim), *([Warming(models, log)] if models else [])]


def config_of(app: "ASGIApp", seconds: int = SHUTDOWN) -> "uvicorn.Config":
    """Say how it is served; open requests have so many seconds to end."""
    import uvicorn  # noqa: PLC0415  (after the socket: a taken port is said at once)

    from server.adapters.frame_writer import FrameWriter  # noqa: PLC0415

    return uvicorn.Config(
        app,
        ws=FrameWriter,
        ws_max_size=LONGEST_MESSAGE,
        # A message is a hundred bytes, or sound: to compress it takes longer than to send it.
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=seconds,
    )


def announcing(server: "uvicorn.Server", announce: Callable[[], None]) -> "uvicorn.Server":
    """Have a server say so once it answers; when it ends, its app says so first, on /health."""
    startup, shutdown = server.startup, server.shutdown

    async def announced(sockets: list[socket] | None = None) -> None:
        await startup(sockets)
        if server.started:
            announce()

    async def told(sockets: list[socket] | None = None) -> None:
        if ends := getattr(server.config.app, "ends", None):
            ends()
        await shutdown(sockets)

    server.startup = announced  # type: ignore[method-assign]
    server.shutdown = told  # type: ignore[method-assign]
    return server


def keep_what_is_there() -> None:
    """Look for rubbish from now on, but not among what was imported and stays; give back the rest.

    And let who answers have his turn soon: a thread that computes, as a search does, would keep it
    for 5 ms, and each connection that has something to say would wait for as long.
    """
    sys.setswitchinterval(TURN)
    gc.collect()
    trim()
    gc.freeze()
    gc.enable()


def supervised(settings: Settings, listening: socket, ready: Callable[[], None]) -> int:
    """Let several processes serve; this one only sees to them."""
    from server.adapters.log import configure  # noqa: PLC0415
    from server.adapters.serving_process import ServingProcess  # noqa: PLC0415
    from server.cli.supervised import Supervised, supervise  # noqa: PLC0415

    command, environment = worker("__main__", *sys.argv[1:], "--worker-of")
    log = configure(settings.log_level, settings.log_format)
    start = partial(ServingProcess, command, environment, listening)
    return supervise(Supervised(start, settings.workers, ready, log))


def serve_as_worker(
    settings: Settings, numbers: str, make: Callable[[Settings, Opened], "ASGIApp"]
) -> int:
    """Serve on the socket of a parent, beside others."""
    from server.adapters.serving_process import Parent  # noqa: PLC0415
    from server.cli.draining import Draining, Leaving  # noqa: PLC0415
    from server.cli.supervised import GRACE  # noqa: PLC0415

    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a closed terminal is its parent's matter
    parent, opened = Parent(numbers), open_services(settings)
    leaving = Leaving(make(settings, opened))

    def ready() -> None:
        keep_what_is_there()
        parent.ready()

    server = announcing(Draining(config_of(leaving, GRACE), leaving), ready)
    gone = partial(setattr, server, "should_exit", True)
    threading.Thread(target=parent.wait, args=(gone,), daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[parent.listening])
    finally:
        opened.store.close()
    return 0
