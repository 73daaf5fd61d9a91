"""Inquiries as files: where each lies, by when it was asked."""

from datetime import UTC, datetime
from typing import Any, Final

HIDDEN: Final = frozenset({"inquiry"})
"""What an answer of the server says twice, for the founder's programs."""


def place_of(created: int, besides: str = "") -> str:
    """Give year/month/timestamp.json of a time in ms since 1970, UTC.

    `besides` tells one from another of the same millisecond.
    """
    when = datetime.fromtimestamp(created // 1000, UTC)
    return f"{when:%Y/%m}/{created}{f'-{besides}' if besides else ''}.json"


def kept(shown: dict[str, Any]) -> dict[str, Any]:
    """Give what is written of an inquiry."""
    return {name: value for name, value in shown.items() if name not in HIDDEN}
