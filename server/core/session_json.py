"""A session as JSON: its header's fields, and its entries one a line.

`extension/core/session_json.js` writes the same text.
"""

import json
from typing import Any

from server.core.session_file import Reading
from server.core.session_log import Session, entry_of, header_of, in_order, track_names
from server.core.session_text import json_text
from server.core.smf_flaws import Flaws


def session_json(session: Session) -> str:
    """Write a session."""
    rows = ",\n".join(f"    {json_text(entry)}" for entry in in_order(session.entries))
    fields = "".join(
        f'  "{name}": {json_text(value)},\n' for name, value in (session.header or {}).items()
    )
    return f'{{\n{fields}  "entries": [\n{rows}\n  ]\n}}\n'


def read_session_json(text: str) -> Reading | None:
    """Read a session; None where it is none. Never raises."""
    raw = _parsed(text)
    if not isinstance(raw, dict) or not isinstance(raw.get("entries"), list):
        return None
    flaws = Flaws()
    heading = header_of(raw)
    found = [entry_of(one) for one in raw["entries"]]
    entries = in_order([one for one in found if one])
    if not heading:
        flaws.add(0, "plain")
    elif heading[1]:
        flaws.add(0, "header", count=len(heading[1]))
    if len(entries) < len(found):
        flaws.add(0, "unread", count=len(found) - len(entries))
    header = heading[0] if heading else None
    return Reading(Session(header, tuple(track_names(entries)), tuple(entries)), flaws.in_order())


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
