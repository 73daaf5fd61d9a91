"""A server that speaks OpenAI's API, over real HTTP, against a fake that answers as llama.cpp's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from server.adapters.models.openai_models import OpenAIModels
from server.core.chat.models import Asked, End, Message, Piece, Sampling
from server.core.errors import InvalidError, NotFoundError, UnavailableError
from tests.fixtures.fake_openai import OpenAIScript, fake_openai

QWEN = "local/qwen:4b"
HELLO = Asked(QWEN, (Message("user", "Hello?"),))
Made = tuple[OpenAIModels, OpenAIScript]


@pytest.fixture
async def openai() -> AsyncIterator[Made]:
    """Serve one; give who talks to it, and its script."""
    with fake_openai() as (address, script):
        models = OpenAIModels(address)
        yield models, script
        await models.close()


async def test_an_answer_comes_piece_by_piece(openai: Made) -> None:
    """Then its end, with what was counted; and the model got every setting."""
    models, script = openai
    sampling = Sampling(0.5, 0.9, 40, 1.1, 100, ("END",), 7)
    schema = {"type": "object"}
    told = [each async for each in models.chat(Asked(QWEN, HELLO.messages, sampling, 4096, schema))]

    assert told == [Piece("Hello"), Piece(" there"), Piece("."), End("stop", 7, 3)]
    assert script.asked[0] == {
        "model": QWEN, "messages": [{"role": "user", "content": "Hello?"}],
        "stream": True, "stream_options": {"include_usage": True},
        "temperature": 0.5, "top_p": 0.9, "top_k": 40, "max_tokens": 100, "stop": ["END"],
        "repeat_penalty": 1.1, "repetition_penalty": 1.1, "seed": 7,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "schema": schema, "strict": True},
        },
    }  # fmt: skip


async def test_what_is_not_said_is_the_models_own(openai: Made) -> None:
    """No setting is made up, that a strict server may refuse."""
    models, script = openai
    _ = [each async for each in models.chat(HELLO)]

    assert set(script.asked[0]) == {"model", "messages", "stream", "stream_options"}


async def test_any_text_is_heard_whole(openai: Made) -> None:
    """Also what other readers take for the end of a line."""
    models, script = openai
    script.answer = lambda _body: ["a\u2028b", "\x85ü", "\u001c.\n"]
    told = [each.text async for each in models.chat(HELLO) if isinstance(each, Piece)]

    assert told == ["a\u2028b", "\x85ü", "\u001c.\n"]


async def test_closing_an_answer_stops_the_model(openai: Made) -> None:
    """Fifty times, and nothing goes on."""
    models, script = openai
    script.answer = lambda _body: ["x"] * 1000
    script.between = 0.01
    for _ in range(50):
        answer = models.chat(HELLO)
        assert await anext(answer) == Piece("x")
        await answer.aclose()
    async with asyncio.timeout(5):
        while script.under_way:
            await asyncio.sleep(0.01)

    assert script.cancelled == 50


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (OpenAIScript({QWEN: 1}, error_after=2), "ran out of memory"),
        (OpenAIScript({QWEN: 1}, drop_after=2), "broke in the middle"),
    ],
)
async def test_what_breaks_in_the_middle_is_told(script: OpenAIScript, said: str) -> None:
    """What came before it was given."""
    with fake_openai(script) as (address, _):
        models = OpenAIModels(address)
        answer = models.chat(HELLO)
        assert [await anext(answer), await anext(answer)] == [Piece("Hello"), Piece(" there")]
        with pytest.raises(UnavailableError, match=said):
            await anext(answer)
        await models.close()


async def test_nobody_there_is_told() -> None:
    """With the address."""
    models = OpenAIModels("http://127.0.0.1:9/v1")
    for call in (models.listed, lambda: models.load("x"), lambda: anext(models.chat(HELLO))):
        with pytest.raises(UnavailableError, match="Nobody answers at http://127"):
            await call()
    await models.close()


async def test_silence_has_an_end(openai: Made) -> None:
    """A server that says nothing, or that loads for ever, is not waited for without end."""
    for script in (OpenAIScript({QWEN: 1}, first=5.0), OpenAIScript({QWEN: 1}, loading=10**9)):
        with fake_openai(script) as (address, _):
            hasty = OpenAIModels(address, silence=0.3)
            with pytest.raises(UnavailableError, match="too long"):
                await anext(hasty.chat(HELLO))
            await hasty.close()


async def test_a_key_goes_along(openai: Made) -> None:
    """And a wrong one is told, without showing it."""
    _, script = openai
    script.key = "secret-key"
    with fake_openai(script) as (address, _):
        right, wrong = OpenAIModels(address, "secret-key"), OpenAIModels(address, "other-key")
        assert [one.name for one in await right.listed()] == [QWEN]
        with pytest.raises(UnavailableError, match="openai_api_key") as told:
            await anext(wrong.chat(HELLO))
        assert "other-key" not in str(told.value)
        await right.close()
        await wrong.close()


async def test_unknown_models_are_told(openai: Made) -> None:
    """Whatever is asked of them."""
    models, script = openai
    for router in (False, True):
        script.router = router
        calls: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: anext(models.chat(Asked("who/knows:7b", HELLO.messages))),
            lambda: models.load("who/knows:7b"),
            lambda: models.unload("who/knows:7b"),
            lambda: models.embed("who/knows:7b", ["a"]),
        )
        for call in calls:
            with pytest.raises(NotFoundError, match="who/knows:7b"):
                await call()


async def test_an_address_of_something_else_is_told() -> None:
    """Where it should most likely end is said."""
    with fake_openai() as (address, _):
        models = OpenAIModels(address.removesuffix("/v1") + "/api")
        with pytest.raises(UnavailableError, match="end in /v1"):
            await models.listed()
        await models.close()


async def test_a_server_that_loads_is_waited_for(openai: Made) -> None:
    """An answer comes when its model is there."""
    models, script = openai
    script.loading = 2

    assert await anext(aiter(models.chat(HELLO))) == Piece("Hello")
    assert script.loading == 0


async def test_models_are_loaded_by_a_router(openai: Made) -> None:
    """And let go, again and again; each is told as it is when that is done."""
    models, script = openai
    script.router = True
    before = await models.listed()
    loaded = [await models.load(QWEN) for _ in range(2)]
    gone = [await models.unload(QWEN) for _ in range(2)]

    assert [(one.name, one.size, one.loaded, one.place) for one in before] == [
        (QWEN, 4_000, 0, "openai")
    ]
    assert [one.loaded for one in (*loaded, *gone)] == [4_000, 4_000, 0, 0]
    script.fails = True
    with pytest.raises(UnavailableError, match="could not load"):
        await models.load(QWEN)


async def test_one_that_keeps_its_model_is_warmed_by_a_token(openai: Made) -> None:
    """It cannot let go of it, which is said."""
    models, script = openai
    script.models["local/embed"] = 9

    assert (await models.load(QWEN)).loaded == 4_000
    assert (await models.load("local/embed")).embeds
    assert [body["max_tokens"] for body in script.asked] == [1]
    with pytest.raises(InvalidError, match="as it likes"):
        await models.unload(QWEN)
    with pytest.raises(InvalidError, match="download"):
        await anext(models.pull(QWEN))


async def test_texts_become_vectors(openai: Made) -> None:
    """In the order of the texts, whatever that of the answer."""
    models, _ = openai

    assert await models.embed(QWEN, ["a", "bcd"]) == [[1.0, 1.0, 0.0], [3.0, 1.0, 0.0]]
