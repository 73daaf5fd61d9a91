"""The model that answers is loaded at start, over a fake Ollama; and what loads is told."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from server.adapters.models.ollama_models import OllamaModels
from server.core.chat.models import Asked, Message
from server.services.model_shelf import STAYS, ModelShelf
from server.services.warming import Warming
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.fakes import FakeClock, FakeEntropy, FakeLog

HELLO = (Message("user", "Hello?"),)


class Held:
    """An Ollama, a shelf over it, and the clock that it goes by."""

    def __init__(self, address: str, script: Script, model: str = "") -> None:
        self.script, self.clock, self.log = script, FakeClock(), FakeLog()
        self.shelf = ModelShelf(lambda: OllamaModels(address), model, self.clock, FakeEntropy())
        self.warming = Warming(self.shelf, self.log, between=0.01)


@pytest.fixture
async def held() -> AsyncIterator[Held]:
    """Serve one whose models load only when they are let."""
    with fake_ollama() as (address, script):
        made = Held(address, script)
        async with made.shelf:
            yield made
        script.load_delay = 0


async def until(there: Callable[[], object]) -> None:
    """Wait for a state."""
    async with asyncio.timeout(10):
        while not there():
            await asyncio.sleep(0.01)


async def test_the_model_is_loaded_at_start(held: Held) -> None:
    """Without anybody asking; the log says so."""
    async with held.warming:
        await until(lambda: "tiny:1b" in held.script.loaded)
        await until(lambda: held.log.lines)

    assert held.script.asked == []
    assert held.shelf.loading() == {}


async def test_while_it_loads_its_seconds_are_told(held: Held) -> None:
    """From when the load began; a server that ends does not wait for it."""
    held.script.load_delay = 30
    async with held.warming:
        await until(held.shelf.loading)
        held.clock.now += 12_400
        assert held.shelf.loading() == {"tiny:1b": 12}

    assert held.shelf.loading() == {}
    assert held.script.loaded == {}


async def test_an_ollama_that_starts_later_is_waited_for(held: Held) -> None:
    """A model that comes meanwhile is loaded; one that is not there ends it, and is told."""
    held.script.models.clear()
    async with held.warming:
        await asyncio.sleep(0)
        held.script.models["late:1b"] = 5
        await until(lambda: "late:1b" in held.script.loaded)
    with fake_ollama() as (address, script):
        other = Held(address, script, "gone:1b")
        async with other.shelf, other.warming:
            await until(lambda: other.log.lines)

    assert "gone:1b" in str(other.log.lines)


async def test_a_question_that_loads_its_model_is_told(held: Held) -> None:
    """Until the first word; not again while it is in memory, but after it was let go."""
    held.script.first = 30
    answer = held.shelf.chat(Asked("tiny:1b", HELLO))
    asking = asyncio.ensure_future(anext(answer))
    await until(held.shelf.loading)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assert held.shelf.loading() == {}

    held.script.first = 0
    _ = [each async for each in held.shelf.chat(Asked("tiny:1b", HELLO))]
    held.script.first = 30
    for later, told in ((STAYS - 1, {}), (STAYS, {"tiny:1b": 0})):
        held.clock.now += later
        await until(lambda: not held.script.under_way)
        asking = asyncio.ensure_future(anext(held.shelf.chat(Asked("tiny:1b", HELLO))))
        await until(lambda: held.script.under_way)
        assert held.shelf.loading() == told
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
