"""The language of one's own words and names, as the extension keeps it, with the version it has.

The extension merges what two browsers changed; here is only checked that it is such a language, so
that nobody's words are lost to a mistake.  Its format is `extension/core/own.js`'s.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.core.errors import InvalidError
from server.core.keys import FREE, HIGH
from server.core.own_macro import faults_of

NAME = "own"
ID = re.compile(r"own\.[a-z]{4,24}")
SHORTEST, LONGEST = 3, 12
"""Keys of a name."""
MOST_BYTES = 2_000_000
"""Of the whole language: some thousands of words."""
KEPT = 100
"""Versions that can be had again."""


@dataclass(frozen=True, slots=True)
class OwnLanguage:
    """One version of somebody's language; version 0 is the empty one that everybody begins with."""

    version: int
    changed: int
    """Seconds since the epoch."""
    text: str
    """JSON."""

    @property
    def etag(self) -> str:
        """Give what a writer says he has read."""
        return f'"{self.version}"'


EMPTY: Mapping[str, Any] = {
    "format": 1,
    "name": NAME,
    "version": 0,
    "kind": "commands",
    "help": "",
    "words": [],
    "reserved": [],
    "gone": [],
}
NOTHING = OwnLanguage(0, 0, json.dumps(EMPTY))


def version_of(etag: str) -> int:
    """Read what a writer says he has read; raises `InvalidError` where it is no version."""
    match = re.fullmatch(r'(?:W/)?"(\d{1,9})"', etag.strip())
    if match is None:
        raise InvalidError("If-Match takes the ETag of the version that was read; read it again.")
    return int(match[1])


def checked(language: Any, version: int) -> str:
    """Give the JSON to keep under this version; raises `InvalidError` that names what is wrong."""
    wrong = next(_faults(language), None)
    if wrong is not None:
        raise InvalidError(f"This is no language of one's own: {wrong}.")
    fields = {name: language[name] for name in EMPTY if name in language}
    return json.dumps(fields | {"version": version}, ensure_ascii=False, separators=(",", ":"))


def _faults(language: Any) -> Iterator[str]:
    if not isinstance(language, dict):
        yield "it is no object"
        return
    for name, wanted in (("format", 1), ("name", NAME), ("kind", "commands")):
        if language.get(name) != wanted:
            yield f"{name} should be {wanted!r}"
    for name in ("words", "gone"):
        if not isinstance(language.get(name, []), list):
            yield f"{name} should be a list"
            return
    for word in language.get("words", []):
        yield from _word_faults(word)
    for gone in language.get("gone", []):
        if not _is_entry(gone):
            yield "gone holds what is no word"


def _word_faults(word: Any) -> Iterator[str]:
    if not isinstance(word, dict) or not _are_keys(word.get("keys")):
        yield "a word needs three to twelve keys between two high Cs"
        return
    meanings = word.get("own")
    if not isinstance(meanings, list) or not meanings:
        yield f"the word {word['keys']} means nothing"
    elif not all(_is_entry(one) and _does(one) for one in meanings):
        yield f"a meaning of the word {word['keys']} cannot be read"
    else:
        yield from (
            f"the word {word['keys']}: {fault}"
            for one in meanings
            for fault in faults_of(one["does"])
        )


def _are_keys(keys: Any) -> bool:
    if not isinstance(keys, list) or not SHORTEST + 2 <= len(keys) <= LONGEST + 2:
        return False
    return keys[0] == keys[-1] == HIGH and all(type(k) is int and k in FREE for k in keys[1:-1])


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or type(entry.get("changed")) not in (int, float):
        return False
    return isinstance(entry.get("id"), str) and ID.fullmatch(entry["id"]) is not None


def _does(meaning: Mapping[str, Any]) -> bool:
    says, does = meaning.get("says"), meaning.get("does")
    said = isinstance(says, list) and all(isinstance(one, str) for one in says)
    return said and isinstance(does, dict) and isinstance(does.get("kind"), str)
