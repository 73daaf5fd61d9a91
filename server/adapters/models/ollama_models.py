"""`Models` over Ollama, by its own client."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from datetime import datetime
from typing import Any, Final, cast

import httpx
import ollama

from server.adapters.models.connections import transport_to
from server.core.chat.models import Asked, End, Model, Piece, Pulled, Reason, embeds
from server.core.errors import InvalidError, NotFoundError, UnavailableError

CONNECTING: Final = 5.0
"""Seconds to reach it."""
SILENCE: Final = 600.0
"""Seconds without a token: a large model that is not in memory is read from the disk first."""


class OllamaModels:
    """Talks to one Ollama; nothing is asked before it is needed."""

    def __init__(self, address: str, silence: float = SILENCE) -> None:
        # Its own default waits for ever, and follows wherever a server sends it.
        timeout = httpx.Timeout(silence, connect=CONNECTING)
        self._client = ollama.AsyncClient(
            host=address,
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
            transport=transport_to(address),
        )
        self._address = address

    async def listed(self) -> Sequence[Model]:
        """List the models that there are, by name."""
        with self._answering():
            known = (await self._client.list()).models
            loaded = {one.model or "": one.size or 0 for one in (await self._client.ps()).models}
        found = (_model_of(one, loaded.get(one.model or "", 0)) for one in known)
        return sorted(found, key=lambda model: model.name.casefold())

    async def chat(self, asked: Asked) -> AsyncGenerator[Piece | End, None]:
        """Answer piece by piece; closing it closes the connection, which stops the model."""
        with self._answering(asked.model):
            parts = await self._client.chat(
                asked.model,
                [{"role": one.role, "content": one.content} for one in asked.messages],
                stream=True,
                options=_options(asked),
                format=cast("dict[str, Any] | None", asked.form),
            )
            done = False
            async with aclosing(cast("AsyncGenerator[ollama.ChatResponse, None]", parts)) as stream:
                async for part in stream:
                    if part.message.content:
                        yield Piece(part.message.content)
                    if part.done:
                        done = True
                        yield _end_of(part)
            if not done:
                raise httpx.RemoteProtocolError("it ended without a reason")

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text; raises `NotFoundError`."""
        with self._answering(model):
            return (await self._client.embed(model, list(texts))).embeddings

    async def load(self, model: str) -> Model:
        """Load it into memory, and give it when it is there."""
        with self._answering(model):
            await self._client.generate(model)
        return await self._one(model)

    async def unload(self, model: str) -> Model:
        """Take it out of memory, and give it when it is gone."""
        with self._answering(model):
            await self._client.generate(model, keep_alive=0)
        return await self._one(model)

    async def pull(self, model: str) -> AsyncGenerator[Pulled, None]:
        """Download it; raises `NotFoundError` where nobody has it."""
        with self._answering(model):
            parts: AsyncIterator[ollama.ProgressResponse] = await self._client.pull(
                model, stream=True
            )
            async for part in parts:
                yield Pulled(part.status or "", part.completed or 0, part.total or 0)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _one(self, model: str) -> Model:
        wanted = {model, f"{model}:latest"}
        found = next((one for one in await self.listed() if one.name in wanted), None)
        if found is None:
            raise NotFoundError(_unknown(model))
        return found

    @contextmanager
    def _answering(self, model: str = "") -> Any:
        """Turn what its client raises into our errors."""
        try:
            yield
        except ollama.ResponseError as error:
            raise _problem(error, model) from error
        except (ConnectionError, httpx.ConnectError) as error:
            raise UnavailableError(
                f"Ollama does not answer at {self._address}. Is it started (ollama serve)?"
            ) from error
        except httpx.TimeoutException as error:
            raise UnavailableError("Ollama said nothing for too long; try again.") from error
        except (httpx.HTTPError, json.JSONDecodeError) as error:
            raise UnavailableError(
                "The connection to Ollama broke in the middle; try again."
            ) from error


def _problem(error: ollama.ResponseError, model: str) -> Exception:
    text = _told(error.error)
    if error.status_code == httpx.codes.NOT_FOUND or "file does not exist" in text:
        return NotFoundError(_unknown(model))
    if error.status_code == httpx.codes.BAD_REQUEST:
        return InvalidError(f"Ollama refuses this: {text}")
    return UnavailableError(f"Ollama says: {text}")


def _told(text: str) -> str:
    """Take the sentence out of what Ollama answers, which is JSON where nothing was streamed."""
    try:
        told = json.loads(text)
    except json.JSONDecodeError:
        return text[:300]
    return str(told.get("error", text))[:300] if isinstance(told, dict) else text[:300]


def _unknown(model: str) -> str:
    return f"There is no model {model[:200]}; `ollama list` shows which there are."


def _options(asked: Asked) -> Mapping[str, Any]:
    sampling = asked.sampling
    told = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
        "repeat_penalty": sampling.repeat_penalty,
        "num_predict": sampling.max_tokens,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
        "num_ctx": asked.context,
    }
    return {name: value for name, value in told.items() if value is not None}


def _end_of(part: ollama.ChatResponse) -> End:
    reason: Reason = "length" if part.done_reason == "length" else "stop"
    # It tells nanoseconds.
    load, writing = ((told or 0) // 1_000_000 for told in (part.load_duration, part.eval_duration))
    return End(reason, part.prompt_eval_count or 0, part.eval_count or 0, load, writing)


def _model_of(one: ollama.ListResponse.Model, loaded: int) -> Model:
    name = one.model or ""
    family = (one.details.family or "") if one.details else ""
    changed = one.modified_at or datetime.fromtimestamp(0).astimezone()
    vectors = embeds(f"{name} {family}")
    return Model(name, one.size or 0, loaded, vectors, int(changed.timestamp() * 1000))
