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


class Followed:
    """An utterance that is followed: keeps what it is fed."""

    level = "loud"

    def __init__(self, level: str) -> None:
        self.before = level
        self.fed: list[Samples] = []
        self.became = ""

    def feed(self, samples: Samples) -> None:
        """Keep."""
        self.fed.append(samples)

    def end(self) -> list[Segment]:
        """Say how much came."""
        self.became = "ended"
        return [Segment(0, 900, f"{self.whole.size} samples", 1.0, (), "en")]

    def leave(self) -> None:
        """Note it."""
        self.became = "left"

    @property
    def whole(self) -> Samples:
        """Give all of it."""
        return np.concatenate([np.zeros(0), *self.fed])


class Follower(Scribe):
    """Writes while somebody speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.followed: list[Followed] = []

    def follow(self, language: str | None = None, level: str = "") -> Followed:
        """Follow."""
        self.followed.append(Followed(level))
        return self.followed[-1]


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


async def test_it_is_written_while_it_is_spoken(ear: FakeEar, spoken: Spoken) -> None:
    """All of it, from before its first word, is fed as it comes, and ended at its hush."""
    scribe = Follower()
    stream = await stream_of(ear, lambda _language: scribe)
    sound = in_a_room(spoken("where was he born"))
    told = await hear(stream, "dictate", sound)
    await stream.close()

    (followed,) = scribe.followed
    assert [one["said"] for one in told] == [f"{followed.whole.size} samples"]
    assert (scribe.given, followed.became) == ([], "ended")
    assert np.sum(followed.whole**2) > 0.99 * np.sum(sound**2)
    assert followed.whole.size < sound.size - 3 * RATE


def loud(sound: Samples) -> Samples:
    """Give it without the silence about it."""
    heard = np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 20)
    return sound[heard[0] : heard[-1]]


async def test_who_goes_on_is_followed_anew(ear: FakeEar, spoken: Spoken) -> None:
    """After a hush that was none all of it is followed again, and nothing is said twice."""
    scribe = Follower()
    stream = await stream_of(ear, lambda _language: scribe)
    first, second = loud(spoken("where was he")), loud(spoken("born and raised"))
    quiet = np.random.default_rng(2).normal(0, 20, int(0.17 * RATE))
    told = await hear(stream, "dictate", in_a_room(np.concatenate([first, quiet, second])))
    await stream.close()

    last = scribe.followed[-1]
    assert [one["said"] for one in told] == [f"{last.whole.size} samples"]
    assert {one.became for one in scribe.followed} == {"ended"}
    assert last.whole.size > first.size + second.size


async def test_a_stream_that_is_left_follows_nobody(ear: FakeEar, spoken: Spoken) -> None:
    """Who leaves, or begins anew, in the middle of a word lets go of whoever writes."""
    scribe = Follower()
    stream = await stream_of(ear, lambda _language: scribe)
    sound = in_a_room(spoken("where was he born"))[: int(2.7 * RATE)]
    pcm = np.round(sound).astype("<i2").tobytes()
    for begin in ("open", "dictate"):
        await stream.take({"type": "begin", "mode": "dictate"})
        for at in range(0, len(pcm), 3200):
            await stream.take(pcm[at : at + 3200])
        await (stream.take({"type": "begin", "mode": begin}) if begin == "open" else stream.close())

    assert [one.became for one in scribe.followed] == ["left", "left"]


async def test_what_was_said_before_tells_how_it_sounds(ear: FakeEar, spoken: Spoken) -> None:
    """Each is followed with the level that the one before it came to; the first with none."""
    scribe = Follower()
    stream = await stream_of(ear, lambda _language: scribe)
    sound = in_a_room(spoken("where was he born"))
    for _ in range(2):
        await hear(stream, "dictate", sound)
    await stream.close()

    assert [one.before for one in scribe.followed] == ["", "loud"]
