"""What can be wrong with a MIDI file that is read all the same: one row a flaw."""

from dataclasses import dataclass, field
from typing import Final

FLAWS: Final = {
    # The whole file.
    "leading-bytes": "The first {count} bytes are no MIDI and were skipped.",
    "no-header": "There is no header; {ticks} ticks a quarter are taken.",
    "header-length": "The header has a wrong length; the tracks behind it were searched for.",
    "second-header": "There is a second header; its tracks are read as the first one's.",
    "format": "Format {format} does not exist; it is read as format 1.",
    "format-0-tracks": "A file of format 0 has one track, this one has {found}; all are read.",
    "division": "{division:#06x} is no time division; {ticks} ticks a quarter are taken.",
    "frame-rate": "{frames} frames a second is no rate of SMPTE; it is taken as it stands.",
    "track-count": "The header names {named} tracks; {found} were found.",
    "stray-bytes": "{count} bytes belong to no track and were skipped.",
    # One track.
    "track-length": "The track says that it is {said} bytes long; it was read by its events.",
    "no-end": "The track has no end mark; it ends with its last event.",
    "after-end": "{count} bytes behind the track's end mark were skipped.",
    "unclosed-notes": "{count} notes are never released; they end with their track.",
    # One event, skipped or taken as it must be meant.
    "running-status": "A status is left out behind a meta or exclusive event; the last one holds.",
    "system-message": "The system message {status:#04x} has no place in a file and was skipped.",
    "tempo": "This is no tempo; the last one holds.",
    # Damage: the rest of the track is given up, since nothing tells where its next event begins.
    "truncated": "The data ends within a track; what comes before is kept.",
    "data-byte": "{byte:#04x} is no data byte; the track is read up to here.",
    "no-status": "An event has no status byte; the track is read up to here.",
    "meta-type": "{byte:#04x} is no type of meta event; the track is read up to here.",
    "var-length": "A number is longer than four bytes; the track is read up to here.",
    # What is read as a session.
    "plain": "This is no session of Rubato; its notes, markers and texts are read.",
    "newer": "A newer Rubato made this (format {version}, known is {known}); the rest is left out.",
    "header": "{count} fields of the header are missing or wrong; the usual ones are taken.",
    "unread": "{count} texts look like Rubato's and could not be read; they are kept as texts.",
    "too-late": "{count} events lie years behind the beginning and were left out.",
    # About this list.
    "more": "There is more of this kind; {limit} warnings are enough.",
}

LIMIT = 100
"""Warnings kept for one file: a hostile one could ask for a warning every two bytes."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A warning: where in the file, what, and what was made of it."""

    offset: int
    """Bytes from the start of the file as it was given, wrapper included."""
    code: str
    """A key of FLAWS."""
    message: str


@dataclass(slots=True)
class Flaws:
    """Gathers the flaws of one file, the first hundred of them."""

    found: list[Flaw] = field(default_factory=list)

    def add(self, offset: int, code: str, **facts: int) -> None:
        """Note the flaw `code` at `offset`; `facts` fill its message."""
        if len(self.found) < LIMIT:
            self.found.append(Flaw(offset, code, FLAWS[code].format(**facts)))
        elif len(self.found) == LIMIT:
            self.found.append(Flaw(offset, "more", FLAWS["more"].format(limit=LIMIT)))

    def in_order(self) -> tuple[Flaw, ...]:
        """Return them from the start of the file to its end, those of one place as found."""
        return tuple(sorted(self.found, key=lambda flaw: flaw.offset))
