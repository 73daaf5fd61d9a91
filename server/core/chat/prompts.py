"""The prompts of `config/prompts.toml`: named variants of what a model is told, and lengths."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from server.core.errors import InvalidError, NotFoundError

Length: TypeAlias = Literal["sentence", "short", "full"]
LENGTHS: tuple[Length, ...] = ("sentence", "short", "full")
DEFAULT = "grounded"
LONGEST_PROMPT = 20_000


@dataclass(frozen=True, slots=True)
class Prompt:
    """One variant."""

    name: str
    caption: str
    system: str
    """With {length} where the sentence about length goes."""
    needs_passages: bool = True
    """Without passages the answer is that nothing is known from this."""

    def told(self, lengths: Mapping[Length, str], length: Length) -> str:
        """Give what the model is told."""
        return self.system.replace("{length}", lengths[length]).strip()


@dataclass(frozen=True, slots=True)
class Prompts:
    """All variants."""

    by_name: Mapping[str, Prompt] = field(default_factory=dict)
    lengths: Mapping[Length, str] = field(default_factory=dict)

    def one(self, name: str) -> Prompt:
        """Find one; raises `NotFoundError` with the names that there are."""
        found = self.by_name.get(name or DEFAULT)
        if found is None:
            known = ", ".join(self.by_name)
            raise NotFoundError(f"There is no prompt {name[:80]}; there are {known}.")
        return found

    def told(self, name: str, own: str, length: Length) -> tuple[Prompt, str]:
        """Give a variant, and what the model is told; `own`: in place of the variant's text."""
        prompt = self.one(name)
        if not own.strip():
            return prompt, prompt.told(self.lengths, length)
        if len(own) > LONGEST_PROMPT:
            raise InvalidError(f"A prompt has at most {LONGEST_PROMPT} characters.")
        own_prompt = Prompt(prompt.name, prompt.caption, own, prompt.needs_passages)
        return prompt, own_prompt.told(self.lengths, length)


def prompts_of(texts: Sequence[tuple[str, str]]) -> Prompts:
    """Read files of prompts, the weakest first, each with the name it is told by.

    Raises `InvalidError` with the file and what is wrong in it.
    """
    variants: dict[str, Prompt] = {}
    lengths: dict[Length, str] = {}
    for name, text in texts:
        try:
            told = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidError(f"{name}: {error}") from error
        lengths |= _lengths(name, told.get("lengths", {}))
        variants |= _variants(name, told.get("prompts", {}))
    missing = [length for length in LENGTHS if length not in lengths]
    if missing or DEFAULT not in variants:
        raise InvalidError(f"Prompts need [lengths] {', '.join(LENGTHS)} and a prompt {DEFAULT}.")
    return Prompts(variants, lengths)


def _lengths(name: str, told: Mapping[str, Any]) -> dict[Length, str]:
    found: dict[Length, str] = {}
    for length in LENGTHS:
        if length in told:
            found[length] = _text(name, f"lengths.{length}", told[length])
    unknown = sorted(set(told) - set(LENGTHS))
    if unknown:
        raise InvalidError(f"{name}: there is no length {unknown[0]}; {', '.join(LENGTHS)}.")
    return found


def _variants(name: str, told: Mapping[str, Any]) -> dict[str, Prompt]:
    return {variant: _variant(name, variant, fields) for variant, fields in told.items()}


def _variant(name: str, variant: str, fields: Any) -> Prompt:
    place = f"prompts.{variant}"
    if not isinstance(fields, dict):
        raise InvalidError(f"{name}: {place} is a table with a system text.")
    unknown = sorted(set(fields) - {"caption", "system", "needs_passages"})
    if unknown:
        raise InvalidError(
            f"{name}: {place} takes caption, system, needs_passages, no {unknown[0]}."
        )
    needs = fields.get("needs_passages", True)
    if not isinstance(needs, bool):
        raise InvalidError(f"{name}: {place}.needs_passages is true or false.")
    system = _text(name, f"{place}.system", fields.get("system"))
    caption = _text(name, f"{place}.caption", fields.get("caption", variant))
    return Prompt(variant, caption, system, needs)


def _text(name: str, place: str, told: Any) -> str:
    if not isinstance(told, str) or not told.strip() or len(told) > LONGEST_PROMPT:
        raise InvalidError(f"{name}: {place} is a text of at most {LONGEST_PROMPT} characters.")
    return told
