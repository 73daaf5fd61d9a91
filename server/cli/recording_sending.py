"""Sends files to the server in pieces, from where an earlier try broke off, and tells how far."""

import hashlib
import sys
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.server_client import told
from server.core.errors import InvalidError
from server.core.recording_content import BEGINNING, kind_of
from server.core.recordings import LONGEST_PIECE

if TYPE_CHECKING:
    import httpx


def send(client: "httpx.Client", file: Path, *, quiet: bool) -> str:
    """Send a file, or the rest of it; give its id. Raises `InvalidError` for what is of no kind."""
    try:
        with file.open("rb") as opened:
            return _send(client, file, opened, quiet=quiet)
    except OSError as error:
        raise InvalidError(f"{file} cannot be read: {error.strerror}.") from error


def _send(client: "httpx.Client", file: Path, opened: BufferedReader, *, quiet: bool) -> str:
    size = file.stat().st_size
    kind = kind_of(file.name, opened.read(BEGINNING))
    opened.seek(0)
    digest = hashlib.file_digest(opened, "sha256").hexdigest()
    announced = {"kind": kind, "name": file.stem, "size": size, "sha256": digest}
    state = told(client.post("/v1/recordings", json=announced))
    shows = sys.stderr.isatty() and not quiet
    while not state["complete"]:
        if shows:
            done = 100 * state["offset"] // size
            print(f"\r{file.name[:40]} {done} %", end="", file=sys.stderr, flush=True)
        opened.seek(state["offset"])
        state = told(
            client.patch(
                f"/v1/recordings/{state['id']}",
                content=opened.read(LONGEST_PIECE),
                headers={"Upload-Offset": str(state["offset"])},
            )
        )
    if shows:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    return str(state["id"])
