"""The models that there are, and which of them answers where nobody names one."""

from collections.abc import AsyncGenerator, Callable, Sequence

from server.core.chat.models import Asked, End, Model, Models, Piece, Pulled
from server.core.errors import NotFoundError, UnavailableError
from server.core.ports import Clock, Entropy

KEY_BYTES = 12


class ModelShelf:
    """Where models run, with the one that is set."""

    def __init__(
        self, make: Callable[[], Models], model: str, clock: Clock, entropy: Entropy
    ) -> None:
        """Ask nobody yet: `make` is called when the first model is asked for.

        `model`: the one that answers where nobody names one; empty: the first there is.
        """
        self._make, self._model = make, model
        self._clock, self._entropy = clock, entropy
        self._made: Models | None = None
        self._seen: frozenset[str] = frozenset()

    @property
    def _models(self) -> Models:
        if self._made is None:
            self._made = self._make()
        return self._made

    async def __aenter__(self) -> "ModelShelf":
        """Begin with the server."""
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        if self._made is not None:
            await self._made.close()

    def key(self) -> str:
        """Give a new answer's key."""
        return self._entropy(KEY_BYTES).hex()

    def now(self) -> int:
        """Tell the time, in ms since 1970."""
        return self._clock()

    async def chosen(self, named: str = "") -> str:
        """Choose a model; raises `UnavailableError` where there is none."""
        if named or self._model:
            return named or self._model
        talking = [one.name for one in await self.listed() if not one.embeds]
        if not talking:
            raise UnavailableError("Ollama has no model yet; `ollama pull` brings one.")
        return talking[0]

    async def check(self, named: str) -> None:
        """Raise `NotFoundError` for a model that is not there; where nobody answers, nothing.

        One that was seen once is not asked about again: that would cost each answer its moment.
        """
        if not named or self._seen & _spellings(named):
            return
        try:
            await self.listed()
        except UnavailableError:
            return  # what answers without a model says so itself
        if not self._seen & _spellings(named):
            raise NotFoundError(_unknown(named))

    async def listed(self) -> Sequence[Model]:
        """List the models that there are."""
        found = await self._models.listed()
        self._seen = frozenset(one.name for one in found)
        return found

    async def one(self, name: str) -> Model:
        """Find one; raises `NotFoundError`."""
        wanted = _spellings(name)
        found = next((one for one in await self.listed() if one.name in wanted), None)
        if found is None:
            raise NotFoundError(_unknown(name))
        return found

    def chat(self, asked: Asked) -> AsyncGenerator[Piece | End, None]:
        """Answer piece by piece."""
        return self._models.chat(asked)

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text."""
        return await self._models.embed(model, texts)

    async def load(self, name: str) -> Model:
        """Load one into memory."""
        return await self._models.load(name)

    async def unload(self, name: str) -> Model:
        """Take one out of memory."""
        return await self._models.unload(name)

    def pull(self, name: str) -> AsyncGenerator[Pulled, None]:
        """Download one."""
        return self._models.pull(name)


def _spellings(name: str) -> frozenset[str]:
    return frozenset({name, f"{name}:latest"})


def _unknown(name: str) -> str:
    return f"There is no model {name[:200]}; `ollama list` shows which there are."
