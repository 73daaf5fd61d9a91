"""A file of notes looked through: read, analysed, and told as it is kept."""

from collections.abc import Mapping
from typing import Any

from server.core.performances.analysis_messages import Job
from server.core.smf import NotMidi, read_smf
from server.services.analysing import analyse, lowest_of
from server.services.analysis_told import told

MOST_NOTES = 100_000


def look_through(content: bytes, job: Job) -> Mapping[str, Any]:
    """Tell what a file holds, on the performance's clock, or `refused` with why that is not told.

    Its notes are looked through for seconds.
    """
    read = read_smf(content)
    if isinstance(read, NotMidi):
        return {"refused": "The file holds no MIDI track."}
    if len(read.notes) > MOST_NOTES:
        count = len(read.notes)
        return {"refused": f"The file has {count} notes; {MOST_NOTES} are the most."}
    own = lowest_of(read)
    found = analyse(read, job.languages, job.lowest if own is None else own, job.takes)
    return told(read, found, job.offset_ms)
