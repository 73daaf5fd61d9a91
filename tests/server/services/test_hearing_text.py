"""What is written down of a stream: begun early, once, with its language; noise does no harm."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from server.core.noise import RATE, Samples
from server.core.transcript import PLAINLY, Asked, Segment
from server.services.hearing_text import HearingText
from tests.fixtures.spoken import Spoken
from tests.server.fakes import FakeEar
from tests.server.services.listened_to import hear, in_a_room, stream_of

MINUTES = 10


class Scribe:
    """Writes the same of everything; where `gate` is closed it waits there."""

    name, limits, languages = "scribe", "", ("en", "de")

    def __init__(self, text: str = "wo wurde er geboren") -> None:
        self.text = text
        self.given: list[Samples] = []
        self.gate = threading.Event()
        self.gate.set()

    def transcribe(
        self, samples: Samples, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write."""
        self.given.append(samples)
        self.gate.wait(10)
        if self.text:
            yield Segment(0, 900, self.text, 1.0, (), "de")


@pytest.fixture
def ear() -> FakeEar:
    """Give an ear that hears no command."""
    deaf = FakeEar()
    deaf.guess = None
    return deaf


async def test_it_is_written_once_with_its_language(ear: FakeEar, spoken: Spoken) -> None:
    """The writing that began at the hush is the one that is told."""
    scribe = Scribe()
    stream = await stream_of(ear, lambda _language: scribe)
    told = await hear(stream, "dictate", in_a_room(spoken("where was he born")))
    await stream.close()

    assert [(one["type"], one["said"], one["language"]) for one in told] == [
        ("text", "wo wurde er geboren", "de")
    ]
    assert len(scribe.given) == 1


async def test_what_was_gone_on_from_is_not_written_twice_at_a_time() -> None:
    """While a hush that was none is being written, the next one is left to the end."""
    scribe = Scribe()
    scribe.gate.clear()
    text = HearingText(lambda _language: scribe)
    first = text.early(np.ones(10))
    assert (first is None, text.early(np.ones(20))) == (False, None)
    scribe.gate.set()
    await text.close()

    assert text.early(np.ones(30)) is not None
    await text.close()


@pytest.mark.parametrize("loudness", [0.0, 20.0, 3000.0])
async def test_ten_minutes_of_nothing(ear: FakeEar, spoken: Spoken, loudness: float) -> None:
    """Silence, a room and loud noise ask nothing and pile nothing up; speech is then heard."""
    scribe = Scribe("")
    stream = await stream_of(ear, lambda _language: scribe)
    noise = np.random.default_rng(1).normal(0, 1, MINUTES * 60 * RATE) * loudness
    told = await hear(stream, "dictate", noise)
    assert {one["type"] for one in told} <= {"unsure"}
    assert len(told) <= MINUTES
    assert sum(samples.size for samples in scribe.given) <= MINUTES * RATE

    scribe.text = "hello"
    told = await hear(stream, "dictate", in_a_room(spoken("where was he born")))
    await stream.close()
    assert [one["said"] for one in told if one["type"] == "text"] == ["hello"]
