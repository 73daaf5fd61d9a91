"""What is told of an answer while it comes: begun, each step, each piece, and its end."""

from dataclasses import dataclass
from typing import TypeAlias

from server.core.chat.inquiries import Inquiry
from server.core.chat.personas import Persona
from server.core.chat.steps import Step


@dataclass(frozen=True, slots=True)
class Begun:
    """The question is kept, and these are the sources."""

    inquiry: Inquiry
    cautions: tuple[str, ...]
    """Of the topics that were chosen."""
    voice: str = ""
    """The voice of the persona that answers, by its id; empty: whichever fits."""
    goes_on: int = 0
    """How many times that persona goes on by itself in a conversation."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of it."""

    inquiry: Inquiry


def begun_by(persona: Persona | None, inquiry: Inquiry, cautions: tuple[str, ...]) -> Begun:
    """Tell that an answer begins, and what of a persona matters to who speaks it."""
    if persona is None:
        return Begun(inquiry, cautions)
    return Begun(inquiry, cautions, persona.voice, persona.goes_on)


Event: TypeAlias = Begun | Step | Said | Ended
