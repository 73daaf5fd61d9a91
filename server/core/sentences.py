"""Cuts a text into sentences to be spoken one after another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is spoken in one breath, and the silence after it."""

    text: str
    pause: float = 0.2


def sentences(text: str, _language: str = "en") -> Iterator[Sentence]:
    """Give the sentences of a text, as they are found."""
    start = 0
    for match in END.finditer(text):
        part = text[start : match.end()].strip()
        start = match.end()
        if part:
            yield Sentence(part)
    if part := text[start:].strip():
        yield Sentence(part)
