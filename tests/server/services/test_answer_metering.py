"""What each answer of a model took is one line of the log, and nothing of what was said."""

from contextlib import aclosing

import pytest

from server.adapters.models.ollama_models import OllamaModels
from server.core.chat.models import Asked, End, Message, Piece
from server.core.errors import RubatoError
from server.services.answer_metering import AnswerMeter
from server.services.model_shelf import ModelShelf
from tests.fixtures.fake_ollama import fake_ollama
from tests.server.fakes import FakeClock, FakeEntropy, FakeLog

ASKED = Asked("tiny:1b", (Message("user", "A secret question?"),))


def line(log: FakeLog) -> dict[str, object]:
    """Give the only line's facts."""
    ((_level, event, facts),) = log.lines
    assert event == "model.answered"
    return facts


def test_what_it_took() -> None:
    """The model's own times where it tells them, else those by which its pieces came."""
    clock, log = FakeClock(), FakeLog()
    meter = AnswerMeter("tiny:1b", clock)
    clock.now += 250
    meter.came(Piece("One"))
    clock.now += 1000
    meter.came(Piece(" two."))
    meter.came(End("length", 7, 4, load_ms=200, writing_ms=500))
    meter.tell(log)

    assert line(log) == {
        "model": "tiny:1b", "load_ms": 200, "first_ms": 250, "ms": 1250, "tokens_in": 7,
        "tokens_out": 4, "per_second": 8.0, "stopped": "length",
    }  # fmt: skip


@pytest.mark.parametrize(("drops", "stopped"), [(None, "stop"), (1, "failed")])
async def test_of_a_model(drops: int | None, stopped: str) -> None:
    """Each answer of the shelf is told, also one that breaks off; never its text."""
    log = FakeLog()
    with fake_ollama() as (address, script):
        script.drop_after = drops
        clock = FakeClock()
        async with ModelShelf(
            lambda: OllamaModels(address), "", clock, FakeEntropy(), log=log
        ) as shelf:
            try:
                texts = [each async for each in shelf.chat(ASKED)]
            except RubatoError:
                texts = []
    told = line(log)

    assert told["stopped"] == stopped
    assert bool(texts) is (drops is None)
    assert "question" not in str(told)
    assert "Hello" not in str(told)


async def test_who_leaves() -> None:
    """An answer whose asker went is told as far as it came."""
    log = FakeLog()
    with fake_ollama() as (address, script):
        script.answer = lambda _body: ["x"] * 100
        script.between = 0.01
        async with (
            ModelShelf(
                lambda: OllamaModels(address), "", FakeClock(), FakeEntropy(), log=log
            ) as shelf,
            aclosing(shelf.chat(ASKED)) as pieces,
        ):
            await anext(pieces)
    assert (line(log)["stopped"], line(log)["tokens_out"]) == ("left", 1)
