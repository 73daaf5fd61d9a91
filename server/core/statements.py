"""A statement of the database as it may be logged: on one line, and without its values."""

import re

VALUES = re.compile(r"[xX]?'(?:[^']|'')*'|(?<![\w:$%@])[-+]?\d+(?:\.\d+)?\b")
"""Literals of SQL: texts, bytes and numbers; what is bound has a place only, and stays."""
LONGEST = 1_000
"""Characters: a list of a thousand places says no more than its beginning."""


def without_values(statement: str) -> str:
    """Give it with a question mark for each literal."""
    # Far more than is kept is not looked through: somebody may write a book into a statement.
    text = VALUES.sub("?", " ".join(statement[: 4 * LONGEST].split()))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
