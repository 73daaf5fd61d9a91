"""Writes files whole or not at all."""

import os
from pathlib import Path

from server.core.errors import InvalidError


def write_whole(file: Path, text: str) -> None:
    """Write a text under a temporary name beside its own, then rename it."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
        temporary.replace(file)
    except OSError as error:
        raise InvalidError(f"{file} can't be written: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
