"""What an entry of a session says as a text of a MIDI file: a head to read, then fields as JSON.

`extension/core/session_text.js` is the same; `tests/vectors/sessions.json` holds both to it.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from server.core.notes import TextKind
from server.core.session_log import Entry, fields_of, plainly

KINDS: Final[Mapping[str, TextKind]] = {
    "word": "lyric",
    "command": "cue",
    "page": "text",
    "speech": "text",
    "earcon": "text",
    "text": "text",
    "media": "text",
    "marker": "marker",
}
"""The meta event that each type of entry is written as. SMF 1.0, meta events 01 to 07."""

TYPES: Final = {"lyric": "word", "cue": "command", "marker": "marker"}


def _command_head(entry: Entry) -> str:
    value = entry.get("value")
    return f"{entry['command']} {value}" if isinstance(value, int | str) else str(entry["command"])


HEADS: Final[Mapping[str, Callable[[Entry], str]]] = {
    "word": lambda entry: entry["command"].replace(".", " "),
    "command": _command_head,
    "page": lambda entry: f"page {entry['title'] or entry['url']}",
    "speech": lambda entry: f"speech {entry['text']}",
    "earcon": lambda entry: f"earcon {entry['name']}",
    "text": lambda entry: f"text {entry['text']}",
    "media": lambda entry: f"media {entry['kind']} {entry['name']}",
    "marker": lambda entry: str(entry["name"]),
}
"""What stands before the JSON."""

PLAIN: Final = re.compile(r"[^\x00-\x1f\x7f{\ud800-\udfff]+")
"""A name that reads back as it stands: no JSON, no control characters, no half a character."""
HALF: Final = re.compile(r"[\ud800-\udfff]")


def text_of(entry: Entry) -> str:
    """Return the text of an entry of any type but midi."""
    if entry["type"] == "marker" and PLAIN.fullmatch(entry["name"]):
        return str(entry["name"])
    head = plainly(HEADS[entry["type"]](entry))
    return f"{head} {json_text(fields_of(entry['type'], entry))}"


def json_text(value: Any) -> str:
    """Return JSON as JavaScript writes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return HALF.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def utf8(text: str) -> bytes:
    """Encode; half a pair of surrogates is no character and becomes U+FFFD."""
    return HALF.sub("\ufffd", text).encode()


def entry_in(kind: str, text: str) -> Entry | None:
    """Return type and fields of the entry that a text event holds; None where it is none of ours.

    `kind` is that of the meta event: text, lyric, cue or marker; others are not ours.
    """
    name = _type_in(kind, text)
    fields = fields_of(name, json_in(text)) if name else None
    if fields is not None:
        return {"type": name, **fields}
    return {"type": "marker", "name": text} if kind == "marker" else None


def _type_in(kind: str, text: str) -> str:
    if kind != "text":
        return TYPES.get(kind, "")
    name = text[: max(0, text.find(" "))]
    return name if KINDS.get(name) == "text" else ""


def json_in(text: str) -> Any:
    """Return what begins at the first brace of a text, or None."""
    begins = text.find("{")
    try:
        # A value as deep as the stack is nobody's session.
        return json.loads(text[begins:], parse_constant=_refuse) if begins >= 0 else None
    except (ValueError, RecursionError):
        return None


def _refuse(name: str) -> Any:
    """NaN and Infinity are no JSON, though Python reads them."""
    raise ValueError(name)
