"""Both languages write the same bytes for a session, and read the same from any bytes."""

import base64
import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from server.core.session_file import Reading, read_session, write_session
from server.core.session_log import Entry
from server.core.session_text import json_text
from tests.fences.tree import ROOT

WRITER = ROOT / "tests" / "extension" / "core" / "write_sessions.js"
VECTORS = json.loads((ROOT / "tests" / "vectors" / "sessions.json").read_text())
HEADER: dict[str, Any] = VECTORS["sessions"][0]["header"]
LETTERS = 'abc {}"\\\n\t\0\x7füß世\ud800\udc00\U0001f3b9\u2028'


def a_text(dice: Random) -> str:
    """Make a text of letters that are hard to write."""
    text = "".join(dice.choice(LETTERS) for _ in range(dice.randrange(70)))
    # Two halves beside each other are a whole once they have been JSON.
    return str(json.loads(json.dumps(text)))


def an_entry(dice: Random) -> Entry:
    """Make an entry of any type but the plainest, in one of three tabs."""
    text = a_text(dice)
    fields: dict[str, Entry] = {
        "midi": {"bytes": [dice.randrange(0x80, 0xC0), dice.randrange(128), dice.randrange(128)]},
        "word": {"keys": [9, 9], "command": text},
        "speech": {"text": text, "by": "ear"},
        "command": {"command": "find.text", "value": text, "ok": True, "ms": dice.randrange(999)},
        "page": {"url": text, "title": a_text(dice)},
        "earcon": {"name": text},
        "media": {"kind": "camera", "name": text, "mime": "video/webm", "spans": [[1, 2], [2, 3]]},
        "marker": {"name": text},
    }
    kind = dice.choice(list(fields))
    tab = {} if kind == "marker" else {"tab": dice.randrange(1, 4)}
    return {"at": dice.randrange(3_600_000), "type": kind, **tab, **fields[kind]}


def mutated(dice: Random, data: bytes) -> bytes:
    """Make a file with bytes that are wrong, gone or too many."""
    out = bytearray(data)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(out))
        out[at : at + dice.randrange(3)] = dice.randbytes(dice.randrange(3))
    return bytes(out[: dice.randrange(len(out))] if dice.random() < 0.3 else out)


@pytest.mark.long
def test_both_agree_on_any_session(tmp_path: Path) -> None:
    """300 random logs, and 2000 files that somebody damaged."""
    dice = Random(25)
    logs = [[an_entry(dice) for _ in range(dice.randrange(30))] for _ in range(300)]
    files = [write_session(HEADER, log) for log in logs]
    damaged = [mutated(dice, dice.choice(files)) for _ in range(2000)]
    cases = [{"log": log} for log in logs] + [
        {"bytes": base64.b64encode(data).decode()} for data in damaged
    ]
    lines = tmp_path / "sessions"
    lines.write_text("\n".join(map(json.dumps, [HEADER, *cases])))
    out = subprocess.run(["node", WRITER, lines], capture_output=True, text=True, check=True)
    theirs = out.stdout.rstrip("\n").split("\n")
    ours = [as_line(data) for data in files + damaged]

    for mine, other in zip(ours, theirs, strict=True):
        assert mine == other


def as_line(data: bytes) -> str:
    """Return what the other language says of a file."""
    reading = read_session(data)
    session, flaws = None, []
    if isinstance(reading, Reading):
        read = reading.session
        session = {"header": read.header, "tracks": read.tracks, "entries": read.entries}
        flaws = [[flaw.offset, flaw.code] for flaw in reading.flaws]
    return json_text([base64.b64encode(data).decode(), session, flaws])
