"""What the server adds to a model: to the first token, alone and grounded, and to a stop.

A fake Ollama in a process of its own answers at once. Each way is asked in turn, so that the noise
of the machine meets all alike; the overhead is ours less the bare model's, of medians and p99.
"""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Any

import httpx

from benchmarks.chat_server import process, server, signed

ROUNDS = 300
STOPS = 50
DOCUMENTS = 200
MESSAGES = [{"role": "user", "content": "How does a fugue begin?"}]


def main() -> None:
    """Print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        process("benchmarks.ollama_process") as (model, bare),
        server(folder, bare) as (_, address),
        httpx.Client(base_url=address, headers=signed(folder), timeout=60) as ours,
        httpx.Client(base_url=bare, timeout=60) as plain,
    ):
        _load(ours)
        ways: dict[str, Callable[[], float]] = {
            "bare model": lambda: _first(plain, "/api/chat", _bare(), b'"content"'),
            "chat/completions": lambda: _first(ours, "/v1/chat/completions", _chat(), b"word"),
            "with topics": lambda: _first(ours, "/v1/inquiries", _inquiry(), b"event: said"),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for at in range(ROUNDS + 20):
            for name, ask in ways.items():
                took = ask()
                if at >= 20:
                    times[name].append(took)
        _print(times)
        _stops(ours, model)


def _print(times: dict[str, list[float]]) -> None:
    print(f"{'to the first token, ms':<26}{'p50':>8}{'p99':>8}{'more p50':>10}{'more p99':>10}")
    base = _figures(times["bare model"])
    for name, values in times.items():
        p50, p99 = _figures(values)
        more = "" if name == "bare model" else f"{p50 - base[0]:>10.2f}{p99 - base[1]:>10.2f}"
        print(f"{name:<26}{p50:>8.2f}{p99:>8.2f}{more}")


def _figures(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=100)[98]


def _stops(client: httpx.Client, model: "subprocess.Popen[str]") -> None:
    """Leave in the middle, and see when the model hears of it."""
    took = []
    for _ in range(STOPS):
        with client.stream("POST", "/v1/chat/completions", json=_chat()) as answer:
            next(answer.iter_lines())
        left = time.monotonic()
        took.append((_next(model, left) - left) * 1000)
    p50, p99 = _figures(took)
    print(f"\n{'left until the model stops':<26}{p50:>8.1f}{p99:>8.1f}  ms, of {STOPS}")


def _next(model: "subprocess.Popen[str]", moment: float) -> float:
    """Give when the model next heard of somebody leaving, after a moment."""
    assert model.stdout is not None
    return next(told for line in model.stdout if (told := float(line)) >= moment)


def _first(client: httpx.Client, path: str, body: dict[str, Any], mark: bytes) -> float:
    """Give the ms until the first token came; the rest is not waited for."""
    begun = time.perf_counter()
    with client.stream("POST", path, json=body) as answer:
        held = b""
        for piece in answer.iter_raw():
            held += piece
            if mark in held:
                return (time.perf_counter() - begun) * 1000
    raise AssertionError(f"{path} answered {answer.status_code}: {held[:200]!r}")


def _bare() -> dict[str, Any]:
    return {"model": "tiny:1b", "messages": MESSAGES, "stream": True}


def _chat() -> dict[str, Any]:
    return {"model": "tiny:1b", "messages": MESSAGES, "stream": True}


def _inquiry() -> dict[str, Any]:
    return {"question": MESSAGES[0]["content"], "model": "tiny:1b", "stream": True}


def _load(client: httpx.Client) -> None:
    for at in range(DOCUMENTS):
        text = f"# Fugue {at}\n\nA fugue number {at} begins with its subject in one voice alone."
        answer = client.post(f"/v1/documents/file?name={at}.md", content=text.encode())
        answer.raise_for_status()


if __name__ == "__main__":
    main()
