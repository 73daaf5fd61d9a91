"""Several places where models run, as one: each model's name tells its place.

The first place's models have their own names, those of others `PLACE:NAME`, so that two models
called alike are two.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace

from server.core.chat.models import Asked, End, Model, Models, Piece, Pulled
from server.core.errors import RubatoError


class ModelPlaces:
    """`Models` over several."""

    def __init__(self, first: Models, others: Mapping[str, Models]) -> None:
        """Take the place of models without a prefix, and the others by theirs."""
        self._first, self._others = first, others

    async def listed(self) -> Sequence[Model]:
        """List the models of all places that answer; raises where none does."""
        places = {"": self._first, **self._others}
        answers = await asyncio.gather(
            *(place.listed() for place in places.values()), return_exceptions=True
        )
        lists = [_named(each, name) for name, each in zip(places, answers, strict=True)]
        if all(isinstance(each, BaseException) for each in lists):
            raise _together([each for each in lists if isinstance(each, BaseException)])
        for each in lists:
            if isinstance(each, BaseException) and not isinstance(each, RubatoError):
                raise each
        return [model for each in lists if not isinstance(each, BaseException) for model in each]

    def chat(self, asked: Asked) -> AsyncGenerator[Piece | End, None]:
        """Answer piece by piece."""
        place, name, _ = self._place(asked.model)
        return place.chat(replace(asked, model=name))

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text."""
        place, name, _ = self._place(model)
        return await place.embed(name, texts)

    async def load(self, model: str) -> Model:
        """Load one into memory."""
        place, name, prefix = self._place(model)
        return _prefixed(await place.load(name), prefix)

    async def unload(self, model: str) -> Model:
        """Take one out of memory."""
        place, name, prefix = self._place(model)
        return _prefixed(await place.unload(name), prefix)

    def pull(self, model: str) -> AsyncGenerator[Pulled, None]:
        """Download one."""
        place, name, _ = self._place(model)
        return place.pull(name)

    async def close(self) -> None:
        """Let go of all connections."""
        for place in (self._first, *self._others.values()):
            await place.close()

    def _place(self, model: str) -> tuple[Models, str, str]:
        prefix, colon, name = model.partition(":")
        if colon and prefix in self._others:
            return self._others[prefix], name, prefix
        return self._first, model, ""


def _prefixed(model: Model, prefix: str) -> Model:
    return replace(model, name=f"{prefix}:{model.name}") if prefix else model


def _named(told: Sequence[Model] | BaseException, prefix: str) -> Sequence[Model] | BaseException:
    if isinstance(told, BaseException):
        return told
    return [_prefixed(model, prefix) for model in told]


def _together(errors: Sequence[BaseException]) -> BaseException:
    """Give one error for all: what each place says."""
    ours = [error for error in errors if isinstance(error, RubatoError)]
    if len(ours) < len(errors):
        return next(error for error in errors if not isinstance(error, RubatoError))
    return type(ours[0])(" ".join(str(error) for error in ours))
