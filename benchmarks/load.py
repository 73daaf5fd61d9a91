"""A server with much to do: 500 requests a second beside 16 answers that are streamed.

Who asks is a process of its own that asks at set times, so that waiting in a queue counts; the
fake model is another.  "work" is what the server's processor was busy for, so that runs on a busy
machine may be compared.  Then 1,000 WebSockets listen to the keyboards of this machine, and a key
is timed from the program that plays it to one of them.

    python -m benchmarks.load [REQUESTS_A_SECOND [SECONDS]]
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import psutil

from benchmarks.chat_server import ROOT, process, server, signed
from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.jack import jack
from benchmarks.load_sockets import SOCKETS, keys_heard

RATE, SECONDS, STREAMS = 500.0, 20.0, 16
BETWEEN, TOKENS = 0.1, 100
"""Seconds between the tokens of an answer, and how many it has."""
FAKE = ("benchmarks.ollama_process",)
DOCUMENTS = 50
ASKED = {"model": "tiny:1b", "messages": [{"role": "user", "content": "Go on."}], "stream": True}


def main(rate: str = str(RATE), seconds: str = str(SECONDS)) -> None:
    """Print the tables."""
    print(load())
    with jack() if not missing("jackd") else _nothing(), tempfile.TemporaryDirectory() as folder:
        with process(*FAKE, "0", "1") as (_, quick), server(folder, quick) as (_, address):
            headers = signed(folder)
            _fill(address, headers)
        told = (*FAKE, str(BETWEEN), str(TOKENS))
        with process(*told) as (_, model), server(folder, model) as (running, address):
            asyncio.run(_requests(running, address, headers, float(rate), float(seconds)))
            if why := missing("jackd"):
                print(f"WebSockets: {why}")
                return
            asyncio.run(_sockets(running, address, headers))


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _fill(address: str, headers: dict[str, str]) -> None:
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        for at in range(DOCUMENTS):
            text = f"# Part {at}\n\nBach wrote two books of preludes and fugues, and w{at} more."
            path = f"/v1/documents/file?name={at}.md&topic=Music"
            client.post(path, content=text.encode()).raise_for_status()
        for _ in range(10):
            asked = {"question": "What did Bach write?", "topics": ["Music"], "way": "direct"}
            client.post("/v1/inquiries", json=asked).raise_for_status()


async def _requests(
    running: "subprocess.Popen[str]",
    address: str,
    headers: dict[str, str],
    rate: float,
    seconds: float,
) -> None:
    token = headers["Authorization"].removeprefix("Bearer ")
    ended = asyncio.Event()
    pieces = [0]
    streams = [
        asyncio.create_task(_stream(address, headers, pieces, ended)) for _ in range(STREAMS)
    ]
    await asyncio.sleep(1)  # each of them is under way
    worked, before = _worked(running), pieces[0]
    asking = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.load_client", address, token, str(rate), str(seconds),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await asking.communicate()
    worked, after = _worked(running) - worked, pieces[0]
    ended.set()
    await asyncio.gather(*streams)
    _print(json.loads(printed), worked, after - before, seconds)


async def _stream(
    address: str, headers: dict[str, str], pieces: list[int], ended: asyncio.Event
) -> None:
    """Read one answer after another; leave in the middle of the last."""
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=60) as client:
        while not ended.is_set():
            async with client.stream("POST", "/v1/chat/completions", json=ASKED) as answer:
                answer.raise_for_status()
                async for line in answer.aiter_lines():
                    pieces[0] += line.startswith("data: {")
                    if ended.is_set():
                        return


def _worked(running: "subprocess.Popen[str]") -> float:
    """Give the seconds that the server's process was busy for."""
    spent = psutil.Process(running.pid).cpu_times()
    return spent.user + spent.system


def _print(told: dict[str, Any], worked: float, pieces: int, seconds: float) -> None:
    times: dict[str, list[float]] = told["times"]
    everything = [one for values in times.values() for one in values]
    print_head(f"requests beside {STREAMS} streams, ms", "count", "p50", "p99", "max")
    for name, values in times.items():
        print_row(name, *_figures(values))
    print_row("all requests", *_figures(everything))
    print_row("failed", told["failed"])
    print_row("pieces of streams a second", pieces / (seconds + 1))
    print_row("work, ms a request and its share of the streams", worked * 1000 / len(everything))
    print_row("work, % of a core", 100 * worked / (seconds + 1))


def _figures(values: Sequence[float]) -> tuple[int, float, float, float]:
    return len(values), quantile(values, 50), quantile(values, 99), max(values)


async def _sockets(running: "subprocess.Popen[str]", address: str, headers: dict[str, str]) -> None:
    worked = _worked(running)
    delays, seconds, silent = await keys_heard(address, headers)
    worked = _worked(running) - worked
    print_head(f"{SOCKETS} WebSockets to /v1/midi, ms", "count", "p50", "p99", "max")
    print_row("a key played, to one of them", *_figures(delays))
    print_row("WebSockets that missed a key", silent)
    print_row("work while keys are played, % of a core", 100 * worked / seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
