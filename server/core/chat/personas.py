"""Personas: who answers, in which manner and voice, about what, and on which pages by itself.

A persona's texts are its owner's, or came in a file of somebody else's: what its manner says is
about manner alone, and is put to a model so (`Prompts.spoken_as`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any
from urllib.parse import unquote, urlsplit

from server.core.chat.models import Sampling, sampling_of
from server.core.chat.prompts import LENGTHS
from server.core.errors import InvalidError
from server.core.library.topics import key_of, one_line
from server.core.setting import language_problem

LONGEST_NAME, LONGEST_LINE, LONGEST_MANNER = 60, 500, 4000
"""Characters of a name, of a greeting, and of a manner."""
MOST_TOPICS, MOST_SITES, MOST_TURNS = 8, 50, 20
NOBODY = "nobody"
"""Named in place of a persona, it keeps the page's own from answering."""
SITE = re.compile(r"(?:https?://)?(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?P<path>/.*)?")


@dataclass(frozen=True, slots=True)
class Persona:
    """Who answers; what is empty is as it is without a persona."""

    name: str
    greeting: str = ""
    """Said when it is chosen."""
    manner: str = ""
    """How it speaks, as a model is told."""
    voice: str = ""
    """The id of its voice."""
    language: str = ""
    """The language that it answers in, e.g. de; empty: that of the question."""
    topics: tuple[str, ...] = ()
    """What it knows, by names."""
    model: str = ""
    prompt: str = ""
    length: str = ""
    sampling: Sampling = field(default_factory=Sampling)
    sites: tuple[str, ...] = ()
    """Where it answers by itself: hosts (with all below them), or pages, e.g. example.org/bach."""
    goes_on: int = 0
    """How many times it goes on by itself in a conversation, until somebody speaks."""


@dataclass(frozen=True, slots=True)
class KeptPersona:
    """A persona with its number, and the version that a change must name."""

    id: int
    version: int
    persona: Persona


FIELDS = tuple(each.name for each in fields(Persona))


def persona_of(told: Mapping[str, Any]) -> Persona:
    """Read a persona's fields; raises `InvalidError` with the field and what it may be."""
    unknown = sorted(set(told) - set(FIELDS))
    if unknown:
        raise InvalidError(f"A persona has {', '.join(FIELDS)}, no {unknown[0][:40]}.")
    length = _line(told, "length", 20)
    if length and length not in LENGTHS:
        raise InvalidError(f"length is one of {', '.join(LENGTHS)}, or empty.")
    language = _line(told, "language", 20)
    if language and (why := language_problem(language)):
        raise InvalidError(f"language: {why}")
    return Persona(
        _name(told),
        _line(told, "greeting"),
        _manner(told),
        _line(told, "voice", 200),
        language,
        _texts(told, "topics", MOST_TOPICS, key_of),
        _line(told, "model", 200),
        _line(told, "prompt", 80),
        length,
        _sampling(told.get("sampling", {})),
        tuple(dict.fromkeys(map(site_of, _texts(told, "sites", MOST_SITES, str.casefold)))),
        _turns(told.get("goes_on", 0)),
    )


def persona_told(persona: Persona) -> dict[str, Any]:
    """Give a persona's fields, as JSON and TOML have them: what is empty is left out."""
    told = {**asdict(persona), "sampling": _said(persona.sampling)}
    texts = {name: list(told[name]) for name in ("topics", "sites")}
    return {
        name: value for name, value in {**told, **texts}.items() if value not in ("", [], {}, 0)
    }


def _said(sampling: Sampling) -> dict[str, Any]:
    told = {name: value for name, value in asdict(sampling).items() if value not in (None, ())}
    return {**told, "stop": list(sampling.stop)} if sampling.stop else told


def site_of(told: str) -> str:
    """Bring a site to host and path, as they are compared; raises `InvalidError`."""
    found = SITE.fullmatch(told.strip().casefold())
    if not found or ".." in found["host"]:
        raise InvalidError(
            f"“{told[:80]}” is no site; write a host or a page, e.g. example.org or "
            "example.org/bach."
        )
    return found["host"].strip(".") + _path(found["path"] or "")


def bound_to(address: str, personas: Iterable[KeptPersona]) -> KeptPersona | None:
    """Find whose page this is: the nearest host counts before the longest path."""
    parts = urlsplit(address) if address.startswith(("http://", "https://")) else None
    if parts is None or not parts.hostname:
        return None
    host, path = parts.hostname.strip("."), _path(parts.path.casefold())
    held = [
        (near, kept)
        for kept in personas
        for site in kept.persona.sites
        if (near := _nearness(host, path, site))
    ]
    best = max(held, default=None, key=lambda one: one[0])
    return best[1] if best else None


def _nearness(host: str, path: str, site: str) -> tuple[int, int] | None:
    """Tell how near a site is to a page, by characters of host and path; None: it is another."""
    name, _, below = site.partition("/")
    below = f"/{below}" if below else ""
    there = host == name or host.endswith(f".{name}")
    within = path == below or path.startswith(f"{below}/")
    return (len(name), len(below)) if there and within else None


def _path(told: str) -> str:
    return unquote(told).split("?")[0].split("#")[0].rstrip("/")


def _name(told: Mapping[str, Any]) -> str:
    name = _line(told, "name", LONGEST_NAME)
    if not name:
        raise InvalidError("A persona needs a name, e.g. “Clara”.")
    if key_of(name) == NOBODY:
        raise InvalidError(f"“{NOBODY}” is who answers without a persona; choose another name.")
    return name


def _line(told: Mapping[str, Any], name: str, longest: int = LONGEST_LINE) -> str:
    value = told.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise InvalidError(f"{name} is a text of at most {longest} characters.")
    return one_line(value)


def _manner(told: Mapping[str, Any]) -> str:
    value = told.get("manner", "")
    if not isinstance(value, str) or len(value) > LONGEST_MANNER:
        raise InvalidError(f"manner is a text of at most {LONGEST_MANNER} characters.")
    return "\n".join(filter(None, map(one_line, value.splitlines())))


def _texts(
    told: Mapping[str, Any], name: str, most: int, key: Callable[[str], str]
) -> tuple[str, ...]:
    """Read a list of texts, each once."""
    value: Sequence[Any] = told.get(name, ())
    if not isinstance(value, list | tuple) or len(value) > most:
        raise InvalidError(f"{name} is a list of at most {most} texts.")
    if not all(isinstance(one, str) and one.strip() and len(one) <= LONGEST_LINE for one in value):
        raise InvalidError(f"Each of {name} is a text of at most {LONGEST_LINE} characters.")
    return tuple({key(one): one_line(one) for one in value}.values())


def _turns(told: Any) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not 0 <= told <= MOST_TURNS:
        raise InvalidError(f"goes_on is a whole number from 0 to {MOST_TURNS}.")
    return told


def _sampling(told: Any) -> Sampling:
    known = {each.name for each in fields(Sampling)}
    if not isinstance(told, Mapping) or set(told) - known:
        raise InvalidError(f"sampling has {', '.join(sorted(known))}.")
    return sampling_of(told)
