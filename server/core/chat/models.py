"""Models as chat sees them: what they are told, how they sample, what they tell, which there are.

The names of sampling settings are Ollama's and OpenAI's, which mostly agree;
https://github.com/ollama/ollama/blob/main/docs/modelfile.md and
https://platform.openai.com/docs/api-reference/chat/create have what each means.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, Protocol, TypeAlias

from server.core.errors import InvalidError

Reason: TypeAlias = Literal["stop", "length"]
Role: TypeAlias = Literal["system", "user", "assistant"]
ROLES: tuple[Role, ...] = ("system", "user", "assistant")


@dataclass(frozen=True, slots=True)
class Message:
    """Something said in a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a model chooses its words; None: as the model has it."""

    temperature: float | None = None
    """0..2."""
    top_p: float | None = None
    """0..1."""
    top_k: int | None = None
    repeat_penalty: float | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None

    def over(self, weaker: "Sampling") -> "Sampling":
        """Give these settings, and where they say nothing, the others."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        said = {name: value for name, value in own.items() if value not in (None, ())}
        return Sampling(**{each.name: getattr(weaker, each.name) for each in fields(self)} | said)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked."""

    model: str
    messages: tuple[Message, ...]
    sampling: Sampling = Sampling()
    context: int | None = None
    """Tokens that prompt and answer may have together; None: as the model has it."""
    form: Mapping[str, Any] | None = None
    """A JSON schema that the answer must follow."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer as it comes."""

    text: str


@dataclass(frozen=True, slots=True)
class End:
    """The end of an answer."""

    reason: Reason = "stop"
    prompt_tokens: int = 0
    answer_tokens: int = 0
    load_ms: int = 0
    """For reading the model from the disk, and `writing_ms` for writing; 0 where nobody tells."""
    writing_ms: int = 0


@dataclass(frozen=True, slots=True)
class Model:
    """A model that there is."""

    name: str
    size: int = 0
    """Bytes on the disk; 0 where nobody tells."""
    loaded: int = 0
    """Bytes in memory; 0 while it is not there."""
    embeds: bool = False
    """It turns texts into vectors rather than talking, as far as its maker says."""
    changed: int = 0
    """Milliseconds since 1970, UTC."""
    place: str = "ollama"
    """Who runs it: ollama, or openai for a server that speaks OpenAI's API."""


EMBEDDING = ("bert", "embed", "minilm", "bge")
"""What the names and families of models hold that turn texts into vectors."""


def embeds(name: str) -> bool:
    """Guess by its name whether a model turns texts into vectors."""
    return any(mark in name.lower() for mark in EMBEDDING)


@dataclass(frozen=True, slots=True)
class Pulled:
    """How far a model has come."""

    status: str
    done: int = 0
    of: int = 0
    """Bytes; 0 while nobody knows."""


class Models(Protocol):
    """Where models run. Each call raises `UnavailableError` where nobody answers there."""

    async def listed(self) -> Sequence[Model]:
        """List the models that there are, by name."""
        ...

    def chat(self, asked: Asked) -> AsyncGenerator[Piece | End, None]:
        """Answer piece by piece; closing it stops the model. Raises `NotFoundError`."""
        ...

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text; raises `NotFoundError`."""
        ...

    async def load(self, model: str) -> Model:
        """Load it into memory and give it when it is there; raises `NotFoundError`."""
        ...

    async def unload(self, model: str) -> Model:
        """Take it out of memory and give it when it is gone; raises `NotFoundError`."""
        ...

    def pull(self, model: str) -> AsyncGenerator[Pulled, None]:
        """Download it; raises `NotFoundError` where nobody has it."""
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...


RANGES: Mapping[str, tuple[float, float]] = {
    "temperature": (0, 2),
    "top_p": (0, 1),
    "top_k": (0, 1000),
    "repeat_penalty": (0, 10),
    "max_tokens": (1, 1_000_000),
    "seed": (-(2**63), 2**63 - 1),
}
MOST_STOPS = 16
LONGEST_STOP = 200


def sampling_of(told: Mapping[str, Any]) -> Sampling:
    """Read settings from a request; raises `InvalidError` with the one that is wrong."""
    values: dict[str, Any] = {}
    for name, (low, high) in RANGES.items():
        value = told.get(name)
        if value is None:
            continue
        whole = name in {"top_k", "max_tokens", "seed"}
        right = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not right or not low <= value <= high:
            kind = "a whole number" if whole else "a number"
            raise InvalidError(f"{name} is {kind} from {low} to {high}.")
        values[name] = value
    return Sampling(**values, stop=_stops(told.get("stop")))


def _stops(told: object) -> tuple[str, ...]:
    listed = [told] if isinstance(told, str) else told or []
    found = listed if isinstance(listed, list) else [None]
    stops = tuple(one for one in found if isinstance(one, str) and 0 < len(one) <= LONGEST_STOP)
    if len(stops) != len(found) or len(stops) > MOST_STOPS:
        raise InvalidError(f"stop is a text, or a list of at most {MOST_STOPS} texts.")
    return stops
