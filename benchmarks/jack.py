"""A JACK server without a sound card, for this process and those it starts."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

PERIOD = 64
"""Frames: JACK's own part of a delay is up to one period, 1.3 ms."""

DRIVER = ("-r", "-S", "-d", "dummy", "-r", "48000", "-p", str(PERIOD))


@contextmanager
def jack() -> Iterator[None]:
    """Start a server of one's own, and stop it at the end."""
    name = f"rubato-bench-{os.getpid()}"
    os.environ.update(
        JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1", JACK_NO_AUDIO_RESERVATION="1"
    )
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(["jackd", "-n", name, *DRIVER], stdout=quiet, stderr=quiet)
    try:
        wait = ["jack_wait", "-s", name, "-w", "-t", "20"]
        subprocess.run(wait, stdout=quiet, stderr=quiet, check=False)
        yield
    finally:
        server.terminate()
        server.wait()
