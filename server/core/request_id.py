"""The id of a request: in every line that is written for it, and in its answer."""

import re
from collections.abc import Callable
from contextvars import copy_context
from typing import ParamSpec, TypeVar

WELL_FORMED = re.compile(rb"[A-Za-z0-9][A-Za-z0-9_-]{7,63}")
"""As proxies and programs make them: hexadecimal, UUIDs, base64 of URLs.  Nothing that could forge
a line of a log."""
SECRET = b"rbt_"
"""How our tokens begin: one that was sent as an id by mistake is not written down."""

Given = ParamSpec("Given")
Told = TypeVar("Told")


def taken_over(given: bytes) -> str | None:
    """Give the id that a caller sent, where it is well formed."""
    if WELL_FORMED.fullmatch(given) is None or given.startswith(SECRET):
        return None
    return given.decode("ascii")


def carried(work: Callable[Given, Told]) -> Callable[Given, Told]:
    """Give the same work, which writes its lines with the id of the request that it was begun for.

    A thread of its own knows nothing of who started it; what asyncio starts does already.
    """
    context = copy_context()

    def working(*words: Given.args, **named: Given.kwargs) -> Told:
        return context.run(work, *words, **named)

    return working
