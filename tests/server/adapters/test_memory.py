"""Memory that is free goes back to the system, or is of use to all threads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.adapters.memory import ARENAS

SCRIPT = """
import ctypes
from server.adapters.memory import give_memory_back

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
libc.malloc_usable_size.argtypes = [ctypes.c_void_p]
give_memory_back()
libc.free(libc.malloc(30_000_000))  # by itself glibc would now keep pieces of this size
piece = libc.malloc(20_000_000)
heap = next(line for line in open("/proc/self/maps") if "[heap]" in line).split()[0].split("-")
print(int(heap[0], 16) <= piece < int(heap[1], 16))
"""


THREADS = """
import ctypes, os, tempfile, threading
from server.adapters.memory import give_memory_back

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.fdopen.restype = ctypes.c_void_p
give_memory_back()
together = threading.Barrier(12)

def take():
    together.wait()
    for _ in range(200):
        libc.malloc(2000)
    together.wait()

threads = [threading.Thread(target=take) for _ in range(12)]
for one in threads:
    one.start()
for one in threads:
    one.join()
with tempfile.TemporaryFile("w+") as file:
    stream = ctypes.c_void_p(libc.fdopen(os.dup(file.fileno()), b"w"))
    libc.malloc_info(0, stream)
    libc.fclose(stream)
    file.seek(0)
    print(file.read().count("<heap "))
"""

TRIMMED = """
import ctypes
from server.adapters.memory import trim

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

pieces = [libc.malloc(50_000) for _ in range(1000)]
for piece in pieces:
    ctypes.memset(piece, 1, 50_000)
for piece in pieces[:-1]:
    libc.free(piece)  # the last stays, and keeps what lies before it
before = resident()
trim()
print(before - resident() > 40_000_000)
"""

ALONE = """
import os
from server.adapters.memory import compute_on_one_core

compute_on_one_core()
import numpy as np
np.ones((500, 500)) @ np.ones((500, 500))
print(len(os.listdir("/proc/self/task")))
"""

glibc = pytest.mark.skipif(sys.platform != "linux", reason="glibc's own habit")


def told_by(script: str, **environment: str) -> str:
    """Run a script in a process of its own, and give what it prints."""
    root = Path(__file__).parents[3]
    kept = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@glibc
def test_large_pieces_lie_apart_from_the_heap() -> None:
    """Also after a large one was free, when the C library would take them for usual."""
    assert told_by(SCRIPT) == "False"


@glibc
def test_threads_share_their_heaps() -> None:
    """What one has freed is there for the others; by itself glibc would give each its own."""
    assert 1 <= int(told_by(THREADS)) <= ARENAS


@glibc
def test_what_is_free_between_others_goes_back() -> None:
    """Though a piece behind it is in use."""
    assert told_by(TRIMMED) == "True"


linux = pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")


@linux
def test_matrices_are_multiplied_by_who_asks() -> None:
    """No thread, and no memory, for each core that the machine has."""
    assert told_by(ALONE) == "1"


@linux
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one core")
def test_who_sets_more_threads_has_them() -> None:
    """What the environment says goes before."""
    assert told_by(ALONE, OPENBLAS_NUM_THREADS="2") == "2"
