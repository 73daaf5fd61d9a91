"""Which topics a document may belong to, and why: what it names, and what it is like."""

import re
from collections.abc import Mapping, Sequence

from server.core.library.topics import key_of

ALIKE = 2
"""Documents of a topic that must be like it."""
SHARE = 0.3
"""Part of all that is like it, that must be of the topic."""
WORDS = 80
"""Words of a document that say what it is about."""
NAMED = 3
"""Documents that a reason names."""


def about(title: str, text: str) -> str:
    """Give the words by which other documents are found that are like one."""
    return " ".join([title, *text.split()[:WORDS]])


def by_name(title: str, text: str, topics: Mapping[int, str]) -> dict[int, str]:
    """Suggest topics whose very name a document holds, as words of their own."""
    held = key_of(f"{title} {text}")
    found: dict[int, str] = {}
    for topic, name in topics.items():
        if re.search(rf"(?<!\w){re.escape(key_of(name))}(?!\w)", held):
            found[topic] = f"It names “{name}”."
    return found


def by_likeness(
    alike: Sequence[int], titles: Mapping[int, str], members: Mapping[int, frozenset[int]]
) -> dict[int, str]:
    """Suggest topics of the documents that are like one, the most alike first.

    `members` has the topics of each document.
    """
    found: dict[int, str] = {}
    documents = list(dict.fromkeys(alike))
    for topic in sorted({one for topics in members.values() for one in topics}):
        of_it = [number for number in documents if topic in members.get(number, frozenset())]
        if len(of_it) >= ALIKE and len(of_it) >= SHARE * len(documents):
            named = ", ".join(f"“{titles[number]}”" for number in of_it[:NAMED])
            found[topic] = f"It is like {named}."
    return found
