"""`Models` over a server that speaks OpenAI's API: llama.cpp's, vLLM, and many others."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any, Final, NoReturn

import httpx

from server.adapters.models.connections import transport_to
from server.core.chat.models import Asked, End, Model, Piece, Pulled, embeds
from server.core.chat.openai_told import (
    Answer,
    Lines,
    chat_body,
    models_of,
    problem_of,
    rows_of,
    state_of,
)
from server.core.errors import InvalidError, NotFoundError, UnavailableError

CONNECTING: Final = 5.0
"""Seconds to reach it."""
SILENCE: Final = 600.0
"""Seconds without a token, or while a model is loaded."""
PAUSE: Final = 0.25
"""Seconds until a server that loads its model is asked again."""
NONE_SUCH: Final = (404, 405, 501)
"""What servers answer that do not load models by request."""


class OpenAIModels:
    """Talks to one server; nothing is asked before it is needed."""

    def __init__(self, address: str, key: str = "", silence: float = SILENCE) -> None:
        """Take its address, mostly ending in /v1, and its key, if it wants one."""
        self._address = address.rstrip("/")
        self._silence = silence
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        # A redirect would take the key and what is asked wherever a server likes.
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(silence, connect=CONNECTING),
            follow_redirects=False,
            trust_env=False,
            transport=transport_to(address),
        )

    async def listed(self) -> Sequence[Model]:
        """List the models that there are, by name."""
        return models_of(await self._list())

    async def chat(self, asked: Asked) -> AsyncGenerator[Piece | End, None]:
        """Answer piece by piece; closing it closes the connection, which stops the model."""
        answer, lines = Answer(), Lines()
        with self._answering():
            async with self._opened(asked) as response, aclosing(_bytes(response)) as pieces:
                async for piece in pieces:
                    for text in filter(None, map(answer.heard, lines.feed(piece))):
                        yield text
            if not answer.done:
                raise httpx.RemoteProtocolError("it ended without a reason")
            yield answer.end()

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Give a vector for each text; raises `NotFoundError`."""
        body = {"model": model, "input": list(texts), "encoding_format": "float"}
        with self._answering():
            return rows_of(await self._posted("/embeddings", body, model), len(texts))

    async def load(self, model: str) -> Model:
        """Have it loaded, and give it when it answers."""
        with self._answering():
            told = await self._client.post(self._root("/models/load"), json={"model": model})
        if told.status_code in NONE_SUCH:
            await self._warmed(model)
        elif not told.is_success and "already" not in told.text:
            raise self._problem(told.status_code, told.text, model)
        return await self._settled(model, "loaded")

    async def unload(self, model: str) -> Model:
        """Take it out of memory, where its server does such things by request."""
        with self._answering():
            told = await self._client.post(self._root("/models/unload"), json={"model": model})
        if told.status_code in NONE_SUCH:
            await self._one(model)
            raise InvalidError(f"{self._address} keeps its models in memory as it likes.")
        if not told.is_success and "not loaded" not in told.text and "not running" not in told.text:
            raise self._problem(told.status_code, told.text, model)
        return await self._settled(model, "unloaded")

    async def pull(self, model: str) -> AsyncGenerator[Pulled, None]:
        """Refuse: such a server gets its models by its own means."""
        self._refuse_pull(model)
        yield Pulled("")

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    def _refuse_pull(self, model: str) -> NoReturn:
        raise InvalidError(f"{self._address} is not asked to download {model[:200]}; start it so.")

    def _root(self, path: str) -> str:
        """Give an address of llama.cpp's own, which lies beside /v1."""
        return self._address.removesuffix("/v1") + path

    async def _warmed(self, model: str) -> None:
        """Ask for one token, or one vector: who answers is in memory."""
        if embeds(model):
            await self.embed(model, ["."])
            return
        body = {"model": model, "messages": [{"role": "user", "content": "."}], "max_tokens": 1}
        with self._answering():
            await self._posted("/chat/completions", body, model)

    async def _settled(self, model: str, wanted: str) -> Model:
        """Wait until a model is as wanted, where its server tells."""
        with self._answering():
            async with asyncio.timeout(self._silence):
                while (state := state_of(await self._raw(model))) not in {"", wanted}:
                    if state == "failed":
                        raise UnavailableError(f"{self._address} could not load {model[:200]}.")
                    await asyncio.sleep(PAUSE)
        return await self._one(model)

    async def _raw(self, model: str) -> dict[str, Any]:
        listed = (await self._list())["data"]
        found = [one for one in listed if isinstance(one, dict) and one.get("id") == model]
        return found[0] if found else {}

    async def _one(self, model: str) -> Model:
        found = next((one for one in await self.listed() if one.name == model), None)
        if found is None:
            raise NotFoundError(self._unknown(model))
        return found

    async def _list(self) -> Any:
        with self._answering():
            told = await self._client.get(f"{self._address}/models")
            if _loading(told):
                raise UnavailableError(f"{self._address} still loads its model; a moment.")
            if told.status_code == httpx.codes.NOT_FOUND:
                raise UnavailableError(
                    f"{self._address} lists no models; is that its address? Most end in /v1."
                )
            self._check(told, "")
            models_of(told.json())
            return told.json()

    async def _posted(self, path: str, body: dict[str, Any], model: str) -> Any:
        told = await self._waited(lambda: self._client.post(f"{self._address}{path}", json=body))
        self._check(told, model)
        return told.json()

    async def _waited(self, ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        """Ask, again and again while a model is loaded."""
        async with asyncio.timeout(self._silence):
            while _loading(told := await ask()):
                await asyncio.sleep(PAUSE)
        return told

    @asynccontextmanager
    async def _opened(self, asked: Asked) -> AsyncIterator[httpx.Response]:
        """Open a streamed answer."""
        path, body = f"{self._address}/chat/completions", chat_body(asked)

        async def ask() -> httpx.Response:
            request = self._client.build_request("POST", path, json=body)
            response = await self._client.send(request, stream=True)
            if not response.is_success:
                await response.aread()
                await response.aclose()
            return response

        response = await self._waited(ask)
        try:
            self._check(response, asked.model)
            yield response
        finally:
            await response.aclose()

    def _check(self, told: httpx.Response, model: str) -> None:
        if not told.is_success:
            raise self._problem(told.status_code, told.text, model)

    def _problem(self, status: int, body: str, model: str) -> Exception:
        text = problem_of(body)
        if status in {401, 403}:
            return UnavailableError(f"{self._address} refuses the key; openai_api_key holds it.")
        if status == httpx.codes.NOT_FOUND or (status == 400 and "not found" in text.lower()):
            return NotFoundError(self._unknown(model))
        if status in {400, 413, 422}:
            return InvalidError(f"{self._address} refuses this: {text}")
        return UnavailableError(f"{self._address} says: {text or status}")

    def _unknown(self, model: str) -> str:
        return (
            f"There is no model {model[:200]} at {self._address}; /v1/models lists what there is."
        )

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Turn what goes wrong on the way into our errors."""
        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise UnavailableError(f"Nobody answers at {self._address}. Is it started?") from error
        except (httpx.TimeoutException, TimeoutError) as error:
            raise UnavailableError(
                f"{self._address} said nothing for too long; try again."
            ) from error
        except (httpx.HTTPError, ValueError, TypeError, KeyError) as error:
            raise UnavailableError(
                f"The connection to {self._address} broke in the middle; try again."
            ) from error


async def _bytes(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    async for piece in response.aiter_bytes():
        yield piece


def _loading(told: httpx.Response) -> bool:
    busy = told.status_code == httpx.codes.SERVICE_UNAVAILABLE
    return busy and "loading" in problem_of(told.text).lower()
