"""Models as they usually sample, where a question does not say."""

from collections.abc import AsyncIterator

import pytest

from server.adapters.models.ollama_models import OllamaModels
from server.core.chat.models import Asked, Message, Sampling
from server.services.model_shelf import ModelShelf
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.fakes import FakeClock, FakeEntropy

USUAL = {"tiny:1b": Sampling(temperature=0.25, seed=7), "late": Sampling(top_k=3)}


@pytest.fixture
async def shelf() -> AsyncIterator[tuple[ModelShelf, Script]]:
    """Serve an Ollama whose models have usual settings."""
    with fake_ollama() as (address, script):
        made = ModelShelf(lambda: OllamaModels(address), "", FakeClock(), FakeEntropy(), USUAL)
        script.models["late:latest"] = 1
        async with made:
            yield made, script


@pytest.mark.parametrize(
    ("model", "said", "options"),
    [
        ("tiny:1b", Sampling(), {"temperature": 0.25, "seed": 7}),
        ("tiny:1b", Sampling(temperature=0.0), {"temperature": 0.0, "seed": 7}),
        ("late:latest", Sampling(), {"top_k": 3}),
    ],
)
async def test_what_a_question_says_goes_over_what_is_usual(
    shelf: tuple[ModelShelf, Script], model: str, said: Sampling, options: dict[str, float]
) -> None:
    """By either spelling of a model's name."""
    made, script = shelf
    async for _ in made.chat(Asked(model, (Message("user", "Hello?"),), said)):
        pass
    assert script.asked[-1]["options"] == options
