"""The older form of OpenAI's API, by its own client."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openai import AsyncOpenAI, BadRequestError

from server.adapters.database import Database
from server.services.speaking import Speaking
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.conftest import Made, compose
from tests.server.served import served


@pytest.fixture
def ollama() -> Iterator[tuple[str, Script]]:
    """Serve a fake Ollama."""
    with fake_ollama() as made:
        yield made


@pytest.fixture
def made(
    database: Database, speaking: Speaking, tmp_path: Path, ollama: tuple[str, Script]
) -> Made:
    """Compose a server that talks to it."""
    return compose(database, speaking, tmp_path, ollama=ollama[0])


async def test_a_text_is_gone_on_with(made: Made, ollama: tuple[str, Script]) -> None:
    """Whole and streamed, by the model that is there."""
    async with served(made.app) as place:
        key = made.extension_token()
        async with AsyncOpenAI(
            api_key=key, base_url=f"http://{place}/v1/", max_retries=0
        ) as client:
            whole = await client.completions.create(model="", prompt="Once", max_tokens=9)
            stream = await client.completions.create(model="tiny:1b", prompt="Once", stream=True)
            pieces = [chunk.choices[0].text async for chunk in stream]
            with pytest.raises(BadRequestError):
                await client.completions.create(model="tiny:1b", prompt=["a", "b"])

    assert (whole.choices[0].text, whole.choices[0].finish_reason) == ("Hello there.", "stop")
    assert whole.model == "tiny:1b"
    assert "".join(pieces) == "Hello there."
    asked = ollama[1].asked[0]
    assert asked["messages"][-1] == {"role": "user", "content": "Once"}
    assert asked["options"] == {"num_predict": 9}
