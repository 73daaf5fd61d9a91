"""The models that there are, which of them answers where nobody names one, and which come in."""

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, aclosing, contextmanager, nullcontext
from dataclasses import replace
from types import MappingProxyType

from server.core.chat.models import Asked, End, Model, Models, Piece, Pulled, Sampling
from server.core.errors import NotFoundError, RubatoError, UnavailableError
from server.core.ports import Clock, Entropy, Log
from server.services.answer_metering import AnswerMeter
from server.services.jobs import Jobs

KEY_BYTES = 12
STAYS = 240_000
"""Ms that a model which spoke is taken to be in memory: Ollama keeps it for five minutes."""


class ModelShelf:
    """Where models run, with the one that is set."""

    def __init__(
        self,
        make: Callable[[], Models],
        model: str,
        clock: Clock,
        entropy: Entropy,
        usual: Mapping[str, Sampling] = MappingProxyType({}),
        *,
        log: Log | None = None,
    ) -> None:
        """Ask nobody yet: `make` is called when the first model is asked for.

        `model`: the one that answers where nobody names one; empty: the first there is.
        `usual`: how models sample where a question does not say, by their names.  `log`: where
        each answer is told by what it took, and what takes long.
        """
        self._log = log
        self._usual = {
            each: sampling for name, sampling in usual.items() for each in _spellings(name)
        }
        self._make, self._model = make, model
        self._clock, self._entropy = clock, entropy
        self._made: Models | None = None
        self._seen: frozenset[str] = frozenset()
        self._coming: dict[str, list[int]] = {}
        """When each wait for a model began that was not in memory, in ms."""
        self._there: dict[str, int] = {}
        """When each was last seen in memory."""

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

    def loading(self) -> Mapping[str, int]:
        """Tell which models are being loaded, and for how many seconds."""
        now = self._clock()
        return {name: (now - min(since)) // 1000 for name, since in self._coming.items()}

    @contextmanager
    def _comes(self, name: str) -> Iterator[None]:
        """Note that somebody waits for a model to be in memory."""
        since = self._clock()
        self._coming.setdefault(name, []).append(since)
        try:
            yield
        finally:
            self._coming[name].remove(since)
            if not self._coming[name]:
                del self._coming[name]

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
            raise UnavailableError("There is no model yet; `ollama pull` brings one.")
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
        now = self._clock()
        self._there = {one.name: now for one in found if one.loaded}
        return found

    async def one(self, name: str) -> Model:
        """Find one; raises `NotFoundError`."""
        wanted = _spellings(name)
        found = next((one for one in await self.listed() if one.name in wanted), None)
        if found is None:
            raise NotFoundError(_unknown(name))
        return found

    async def chat(self, asked: Asked) -> AsyncGenerator[Piece | End, None]:
        """Answer piece by piece."""
        usual = self._usual.get(asked.model)
        if usual is not None:
            asked = replace(asked, sampling=asked.sampling.over(usual))
        there = self._clock() - self._there.get(asked.model, 0) < STAYS
        meter = AnswerMeter(asked.model, self._clock)
        try:
            async with aclosing(self._models.chat(asked)) as pieces:
                with nullcontext() if there else self._comes(asked.model):
                    first = await anext(pieces, End())
                self._there[asked.model] = self._clock()
                meter.came(first)
                yield first
                async for piece in pieces:
                    meter.came(piece)
                    yield piece
        except RubatoError:
            meter.failed = True
            # It may be gone: who names it next is told, or another answers for its persona.
            self._seen -= _spellings(asked.model)
            raise
        finally:
            if self._log is not None:
                meter.tell(self._log)

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text."""
        return await self._models.embed(model, texts)

    async def load(self, name: str) -> Model:
        """Load one into memory."""
        with self._comes(name), self._job("loading a model", model=name):
            return await self._models.load(name)

    async def unload(self, name: str) -> Model:
        """Take one out of memory."""
        return await self._models.unload(name)

    async def pull(self, name: str) -> AsyncGenerator[Pulled, None]:
        """Download one."""
        with self._job("downloading a model", model=name):
            async with aclosing(self._models.pull(name)) as steps:
                async for told in steps:
                    yield told

    def _job(self, name: str, **facts: object) -> AbstractContextManager[None]:
        return Jobs(self._log, self._clock).job(name, **facts) if self._log else nullcontext()


def _spellings(name: str) -> frozenset[str]:
    return frozenset({name, f"{name}:latest"})


def _unknown(name: str) -> str:
    return f"There is no model {name[:200]}; /v1/models lists which there are."
