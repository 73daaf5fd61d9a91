"""Large pieces of memory go back to the system when they are free."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import ctypes
from server.adapters.memory import give_large_pieces_back

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
libc.malloc_usable_size.argtypes = [ctypes.c_void_p]
give_large_pieces_back()
libc.free(libc.malloc(30_000_000))  # by itself glibc would now keep pieces of this size
piece = libc.malloc(20_000_000)
heap = next(line for line in open("/proc/self/maps") if "[heap]" in line).split()[0].split("-")
print(int(heap[0], 16) <= piece < int(heap[1], 16))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own habit")
def test_large_pieces_lie_apart_from_the_heap() -> None:
    """Also after a large one was free, when the C library would take them for usual."""
    root = Path(__file__).parents[3]
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "False"
