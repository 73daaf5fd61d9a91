"""Plays a WAV file by whichever player this machine has."""

import shutil
import subprocess
from pathlib import Path

from server.core.errors import UnavailableError

PLAYERS = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("afplay",),
    ("play", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"),
)
"""Programs that play a file, and what they are told besides."""


def play(path: Path) -> None:
    """Play a file to its end; raises `UnavailableError` where nothing plays it."""
    for name, *options in PLAYERS:
        program = shutil.which(name)
        if program is None:
            continue
        played = subprocess.run(  # noqa: S603  (a list of words, and no shell)
            [program, *options, str(path)], stderr=subprocess.DEVNULL, check=False
        )
        if played.returncode == 0:
            return
    raise UnavailableError("Nothing here plays sound; write it to a file with --to FILE.wav.")
