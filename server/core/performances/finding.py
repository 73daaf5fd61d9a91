"""Finds the takes of a performance: in its MIDI files and sessions, in what is said, or as told."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from server.core import takes
from server.core.performances.performance import LONGEST, FoundBy, SaidLine, Take
from server.core.smf import MidiFile
from server.core.smf_wrappers import NotMidi

NAME: Final = 200
"""Characters of a take's name."""


class Found(NamedTuple):
    """A take that was found, on the clock of the performance."""

    number: int
    name: str
    from_ms: int
    to_ms: int
    found_by: FoundBy


def in_midi(content: MidiFile | NotMidi, offset_ms: int) -> list[Found]:
    """Find takes in a MIDI file that begins at `offset_ms`: by its texts, else by keys."""
    if isinstance(content, NotMidi):
        return []
    texts = takes.marks_of_texts((text.at, text.text) for text in content.texts)
    return _found(takes.takes_in(content), offset_ms, "marker" if texts else "notes")


def in_lines(lines: Sequence[SaidLine]) -> list[Found]:
    """Find takes in what is said or written in a transcript: TRIAL#n and END."""
    begins = min((line.from_ms for line in lines), default=0)
    told = [(line.from_ms - begins, line.text) for line in lines]
    length = max((line.to_ms for line in lines), default=0) - begins
    return _found(takes.takes_of(takes.marks_of_texts(told), length), begins, "marker")


def in_writing(text: str, length: int) -> list[Found]:
    """Find takes in a description, whose times stand in it, of a video of `length` ms."""
    return _found(takes.takes_of(takes.marks_in_writing(text), length or LONGEST), 0, "marker")


def _found(found: Iterable[takes.Take], offset_ms: int, by: FoundBy) -> list[Found]:
    return [
        Found(
            one.number,
            (one.name or f"TRIAL#{one.number}")[:NAME],
            round(one.start_ms) + offset_ms,
            round(one.end_ms) + offset_ms,
            by,
        )
        for one in found
        if round(one.start_ms) < round(one.end_ms)
    ]


class Renewal(NamedTuple):
    """What becomes of takes when they are found anew."""

    gone: tuple[int, ...]
    new: tuple[Take, ...]


def renewed(held: Sequence[Take], found: Iterable[Found], scored: Collection[int] = ()) -> Renewal:
    """Put what was found in place of what was found before; what a hand set or changed stays.

    So does what somebody scored; `scored`: ids of takes.

    What was found just so before stays too, with its topics.
    """
    ours = [one for one in held if one.found_by == "hand" or one.version > 1 or one.id in scored]
    spans = {(one.from_ms, one.to_ms): one for one in held}
    wanted = [one for one in found if not any(_overlap(one, mine) for mine in ours)]
    same = {spans[one.from_ms, one.to_ms].id for one in wanted if _span(one) in spans}
    kept = {one.id for one in ours} | same
    used = {one.number for one in held if one.id in kept}
    new: list[Take] = []
    for one in wanted:
        if _span(one) in spans:
            continue
        number = one.number if one.number not in used else max(used) + 1
        used.add(number)
        new.append(Take(0, number, one.name, one.from_ms, one.to_ms, one.found_by, 1))
    return Renewal(tuple(one.id for one in held if one.id not in kept), tuple(new))


def free_number(held: Sequence[Take]) -> int:
    """Give the number of the next take."""
    return max((one.number for one in held), default=0) + 1


def _span(found: Found) -> tuple[int, int]:
    return found.from_ms, found.to_ms


def _overlap(found: Found, take: Take) -> bool:
    return found.from_ms < take.to_ms and take.from_ms < found.to_ms
