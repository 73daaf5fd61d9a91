"""How the C library and numpy keep memory that Python does not need, or no more."""

import ctypes
import os
import sys

MMAP_THRESHOLD, ARENA_MAX = -3, -8
"""glibc's numbers of the settings (malloc.h)."""
LARGE = 1_048_576
"""Bytes of a piece that is given back to the system as soon as it is free."""
ARENAS = 2
"""Heaps that threads share: as many as a thread that waits for another's memory needs."""


def hold_little() -> None:
    """Have this process, and those that it starts, hold less memory; call it first of all."""
    give_memory_back()
    compute_on_one_core()


def give_memory_back() -> None:
    """Have large pieces given back at once, and free ones used by all threads.

    glibc raises the limit to 32 MB by itself once such a piece was free; what learning and reading
    take for a moment would then stay with the process: 40 MB with 5,000 passages. And it gives each
    thread a heap of its own, up to eight a core, in which what others have freed is of no use: a
    server in use grew by nearly a MB a minute, of which nothing was in use.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(MMAP_THRESHOLD, LARGE)
        libc.mallopt(ARENA_MAX, ARENAS)


def compute_on_one_core() -> None:
    """Have numpy multiply matrices in the thread that asks, unless the environment says else.

    Call it before numpy is loaded: it keeps megabytes for each core. Whoever asks meanwhile has the
    other cores, and a search among 50,000 passages takes no longer. Processes started later inherit
    it.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def trim() -> None:
    """Give back what is free between pieces that are in use, where the system's allocator can."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
