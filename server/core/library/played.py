"""Reads a session as a document: the pages, the words said and the commands, each with its time."""

from collections.abc import Callable, Mapping
from typing import Final

from server.core.errors import InvalidError
from server.core.library.blocks import Block, Found, tidied
from server.core.session_file import read_session
from server.core.session_log import Entry
from server.core.smf_wrappers import NotMidi

TOLD: Final[Mapping[str, Callable[[Entry], str]]] = {
    "page": lambda entry: f"Page: {entry['title'] or entry['url']}",
    "speech": lambda entry: str(entry["text"]),
    "text": lambda entry: str(entry["text"]),
    "command": lambda entry: f"{entry['command']} {entry.get('value', '')}".strip(),
    "marker": lambda entry: str(entry["name"]),
}
"""Notes and earcons are music, and no text."""


def read_played(content: bytes) -> Found:
    """Read what a session's file says in words; raises `InvalidError` where it says nothing."""
    reading = read_session(content)
    if isinstance(reading, NotMidi):
        raise InvalidError("This is no MIDI file, or nothing of it can be read.")
    session = reading.session
    told = [entry for entry in session.entries if entry["type"] in TOLD]
    blocks = tidied([_block(entry) for entry in told])
    if not blocks:
        raise InvalidError("This session holds music and no words.")
    return Found(session.header["title"] if session.header else "", blocks)


def _block(entry: Entry) -> Block:
    return Block(TOLD[entry["type"]](entry), from_ms=entry["at"], to_ms=entry["at"])
