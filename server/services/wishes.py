"""What somebody asks of chat, and what is done where a question does not say otherwise."""

from dataclasses import dataclass, field

from server.core.chat.models import Message, Sampling
from server.core.chat.page import Page
from server.core.chat.steps import Way

CONTEXT = 8192
"""Tokens of prompt and answer together, where nobody says how many."""
READ = 3000
"""Tokens of passages that a model is shown: more costs a small one seconds before it speaks."""


@dataclass(frozen=True, slots=True)
class Within:
    """What alone a question is answered from, besides the topics that it names: ALL is not asked.

    Whoever may ask in public, under a video, must not read what is in the library elsewhere.
    """

    documents: tuple[int, ...]
    """Numbers."""
    at_ms: int | None = None
    """The moment of those documents that the question is about."""
    wanted: str = ""
    """What is searched for; empty: the question."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks."""

    question: str
    topics: tuple[str, ...] | None = None
    """Names; ALL is asked besides."""
    after: str = ""
    """The inquiry that this one follows."""
    instead_of: str = ""
    """The inquiry that is asked again: its question, topics and so on stand where none are told."""
    model: str = ""
    """Empty: the one that is set, or the first there is."""
    prompt: str = ""
    own_prompt: str = ""
    length: str = ""
    """Also `shorter` or `more` than that of the inquiry that is asked again."""
    sampling: Sampling = field(default_factory=Sampling)
    way: Way = "auto"
    """Whether it is planned first, or each topic summed up."""
    check: bool | None = None
    """Whether sentences are checked against their passages; None: as it is set."""
    context: int = CONTEXT
    said: tuple[Message, ...] = ()
    """What was said before, where no inquiry holds it."""
    page: Page | None = None
    """What the question is about, in place of the library."""
    persona: str = ""
    """The name of who answers; empty: nobody in particular."""
    address: str = ""
    """The page in view, which may have a persona of its own."""
    told: str = ""
    """The question as a model is told it, where a stranger asks: as data."""
    within: Within | None = None

    @property
    def room(self) -> int:
        """Tokens of passages that the model is shown."""
        return min(self.context // 2, READ)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is done where a question does not say otherwise."""

    combine: bool = True
    """Several topics are summed up each by itself before they are joined."""
    check: bool = False
    """Each sentence is checked against its passages."""
