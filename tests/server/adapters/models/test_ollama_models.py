"""Ollama by its real client, over real HTTP, against a fake that speaks its protocol."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from server.adapters.models.ollama_models import OllamaModels
from server.core.chat.models import Asked, End, Message, Piece, Pulled, Sampling
from server.core.errors import NotFoundError, UnavailableError
from tests.fixtures.fake_ollama import Script, fake_ollama

HELLO = Asked("tiny:1b", (Message("user", "Hello?"),))


@pytest.fixture
async def ollama() -> AsyncIterator[tuple[OllamaModels, Script]]:
    """Serve one; give who talks to it, and its script."""
    with fake_ollama() as (address, script):
        models = OllamaModels(address)
        yield models, script
        await models.close()


Made = tuple[OllamaModels, Script]


async def test_an_answer_comes_piece_by_piece(ollama: Made) -> None:
    """Then its end, with what was counted; and the model got what was asked."""
    models, script = ollama
    sampling = Sampling(0.5, 0.9, 40, 1.1, 100, ("END",), 7)
    asked = Asked("tiny:1b", (Message("system", "Be brief."), *HELLO.messages), sampling, 4096)

    told = [each async for each in models.chat(asked)]

    assert told == [Piece("Hello"), Piece(" there"), Piece("."), End("stop", 7, 3)]
    assert script.asked[0]["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello?"},
    ]
    assert script.asked[0]["options"] == {
        "temperature": 0.5, "top_p": 0.9, "top_k": 40, "repeat_penalty": 1.1, "num_predict": 100,
        "stop": ["END"], "seed": 7, "num_ctx": 4096,
    }  # fmt: skip


async def test_what_is_not_said_is_the_models_own(ollama: Made) -> None:
    """No setting is made up."""
    models, script = ollama
    _ = [each async for each in models.chat(HELLO)]

    assert script.asked[0]["options"] == {}


async def test_closing_an_answer_stops_the_model(ollama: Made) -> None:
    """A hundred times, and nothing goes on."""
    models, script = ollama
    script.answer = lambda _body: ["x"] * 1000
    script.between = 0.01
    for _ in range(100):
        answer = models.chat(HELLO)
        assert await anext(answer) == Piece("x")
        await answer.aclose()
    async with asyncio.timeout(5):
        while script.under_way:
            await asyncio.sleep(0.01)

    assert script.cancelled == 100


async def test_an_error_in_the_middle_is_told(ollama: Made) -> None:
    """What came before it was given."""
    models, script = ollama
    script.error_after = 2
    answer = models.chat(HELLO)

    assert [await anext(answer), await anext(answer)] == [Piece("Hello"), Piece(" there")]
    with pytest.raises(UnavailableError, match="ran out of memory"):
        await anext(answer)


async def test_a_connection_that_breaks_is_told(ollama: Made) -> None:
    """A model that vanishes in the middle of its answer."""
    models, script = ollama
    script.drop_after = 1
    with pytest.raises(UnavailableError, match="broke in the middle"):
        _ = [each async for each in models.chat(HELLO)]


async def test_nobody_there_is_told() -> None:
    """With what may help."""
    models = OllamaModels("http://127.0.0.1:9")
    for call in (models.listed, lambda: models.load("x"), lambda: anext(models.chat(HELLO))):
        with pytest.raises(UnavailableError, match="ollama serve"):
            await call()
    await models.close()


async def test_silence_has_an_end(ollama: Made) -> None:
    """A model that says nothing is not waited for without end."""
    _, script = ollama
    with fake_ollama(script) as (address, _script):
        script.first = 5.0
        hasty = OllamaModels(address, silence=0.1)
        with pytest.raises(UnavailableError, match="too long"):
            await anext(hasty.chat(HELLO))
        await hasty.close()


async def test_unknown_models_are_told(ollama: Made) -> None:
    """Whatever is asked of them."""
    models, _ = ollama
    unknown = "who/knows:7b"
    calls: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: anext(models.chat(Asked(unknown, HELLO.messages))),
        lambda: models.load(unknown),
        lambda: models.unload(unknown),
        lambda: models.embed(unknown, ["a"]),
        lambda: anext(models.pull("nowhere/" + unknown)),
    )
    for call in calls:
        with pytest.raises(NotFoundError, match="who/knows:7b"):
            await call()


async def test_models_are_loaded_and_let_go(ollama: Made) -> None:
    """Each is told as it is when that is done."""
    models, script = ollama
    script.models["deep/seek:8b"] = 8_000

    assert [one.name for one in await models.listed()] == ["deep/seek:8b", "tiny:1b"]
    assert (await models.load("deep/seek:8b")).loaded == 8_000
    assert (await models.load("deep/seek:8b")).loaded == 8_000
    assert (await models.unload("deep/seek:8b")).loaded == 0
    assert (await models.unload("deep/seek:8b")).loaded == 0


async def test_a_model_is_pulled_with_progress(ollama: Made) -> None:
    """Bytes of how many; then it is there."""
    models, _ = ollama
    told = [each async for each in models.pull("new:1b")]

    assert Pulled("pulling layer", 50, 100) in told
    assert "new:1b" in [one.name for one in await models.listed()]


async def test_texts_become_vectors(ollama: Made) -> None:
    """In their order."""
    models, _ = ollama

    assert await models.embed("tiny:1b", ["a", "bcd"]) == [[1.0, 1.0, 0.0], [3.0, 1.0, 0.0]]
