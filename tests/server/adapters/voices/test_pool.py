"""Voices in their processes: real Piper and espeak, which crash, hang and run out of memory."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from server.adapters.voices.pool import MOST_WAITING, VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.core.errors import TooManyError, UnavailableError
from server.core.voices import Manner, Sound, Utterance
from tests.fixtures.processes import alive
from tests.fixtures.voices import HUM, RATE, make_voice
from tests.server.adapters.voices.conftest import TEXT, espeak, installed

pytestmark = pytest.mark.program


def seconds(sound: Sound) -> float:
    """Tell how long it is."""
    return len(sound.pcm) / 2 / sound.rate


def pitch(sound: Sound) -> float:
    """Give the strongest frequency, in Hz."""
    samples = np.frombuffer(sound.pcm, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * sound.rate / samples.size)


async def test_piper_speaks(pool: VoicePool, tmp_path: Path) -> None:
    """A model speaks at its own rate, each phoneme as long as it should be."""
    (hum,) = installed(tmp_path, "hum")
    sound = await pool.say(Utterance(hum, TEXT))

    assert sound.rate == RATE
    assert 0.3 < seconds(sound) < 1
    assert pitch(sound) == pytest.approx(HUM, abs=3)


@pytest.mark.parametrize("manner", [Manner(speed=2), Manner(speed=0.25), Manner(pitch=1.5),
                                    Manner(pitch=0.5), Manner(speed=4, pitch=2)])  # fmt: skip
async def test_piper_in_another_manner(pool: VoicePool, tmp_path: Path, manner: Manner) -> None:
    """Pace and pitch change apart from each other."""
    (hum,) = installed(tmp_path, "hum")
    plain = await pool.say(Utterance(hum, TEXT))
    sound = await pool.say(Utterance(hum, TEXT, manner))

    assert sound.rate == RATE
    assert seconds(sound) == pytest.approx(seconds(plain) / manner.speed, rel=0.05)
    assert pitch(sound) == pytest.approx(HUM * manner.pitch, rel=0.05)


@pytest.mark.parametrize("speed", [0.25, 0.5, 2, 4])
async def test_espeak_in_another_pace(pool: VoicePool, speed: float) -> None:
    """The embedded voice goes as slow and as fast as it is told, beyond what espeak does."""
    text = "The quick brown fox jumps over the lazy dog and runs away from the other animals."
    plain = await pool.say(Utterance(espeak(), text))
    sound = await pool.say(Utterance(espeak(), text, Manner(speed=speed)))

    assert seconds(sound) == pytest.approx(seconds(plain) / speed, rel=0.15)


async def test_loudness_and_rate(pool: VoicePool) -> None:
    """Half the volume is half as loud, and another rate sounds as long."""
    plain = await pool.say(Utterance(espeak(), TEXT))
    soft = await pool.say(Utterance(espeak(), TEXT, Manner(volume=0.5), 24_000))
    loudest, softer = (np.abs(np.frombuffer(each.pcm, "<i2")).max() for each in (plain, soft))

    assert soft.rate == 24_000
    assert seconds(soft) == pytest.approx(seconds(plain), rel=0.01)
    assert softer == pytest.approx(loudest / 2, rel=0.05)


async def test_its_first_part_comes_before_its_rest(pool: VoicePool, tmp_path: Path) -> None:
    """A tenth of a second comes first; with its rest it is the whole, of the size that was told."""
    (hum,) = installed(tmp_path, "hum")
    for rate in (None, 24_000):
        whole = await pool.say(Utterance(hum, TEXT, rate=rate))
        begun = await pool.begin(Utterance(hum, TEXT, rate=rate))

        assert len(begun.first) / 2 / begun.rate == pytest.approx(0.1, abs=0.01)
        assert begun.first + await begun.rest() == whole.pcm
        assert begun.size == len(whole.pcm)


async def test_killed_between_the_first_part_and_the_rest(pool: VoicePool, tmp_path: Path) -> None:
    """That the rest does not come is said, and the next in the queue is spoken."""
    (hum,) = installed(tmp_path, "hum")
    # More than a pipe holds, so that most of it is still on the other side.
    begun = await pool.begin(Utterance(hum, "word " * 2000))
    os.kill(pool.pids()[0], signal.SIGKILL)
    with pytest.raises(UnavailableError, match="was ended by the signal SIGKILL"):
        await begun.rest()

    assert (await pool.say(Utterance(hum, TEXT))).pcm


async def test_embedded_voices_share_a_process(pool: VoicePool) -> None:
    """Two languages of the embedded voice sound different, and need one process."""
    english = await pool.say(Utterance(espeak(), "Bahnhof"))
    german = await pool.say(Utterance(espeak("de"), "Bahnhof"))

    assert english.pcm != german.pcm
    assert len(pool.pids()) == 1


async def test_killed_between_sentences(pool: VoicePool, tmp_path: Path) -> None:
    """A process that is gone is started again, and nobody notices."""
    (hum,) = installed(tmp_path, "hum")
    before = await pool.say(Utterance(hum, TEXT))
    (pid,) = pool.pids()
    os.kill(pid, signal.SIGKILL)
    while pool.pids():
        await asyncio.sleep(0.01)
    after = await pool.say(Utterance(hum, TEXT))

    assert after.pcm == before.pcm
    assert pool.pids() != [pid]


async def test_killed_while_it_speaks(pool: VoicePool, tmp_path: Path) -> None:
    """A crash costs the sentence being spoken, is said, and the next in the queue is spoken."""
    (hang,) = installed(tmp_path, "hang")
    assert (await pool.say(Utterance(hang, "a"))).pcm
    speaking = asyncio.create_task(pool.say(Utterance(hang, TEXT)))
    await asyncio.sleep(0.2)  # into the model, which never returns
    os.kill(pool.pids()[0], signal.SIGKILL)
    with pytest.raises(UnavailableError, match="en_US-hang-tiny was ended by the signal SIGKILL"):
        await speaking
    make_voice(tmp_path, "en_US-hang-tiny", "hum")  # mended
    (mended,) = [one for one in VoiceShelf(tmp_path).voices() if one.engine == "piper"]

    assert (await pool.say(Utterance(mended, TEXT))).pcm
    assert any("SIGKILL" in problem for problem in pool.problems())


async def test_a_voice_that_hangs(tmp_path: Path) -> None:
    """It is stopped in time, which is said, and others speak meanwhile and after."""
    pool = VoicePool(2, 4.0)
    hang, hum = installed(tmp_path, "hang", "hum")
    await pool.warm(hang)
    hanging = asyncio.create_task(pool.say(Utterance(hang, TEXT)))
    assert (await pool.say(Utterance(hum, TEXT))).pcm
    with pytest.raises(UnavailableError, match="gave no answer in 4 seconds"):
        await hanging
    assert (await pool.say(Utterance(hum, TEXT))).pcm
    await pool.close()


async def test_full_memory(pool: VoicePool, tmp_path: Path) -> None:
    """A voice that asks for more memory than there is says so, and is started anew."""
    (greedy,) = installed(tmp_path, "greedy")
    for _ in range(2):
        with pytest.raises(UnavailableError, match="ran out of memory"):
            await pool.say(Utterance(greedy, TEXT))
        assert (await pool.say(Utterance(greedy, "a"))).pcm


async def test_few_processes(pool: VoicePool, tmp_path: Path) -> None:
    """A third voice takes the place of the one idle longest."""
    (hum,) = installed(tmp_path, "hum")
    make_voice(tmp_path, "en_US-other-tiny")
    other = next(one for one in VoiceShelf(tmp_path).voices() if "other" in one.id)
    await pool.say(Utterance(hum, TEXT))
    (first,) = pool.pids()
    await pool.say(Utterance(espeak(), TEXT))
    await pool.say(Utterance(hum, TEXT))
    await pool.say(Utterance(other, TEXT))
    pids = pool.pids()
    await pool.say(Utterance(hum, TEXT))

    assert len(pids) == 2
    assert first in pids
    assert first in pool.pids()


async def test_many_at_once(pool: VoicePool, tmp_path: Path) -> None:
    """All in the queue are spoken, each its own text; who finds it full is told to wait."""
    (hum,) = installed(tmp_path, "hum")
    texts = ["a" * count for count in range(1, MOST_WAITING + 1)]
    await pool.warm(hum)
    said = [asyncio.create_task(pool.say(Utterance(hum, text))) for text in texts]
    await asyncio.sleep(0)
    with pytest.raises(TooManyError, match="too much to say"):
        await pool.say(Utterance(hum, TEXT))
    sizes = [len((await each).pcm) for each in said]

    assert len(set(sizes)) > MOST_WAITING // 2
    assert len(pool.pids()) == 1


async def test_who_leaves_the_queue(pool: VoicePool, tmp_path: Path) -> None:
    """What nobody waits for any more is not spoken, and nobody gets another's sound."""
    (hum,) = installed(tmp_path, "hum")
    await pool.warm(hum)
    long, short = Utterance(hum, "word " * 500), Utterance(hum, TEXT)
    alone = await pool.say(short)
    left = [asyncio.create_task(pool.say(long)) for _ in range(3)]
    await asyncio.sleep(0)
    stays = asyncio.create_task(pool.say(short))
    for each in left:
        each.cancel()

    assert (await stays).pcm == alone.pcm


