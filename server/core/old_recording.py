"""Recordings of the Rubato before this one: which they are, and what their notes meant.

They have 100 ticks at 60 beats a minute, so that a tick is 10 ms, and a program change before
every note. The keys A0, B7 and C8 marked where a take begins and ends.
`extension/core/old_recording.js` is the same.
"""

from typing import Final

from server.core.session_log import Entry

MARKS: Final = {21: "take 21", 107: "take 107", 108: "take 108"}
"""Notes that were marks, and what they are called as markers."""


def is_old(entries: list[Entry]) -> bool:
    """Tell whether a plain recording is one of those."""
    played = [entry for entry in entries if entry["type"] == "midi"]
    if any(entry["at"] % 10 for entry in played):
        return False
    before = dict(zip(range(1, len(played)), played, strict=False))
    struck = [at for at, entry in enumerate(played) if _strikes(entry)]
    return bool(struck) and all(at in before and _prepares(before[at], played[at]) for at in struck)


def _strikes(entry: Entry) -> bool:
    status, *data = entry["bytes"]
    return bool(status & 0xF0 == 0x90 and data[1])


def _stays(entry: Entry) -> bool:
    return entry["bytes"][0] & 0xF0 != 0xC0 and entry["bytes"][1] not in MARKS


def _prepares(one: Entry, note: Entry) -> bool:
    return bool(one["bytes"][0] == note["bytes"][0] & 0x0F | 0xC0)


def from_old(entries: list[Entry]) -> list[Entry]:
    """Return the notes and marks of such a recording, without its program changes."""
    found = []
    for entry in entries:
        if entry["type"] != "midi" or _stays(entry):
            found.append(entry)
        elif _strikes(entry):
            found.append({"at": entry["at"], "type": "marker", "name": MARKS[entry["bytes"][1]]})
    return found
