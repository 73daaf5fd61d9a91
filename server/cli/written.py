"""Writes files whole or not at all."""

import os
from pathlib import Path

from server.core.errors import InvalidError


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a text or bytes under a temporary name beside its own, then rename it."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with temporary.open("xb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
        temporary.replace(file)
    except OSError as error:
        raise InvalidError(f"{file} can't be written: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
