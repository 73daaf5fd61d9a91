"""Every reader meets damaged files: it reads them, or says what is wrong, and soon."""

import time
import tracemalloc

import pytest

from benchmarks.midi_mutants import mutants
from tests.fuzz.targets import TARGETS, Target

COUNT = 80
MOST_SECONDS = 1.0
TIMES, LEAST = 64, 2_000_000
"""Bytes of memory a byte of a file, and what a small file may cost."""


def kept(target: Target, data: bytes) -> None:
    """Call it; let through what it may raise."""
    try:
        target.call(data)
    except target.refuses:
        return


@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_seeds_cost_little(target: Target) -> None:
    """Whole files and those made to hurt are read in a second and in 64 times their room."""
    for data in target.seeds():
        kept(target, data)  # what is imported when first used is nobody's cost
        began = time.process_time()
        tracemalloc.start()
        kept(target, data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert time.process_time() - began < 4 * MOST_SECONDS  # tracing costs as much again
        assert peak <= max(LEAST, TIMES * len(data)), data[:40]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_damaged_files_are_refused_or_read(target: Target) -> None:
    """Whatever is cut, changed, doubled or lost, nothing but our errors comes out."""
    files = [(target.name, data[:3_000]) for data in target.seeds()]
    for one in mutants(files, COUNT):
        began = time.process_time()
        kept(target, one.data)

        assert time.process_time() - began < MOST_SECONDS, one.name
