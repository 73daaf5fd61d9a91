"""Composes how the server is run and seen: checks, services, chores, newer versions."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from server.api.context import Operated
from server.cli.checkups import CHECKS, step_of
from server.cli.chores import chores_of
from server.cli.opened import Opened, clock
from server.cli.services import desk_of
from server.cli.update_check import updates_of
from server.core.checkup import Finding
from server.core.checkup_live import (
    ear_finding,
    index_finding,
    jobs_finding,
    midi_finding,
    voices_finding,
    write_finding,
)
from server.core.settings import Settings
from server.services.checking import Checking, Look

if TYPE_CHECKING:
    from server.api.context import LibraryServices
    from server.core.ports import Log, MidiFeed
    from server.services.hearing import Hearing
    from server.services.speaking import Speaking
    from server.services.transcription_queue import TranscriptionQueue

Parts = tuple["MidiFeed", "Hearing", "Speaking", "TranscriptionQueue", "LibraryServices"]


def operated_of(settings: Settings, opened: Opened, parts: Parts, log: "Log") -> Operated:
    """Compose it."""
    return Operated(
        Checking(looks_of(settings, opened, parts), clock, log),
        desk_of(settings, log),
        chores_of(settings, opened, log),
        updates_of(settings),
    )


def looks_of(settings: Settings, opened: Opened, parts: Parts) -> Mapping[str, Look]:
    """Give the table: what the doctor looks at in the same way, and what only the server knows."""
    midi, hearing, speaking, queue, library = parts
    return {
        "Database": Look(partial(written, opened)),
        "Disk": Look(partial(CHECKS["Disk"], settings)),
        "Index": Look(partial(in_step, library)),
        "Models": Look(partial(CHECKS["Models"], settings), 20),
        "Voices": Look(partial(voiced, speaking), 20),
        "Ear": Look(partial(_ear, settings, hearing), 20),
        "MIDI": Look(lambda: midi_finding(midi.problem(), midi.ports())),
        "Jobs": Look(partial(waiting, queue), 2),
        "Steps": Look(lambda: step_of(settings, next(iter(opened.steps.steps(1)), None))),
        "Backups": Look(partial(CHECKS["Backups"], settings), 60),
    }


def written(opened: Opened) -> Finding:
    """Write a row, as everything does that keeps something; it is one row, written over."""
    began = clock()
    opened.steps.set_mark("status.written", str(began), began)
    return write_finding(opened.library.engine.dialect.name, clock() - began)


def in_step(library: "LibraryServices") -> Finding:
    """Compare what is found with what the database holds."""
    _documents, passages = library.documents.counted()
    return index_finding(passages, library.index.standing())


def voiced(speaking: "Speaking") -> Finding:
    """See who speaks."""
    told = speaking.state()
    return voices_finding(told["installed"], told["problems"])


def waiting(queue: "TranscriptionQueue") -> Finding:
    """See what waits to be written down."""
    told = queue.state()
    able = any(one["problem"] is None for one in told["scribes"])
    problems = [] if able else [f"{one['name']}: {one['problem']}" for one in told["scribes"]]
    return jobs_finding(told["waiting"], told["most"], problems)


def _ear(settings: Settings, hearing: "Hearing") -> Finding:
    found = CHECKS["Ear"](settings)
    return ear_finding(there=True, heard=True) if hearing.listens else found
