"""Models of two places, both over real HTTP, told apart by their names."""

from collections.abc import AsyncIterator

import pytest

from server.adapters.models.ollama_models import OllamaModels
from server.adapters.models.openai_models import OpenAIModels
from server.core.chat.models import Asked, Message, Piece
from server.core.errors import InvalidError, NotFoundError, UnavailableError
from server.services.model_places import ModelPlaces
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.fixtures.fake_openai import OpenAIScript, fake_openai

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
async def places() -> AsyncIterator[tuple[ModelPlaces, Script, OpenAIScript]]:
    """Serve both, each with a model of the same name."""
    script = OpenAIScript(models={"tiny:1b": 7}, answer=lambda _body: ["Other."])
    with fake_ollama() as (ollama, first), fake_openai(script) as (openai, other):
        made = ModelPlaces(OllamaModels(ollama), {"openai": OpenAIModels(openai)})
        yield made, first, other
        await made.close()


Made = tuple[ModelPlaces, Script, OpenAIScript]


async def test_models_of_both_are_listed_apart(places: Made) -> None:
    """By the place before their name; the first place's have none."""
    made, _, _ = places
    found = await made.listed()

    assert [(one.name, one.place) for one in found] == [
        ("tiny:1b", "ollama"), ("openai:tiny:1b", "openai"),
    ]  # fmt: skip


async def test_each_answers_by_its_name(places: Made) -> None:
    """And is loaded, let go and asked for vectors by it."""
    made, first, other = places
    hello = (Message("user", "Hello?"),)
    assert await anext(made.chat(Asked("tiny:1b", hello))) == Piece("Hello")
    assert await anext(made.chat(Asked("openai:tiny:1b", hello))) == Piece("Other.")
    assert (await made.load("openai:tiny:1b")).name == "openai:tiny:1b"
    assert await made.embed("openai:tiny:1b", ["a"]) == [[1.0, 1.0, 0.0]]
    assert (await made.unload("tiny:1b")).loaded == 0
    with pytest.raises(InvalidError):
        await made.unload("openai:tiny:1b")
    with pytest.raises(InvalidError):
        await anext(made.pull("openai:x"))

    assert [body["model"] for body in (first.asked[0], other.asked[0])] == ["tiny:1b"] * 2
    with pytest.raises(NotFoundError, match="nothing:1b"):
        await made.load("openai:nothing:1b")


async def test_one_that_is_away_hides_nobody_else(places: Made) -> None:
    """Where all are, each is told."""
    _, _, _ = places
    with fake_openai() as (openai, _):
        half = ModelPlaces(OllamaModels(NOWHERE), {"openai": OpenAIModels(openai)})
        assert [one.name for one in await half.listed()] == ["openai:local/qwen:4b"]
        await half.close()
    gone = ModelPlaces(OllamaModels(NOWHERE), {"openai": OpenAIModels(f"{NOWHERE}/v1")})
    with pytest.raises(UnavailableError, match=r"ollama serve.*Is it started"):
        await gone.listed()
    await gone.close()
