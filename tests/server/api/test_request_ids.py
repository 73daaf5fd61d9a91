"""Each line that is written for a request has its id: also errors, threads, and other processes."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog
from starlette.types import Receive, Scope, Send

from server.adapters.log import configure
from server.adapters.workers.worker_process import WorkerProcess
from server.api.access_log import AccessLog
from server.core.metrics import RequestCounts
from server.services.background import Background
from tests.server.fakes import FakeClock, FakeEntropy
from tests.server.served import served

GIVEN = "from-the-proxy-1"
WORKER = "import sys; print('it creaks', file=sys.stderr); print('{}', flush=True); input()"


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """Log as JSON into a text, and put the process's logging back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure("info", "json", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


class Inner:
    """An app that works in a thread, in a worker process, and then breaks."""

    def __init__(self) -> None:
        self.behind = Background("test", lambda _stop: structlog.get_logger().info("behind"))
        command = [sys.executable, "-c", WORKER]
        self.worker = WorkerProcess(command, {}, "ended with {}")

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one, break at another."""
        if scope["type"] == "lifespan":
            return
        if scope["path"] == "/breaks":
            raise ValueError("the reason")
        self.behind.kick()
        with self.worker.turn():
            self.worker.start()
            self.worker.read(30)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})


def lines(told: io.StringIO) -> dict[str, dict[str, Any]]:
    """Read the log, by event."""
    read = [json.loads(line) for line in told.getvalue().splitlines()]
    return {one["event"]: one for one in read}


async def test_every_line_of_a_request(told: io.StringIO) -> None:
    """A thread behind it and the process that works for it write its id, and it goes back."""
    inner = Inner()
    app = AccessLog(inner, structlog.get_logger(), FakeClock(), RequestCounts(), FakeEntropy())
    async with served(app) as host, httpx.AsyncClient(base_url=f"http://{host}") as client:
        answer = await client.get("/", headers={"X-Request-Id": GIVEN})
        assert inner.behind.settle(30)
        waiting = threading.Event()
        for _ in range(300):  # the line comes by another thread
            if "worker.said" in lines(told):
                break
            waiting.wait(0.02)
        inner.worker.stop()
    found = lines(told)

    assert answer.headers["x-request-id"] == GIVEN
    assert {name: found[name].get("request") for name in ("request", "behind", "worker.said")} == {
        "request": GIVEN, "behind": GIVEN, "worker.said": GIVEN,
    }  # fmt: skip
    assert found["worker.said"]["line"] == "it creaks"


async def test_what_breaks_is_found_by_its_id(told: io.StringIO) -> None:
    """The traceback, which the web server writes, has it as well; a forged one is not taken."""
    app = AccessLog(Inner(), structlog.get_logger(), FakeClock(), RequestCounts(), FakeEntropy())
    async with served(app) as host, httpx.AsyncClient(base_url=f"http://{host}") as client:
        await client.get("/breaks", headers={"X-Request-Id": "two words"})
    read = [json.loads(line) for line in told.getvalue().splitlines()]
    (access,) = [one for one in read if one["event"] == "request"]
    (trace,) = [one for one in read if "ValueError: the reason" in one.get("exception", "")]

    assert access["status"] == 500
    assert trace["request"] == access["request"]
    assert len(access["request"]) == 12


async def test_an_id_in_the_terminal(told: io.StringIO) -> None:
    """The form for people has it, too, and the lines after a request do not."""
    configure("info", "console", told)

    async def inner(_scope: Scope, _receive: Receive, _send: Send) -> None:
        structlog.get_logger().info("within")

    app = AccessLog(inner, structlog.get_logger(), FakeClock(), RequestCounts(), FakeEntropy())
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"x-request-id", b"12345678")],
    }
    await app(scope, None, None)  # type: ignore[arg-type]
    structlog.get_logger().info("after")
    within, _access, after = told.getvalue().splitlines()

    assert "within request=12345678" in within
    assert "request=" not in after
