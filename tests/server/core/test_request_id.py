"""Ids of requests: which are taken over, and how a thread keeps the one it works for."""

import threading
from contextvars import ContextVar

import pytest

from server.core.request_id import carried, taken_over

WORD: ContextVar[str] = ContextVar("word", default="nobody")


@pytest.mark.parametrize(
    "given",
    [b"0123456789ab", b"b3f1a2c4-0d5e-4f60-8a7b-1c2d3e4f5a6b", b"Req_2026-11-21-x", b"a" * 64],
)
def test_well_formed_ids_are_taken_over(given: bytes) -> None:
    """As proxies and programs make them."""
    assert taken_over(given) == given.decode()


@pytest.mark.parametrize(
    "given",
    [
        b"", b"short", b"a" * 65, b"two words", b"line\nforged", b"\x1b[31mred!!", b"-begins-so",
        b"{\"a\": \"b\"}", "ümlaut-word".encode(), b"rbt_" + b"x" * 43,
    ],
)  # fmt: skip
def test_others_are_not(given: bytes) -> None:
    """Nothing that could forge a line, steer a terminal, or let somebody in."""
    assert taken_over(given) is None


def test_a_thread_knows_for_whom_it_works() -> None:
    """The work sees what was known where it was begun, and leaves nothing behind."""
    seen: list[str] = []
    WORD.set("mine")
    carrying = carried(lambda more: seen.append(WORD.get() + more))
    plain = threading.Thread(target=lambda: seen.append(WORD.get()))
    bound = threading.Thread(target=carrying, args=("!",))
    for thread in (plain, bound):
        thread.start()
        thread.join()

    assert seen == ["nobody", "mine!"]
