"""Derivation: framed words that a language takes from the short ones of another.

A command that has a bare word there and none here gets that word's body between two Cs: low C, or
middle C when it takes a value. A single key is doubled. So a lost opening C plays the same command.
"""

from collections.abc import Mapping
from dataclasses import replace

from server.core.keys import LOW, MIDDLE, is_c
from server.core.language import Command, Keys, Language, Word


def derive(language: Language, source: Language, commands: Mapping[str, Command]) -> Language:
    """Add the derived words to a language, after its own."""
    have = {command for word in language.words for command in word.means}
    added = []
    for word in source.words:
        if word.keys and not is_c(word.keys[0]) and not have & set(word.means):
            added.append(_framed(word, commands))
            have |= set(word.means)
    return replace(language, words=(*language.words, *added), derive="")


def _framed(word: Word, commands: Mapping[str, Command]) -> Word:
    command = commands.get(word.means[0]) if word.means else None
    frame = MIDDLE if command and command.value != "none" else LOW
    body: Keys = word.keys * 2 if len(word.keys) == 1 else word.keys
    return Word((frame, *body, frame), word.means, unordered=word.unordered, derived=True)
