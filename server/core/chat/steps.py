"""Steps to an answer: what is done before it is said, and after, each to be seen by who asks.

A hard question is planned first: parted into what is to be looked up.  Several topics are each
summed up under their own name, so that a busy one does not drown a rare one.  And what was said is
checked against its passages, where that is wished for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from server.core.chat.context import escaped
from server.core.errors import InvalidError

Way: TypeAlias = Literal["auto", "direct", "topics", "plan"]
WAYS: tuple[Way, ...] = ("auto", "direct", "topics", "plan")
"""auto: topics where several were chosen and found, else direct."""
Kind: TypeAlias = Literal["plan", "look_up", "topic", "check"]

MOST_LOOKUPS = 4
LONGEST_LOOKUP = 300
"""Characters."""
PLAN_TOKENS = 400
"""That a plan may take."""
SUMMARY_TOKENS = 400
"""That the summary of a topic may take."""

PLAN_FORM: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "lookups": {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "maxItems": MOST_LOOKUPS,
        }
    },
    "required": ["lookups"],
}
"""The JSON schema of a plan."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done for an answer."""

    kind: Kind
    text: str = ""
    """What was to be looked up, what a topic says, or what became of it."""
    topic: str = ""
    """The topic's name; empty: ALL."""
    sources: tuple[int, ...] = ()
    """The numbers of the passages that were found or summed up."""
    lookups: tuple[str, ...] = ()
    """Of a plan."""


def step_of(told: Mapping[str, Any]) -> Step:
    """Read a step as it was kept."""
    return Step(**{**told, "sources": tuple(told["sources"]), "lookups": tuple(told["lookups"])})


def way_of(told: str) -> Way:
    """Read a way; raises `InvalidError` with those that there are."""
    found = next((way for way in WAYS if way == told), None)
    if found is None:
        raise InvalidError(f"way is one of {', '.join(WAYS)}.")
    return found


def plan_of(text: str) -> tuple[str, ...]:
    """Read what a model plans to look up; nothing where it did not write a plan."""
    try:
        told = json.loads(text)
    except ValueError:
        return ()
    asked = told.get("lookups") if isinstance(told, dict) else None
    if not isinstance(asked, list):
        return ()
    texts = (" ".join(one.split())[:LONGEST_LOOKUP] for one in asked if isinstance(one, str))
    return tuple(dict.fromkeys(filter(None, texts)))[:MOST_LOOKUPS]


def summary_block(topic: str, text: str) -> str:
    """Give a topic's summary as a model is shown it."""
    return f'<summary topic="{escaped(topic)}">\n{escaped(text)}\n</summary>'


def tagged(parts: Sequence[tuple[str, str]]) -> str:
    """Put what each topic says under its name, where no model joins them."""
    return "\n\n".join(f"{topic}:\n{text}" for topic, text in parts)
