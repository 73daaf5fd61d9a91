"""Changes one setting in the text of a settings file, and leaves the rest as its owner wrote it."""

import json
import re


def with_text(toml: str, name: str, value: str) -> str:
    """Give the file with a setting that holds a text: in place of its old line, or at the top.

    At the top, since below a table's heading it would be one of the table's.
    """
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    head, tables = _apart(toml)
    old = re.compile(rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*=.*$", re.MULTILINE)
    if old.search(head):
        return old.sub(lambda _: line, head, count=1) + tables
    return f"{line}\n{toml}"


def _apart(toml: str) -> tuple[str, str]:
    """Part what stands before the first table from it."""
    found = re.search(r"^[ \t]*\[", toml, re.MULTILINE)
    at = found.start() if found else len(toml)
    return toml[:at], toml[at:]
