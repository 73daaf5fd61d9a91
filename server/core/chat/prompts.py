"""The prompts of `config/prompts.toml`: named variants of what a model is told, and lengths."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeAlias, TypeVar

from server.core.chat.models import Sampling, sampling_of
from server.core.errors import InvalidError, NotFoundError
from server.core.toml_text import toml

Length: TypeAlias = Literal["sentence", "short", "full"]
LENGTHS: tuple[Length, ...] = ("sentence", "short", "full")
StepName: TypeAlias = Literal["plan", "topic", "join", "check"]
PersonaLine: TypeAlias = Literal["manner", "language"]
Name = TypeVar("Name", bound=str)
STEPS: tuple[StepName, ...] = ("plan", "topic", "join", "check")
PERSONA: tuple[PersonaLine, ...] = ("manner", "language")
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
    steps: Mapping[StepName, str] = field(default_factory=dict)
    """What a model is told that plans, sums up a topic, joins summaries, or checks sentences."""
    persona: Mapping[PersonaLine, str] = field(default_factory=dict)
    """What it is told of who it speaks as."""
    sampling: Mapping[str, Sampling] = field(default_factory=dict)
    """How models sample where a question does not say, by their names."""

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

    def spoken_as(self, system: str, name: str, manner: str, language: str) -> str:
        """Add who speaks: name, manner, and the language's name; the last two may be empty."""
        # Whatever they say, they cannot end the quotes that they stand in.
        bare = dict.fromkeys(map(ord, "“”"))
        told = self.persona["manner"].replace("{manner}", manner.translate(bare) or "As it comes.")
        lines = [system, told.replace("{name}", name.translate(bare))]
        if language:
            lines.append(self.persona["language"].replace("{language}", language))
        return "\n".join(line.strip() for line in lines)


def prompts_of(texts: Sequence[tuple[str, str]]) -> Prompts:
    """Read files of prompts, the weakest first, each with the name it is told by.

    Raises `InvalidError` with the file and what is wrong in it.
    """
    variants: dict[str, Prompt] = {}
    lengths: dict[Length, str] = {}
    steps: dict[StepName, str] = {}
    persona: dict[PersonaLine, str] = {}
    sampling: dict[str, Sampling] = {}
    for name, text in texts:
        try:
            told = toml(text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidError(f"{name}: {error}") from error
        lengths |= _named(name, "lengths", told.get("lengths", {}), LENGTHS)
        steps |= _named(name, "steps", told.get("steps", {}), STEPS)
        persona |= _named(name, "persona", told.get("persona", {}), PERSONA)
        variants |= _variants(name, told.get("prompts", {}))
        sampling |= _sampling(name, told.get("sampling", {}))
    missing = [length for length in LENGTHS if length not in lengths]
    if missing or DEFAULT not in variants:
        raise InvalidError(f"Prompts need [lengths] {', '.join(LENGTHS)} and a prompt {DEFAULT}.")
    unsaid = [step for step in STEPS if step not in steps]
    if unsaid:
        raise InvalidError(f"Prompts need [steps] {', '.join(STEPS)}.")
    if any(line not in persona for line in PERSONA):
        raise InvalidError(f"Prompts need [persona] {', '.join(PERSONA)}.")
    return Prompts(variants, lengths, steps, persona, sampling)


def _named(name: str, table: str, told: Any, names: Sequence[Name]) -> dict[Name, str]:
    """Read a table of texts by names that are known."""
    if not isinstance(told, dict):
        raise InvalidError(f"{name}: [{table}] is a table of texts.")
    unknown = sorted(set(told) - set(names))
    if unknown:
        raise InvalidError(f"{name}: [{table}] has {', '.join(names)}, no {unknown[0]}.")
    return {one: _text(name, f"{table}.{one}", told[one]) for one in names if one in told}


def _sampling(name: str, told: Any) -> dict[str, Sampling]:
    """Read how models sample: a table for each, under its name."""
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise InvalidError(f'{name}: sampling has a table for each model, [sampling."NAME"].')
    return {model: _sampled(name, model, values) for model, values in told.items()}


def _sampled(name: str, model: str, values: Mapping[str, Any]) -> Sampling:
    known = [each.name for each in fields(Sampling)]
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise InvalidError(f"{name}: sampling.{model} has {', '.join(known)}, no {unknown[0]}.")
    try:
        return sampling_of(values)
    except InvalidError as error:
        raise InvalidError(f"{name}: sampling.{model}: {error}") from error


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
