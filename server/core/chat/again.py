"""A question asked again: in whose place, how long, and what was said before it."""

from collections.abc import Sequence

from server.core.chat.inquiries import Inquiry
from server.core.chat.prompts import LENGTHS, Length
from server.core.errors import InvalidError

STEPS = {"shorter": -1, "more": 1}
"""Lengths that are told beside that of an answer which is there."""


def said_before(conversation: Sequence[Inquiry], last: Inquiry) -> list[Inquiry]:
    """Give what led to an inquiry and itself, the oldest first, without what was asked anew.

    One that does not tell what it followed is of a time when each followed the one before it.
    """
    by_id = {one.id: one for one in conversation}
    order = list(by_id)
    led = [last]
    for _ in conversation:
        followed = led[0].after
        if followed is None:
            at = order.index(led[0].id) if led[0].id in by_id else 0
            followed = order[at - 1] if at else ""
        if followed not in by_id:
            break
        led.insert(0, by_id[followed])
    return led


def length_of(told: str, than: str = "") -> Length:
    """Read the length of an answer, or one beside another's; raises `InvalidError`."""
    if told in STEPS:
        return _beside(told, than)
    wanted = told or than or "short"
    found = next((length for length in LENGTHS if length == wanted), None)
    if found is None:
        raise InvalidError(f"length is one of {', '.join((*LENGTHS, *STEPS))}.")
    return found


def _beside(told: str, than: str) -> Length:
    if than not in LENGTHS:
        raise InvalidError(f"{told} than what? Name the answer as instead_of.")
    at = LENGTHS.index(than) + STEPS[told]
    if not 0 <= at < len(LENGTHS):
        most = "short" if told == "shorter" else "long"
        raise InvalidError(f"The answer is as {most} as it gets.")
    return LENGTHS[at]