def test_no_process_outlives_the_server(tmp_path: Path) -> None:
    """Where the server is killed at once, its voices end by themselves, also one that hangs."""
    installed(tmp_path, "hang")
    script = f"""
import asyncio
from pathlib import Path
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.core.voices import Utterance

async def main():
    pool = VoicePool(2, 60)
    voice = VoiceShelf(Path({str(tmp_path)!r})).voices()[0]
    await pool.warm(voice)
    asking = asyncio.create_task(pool.say(Utterance(voice, "Hello there.")))
    await asyncio.sleep(0.5)  # into the model
    print(*pool.pids(), flush=True)
    await asking

asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        assert alive(pid)
        server.kill()
    for _ in range(500):
        if not alive(pid):
            break
        asyncio.run(asyncio.sleep(0.01))

    assert not alive(pid)


@pytest.mark.parametrize(("text", "language"), [
    ("Where do you want to go today?", "en"),
    ("Wohin soll die Reise heute gehen?", "de"),
])  # fmt: skip
async def test_language(pool: VoicePool, text: str, language: str) -> None:
    """A text's language is told among those that are asked about, also ones nobody has heard of."""
    told, sure = await pool.language(text, ["en", "de", "tlh"])

    assert told == language
    assert sure > 0.8
    assert await pool.language(text, ["tlh"]) == ("", 0.0)
