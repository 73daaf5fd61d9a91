"""What a button held is heard, however long it was held, and whatever the device gave besides."""

from collections.abc import Callable

import numpy as np
import pytest

from server.adapters.espeak_phones import EspeakPhones
from server.adapters.pocketsphinx_ear import PocketsphinxEar
from server.core.noise import RATE, Samples
from tests.fixtures.spoken import Spoken
from tests.server.services.listened_to import hear, in_a_room, said, stream_of

NOTHING = np.zeros(3 * RATE)


def by_a_gain(sound: Samples) -> Samples:
    """Give it as an automatic gain does: the room is louder before somebody speaks than after."""
    gain = np.concatenate(
        [np.full(2 * RATE, 5), np.ones(sound.size), np.geomspace(2.5, 1, 2 * RATE)]
    )
    return gain * in_a_room(sound * 30_000 / np.abs(sound).max())


@pytest.fixture(scope="module")
def ear() -> PocketsphinxEar:
    """Load the ear."""
    return PocketsphinxEar(EspeakPhones())


def nobody(_language: str | None) -> None:
    """Nobody is asked to write down a command that was heard."""
    raise AssertionError("a command was written down")


@pytest.mark.parametrize(
    "around",
    [
        in_a_room,
        lambda sound: np.concatenate([in_a_room(sound), NOTHING]),
        lambda sound: np.concatenate([NOTHING, in_a_room(sound), NOTHING]),
        lambda sound: np.concatenate([NOTHING, sound, NOTHING]),
        lambda sound: in_a_room(sound, 6),
        by_a_gain,
    ],
    ids=["a room", "nothing after", "nothing around", "a gate", "long", "a gain"],
)
@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
async def test_a_short_phrase(
    ear: PocketsphinxEar, spoken: Spoken, voice: str, around: Callable[[Samples], Samples]
) -> None:
    """A device that gives nothing at all for a while does not make speech of the room's noise."""
    stream = await stream_of(ear, nobody)
    heard = [
        said(await hear(stream, "talk", around(spoken(phrase, voice))))
        for phrase in ("new tab", "go back")
    ]

    assert heard == [["new tab"], ["go back"]]
    await stream.close()
