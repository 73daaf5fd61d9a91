"""Reads a recording as mono samples: WAV by itself, all else by the program ffmpeg."""

import shutil
import subprocess
import wave
from pathlib import Path

from server.core.errors import InvalidError, NotFoundError, UnavailableError

RATE = 22_050
"""Samples a second that ffmpeg is asked for."""
LONGEST = 600
"""Seconds of a recording that are read."""


def read_recording(path: Path) -> tuple[bytes, int]:
    """Give 16-bit mono samples and their rate, ten minutes at most."""
    if not path.is_file():
        raise NotFoundError(f"There is no recording {path}.")
    return _wav(path) or _any(path)


def _wav(path: Path) -> tuple[bytes, int] | None:
    try:
        with wave.open(str(path), "rb") as sound:
            if (sound.getnchannels(), sound.getsampwidth()) != (1, 2):
                return None
            rate = sound.getframerate()
            return sound.readframes(rate * LONGEST), rate
    except (wave.Error, EOFError):
        return None


def _any(path: Path) -> tuple[bytes, int]:
    program = shutil.which("ffmpeg")
    if program is None:
        raise UnavailableError(f"{path.name} is no mono 16-bit WAV file; others need ffmpeg.")
    file = str(path.absolute())  # so that it is no option and no address
    made = subprocess.run(  # noqa: S603  (a list of words, and no shell)
        [
            program, "-loglevel", "quiet", "-nostdin", "-t", str(LONGEST), "-i", file,
            "-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1",
        ],
        capture_output=True,
        check=False,
    )  # fmt: skip
    if made.returncode != 0 or not made.stdout:
        raise InvalidError(f"{path.name} cannot be read as sound.")
    return made.stdout, RATE
