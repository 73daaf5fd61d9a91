"""What is said between the takes of a recording: to train a voice from, as nobody plays then."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.core.transcript_reading import Line, text_problem

MARGIN = 250
"""Ms that a line stays away from a take: the last chord still sounds, the first is near."""


def said_between(
    transcript: Sequence[Mapping[str, Any]], takes: Sequence[Mapping[str, Any]], offset: int
) -> list[Line]:
    """Give the lines that lie outside all takes, on the clock of a file that begins at `offset` ms.

    Feedback, what a dataset cannot take, and what is said before the file begins is left out.
    """
    found = []
    for number, line in enumerate(transcript, 1):
        begins, ends = int(line["from_ms"]), int(line["to_ms"])
        text = " ".join(str(line["text"]).split())
        over = any(
            begins < int(take["to_ms"]) + MARGIN and ends > int(take["from_ms"]) - MARGIN
            for take in takes
        )
        if over or line["feedback"] or text_problem(text) or not offset <= begins < ends:
            continue
        found.append(Line(number, begins - offset, ends - offset, text))
    return found


def sounding(tracks: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Choose the file whose sound is cut: a recording of sound before a video; none: neither."""
    wanted = [one for one in tracks if not one["feedback"]]
    return next((one for role in ("audio", "video") for one in wanted if one["role"] == role), None)
