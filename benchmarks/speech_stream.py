"""How long spoken commands take, how free text and talk fare, and what hours of listening cost.

A stream as the panel opens it, with an open microphone, and the ear in its own process.  Times are
measured with sound that comes as fast as somebody speaks it, from the last sample of his speech to
the answer.  Free text is `heard` where its phrase is, and `to the letter` where its text is, too;
talk is what is no command, said in ordinary sentences.  Hours are given as fast as they are taken:
a quiet room, each minute a command, and other names to listen for.

    python -m benchmarks speech_stream             an hour of listening
    python -m benchmarks speech_stream --hours 8   as it is reported
"""

import argparse
import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import print_head, print_row, quantile
from benchmarks.flite import CLEAR, Flite
from benchmarks.speech import FREE, NAMES, ROOT, spoken_form
from server.adapters.language_texts import LanguageFolder
from server.adapters.workers.ear_process import EarProcess
from server.cli.scribes import POCKETSPHINX, process_of
from server.cli.workers import worker
from server.core.language import Command
from server.core.noise import RATE, Samples
from server.core.transcript import Transcriber
from server.services.hearing_stream import Stream
from server.services.language_sources import load

PIECE = 320
"""Samples that the panel sends at once: 20 ms."""
TEXTS = (
    "find section three", "find the weather in Vienna", "find contact", "search opening hours",
    "search for piano lessons", "search for the news of today", "search weather tomorrow",
    "search the web for cheap flights", "find in page harmony", "find everywhere my password",
    "seek everywhere recipes", "find in all tabs invoice", "find in tabs music",
    "find text chapter two", "type hello world", "write dear anna",
)  # fmt: skip
PACED = 40
"""Commands that are timed."""
Told = list[Mapping[str, Any]]


class Quiet:
    """A log that says nothing."""

    def info(self, event: str, **facts: object) -> None:
        """Say nothing."""

    warning = error = info


class Written:
    """Who writes down, and how often."""

    def __init__(self) -> None:
        self.count = 0
        self.scribe = process_of((POCKETSPHINX,))

    def pick(self, _language: str | None) -> "Written":
        """Give it."""
        return self

    name, limits, languages = POCKETSPHINX, "", ("en",)

    def transcribe(self, samples: Samples, *rest: Any) -> Any:
        """Write down, and count."""
        self.count += 1
        return self.scribe.transcribe(samples, *rest)


def main() -> None:
    """Print the tables, or why there are none."""
    options = argparse.ArgumentParser(description="What listening takes.")
    options.add_argument("--every", type=int, default=1, help="only each n-th utterance")
    options.add_argument("--hours", type=float, default=1, help="of listening")
    asked = options.parse_args()
    if not shutil.which("flite"):
        print("speech_stream: skipped: needs flite: apt-get install flite")
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Flite(Path(folder)), asked.every, asked.hours))


async def measure(flite: Flite, every: int, hours: float) -> None:
    """Print the tables."""
    ear, written = EarProcess(*worker("ear_worker"), Quiet()), Written()
    commands = load(LanguageFolder(ROOT / "languages")).commands
    try:
        stream = await opened(ear, written, commands)
        await print_times(stream, flite, commands, every)
        await print_free(stream, flite, every)
        await print_talk(stream, flite, written, every)
        await print_hours(stream, flite, ear, commands, hours)
    finally:
        ear.stop()
        written.scribe.stop()


async def opened(ear: EarProcess, written: Written, commands: Sequence[Command]) -> Stream:
    """Open a stream that knows every phrase."""

    async def loaded() -> EarProcess:
        return ear

    def pick(_language: str | None) -> Transcriber:
        return written

    stream = Stream(loaded, pick, "benchmark", Quiet())
    await stream.take({"type": "forms", "id": 1, "forms": forms(commands, NAMES)})
    return stream


def forms(commands: Sequence[Command], names: Sequence[str]) -> list[dict[str, Any]]:
    """Give what the panel sends."""
    return [
        {
            "phrase": phrase,
            "value": command.value,
            "names": list(names) if command.value == "text" else [],
            "free": command.name in FREE,
        }
        for command in commands
        for phrase in command.phrases
    ]


async def hear(stream: Stream, sound: Samples) -> Told:
    """Give what was told of a sound, as fast as it is taken."""
    return (await timed(stream, sound, paced=False))[0]


async def timed(stream: Stream, sound: Samples, *, paced: bool) -> tuple[Told, float]:
    """Give what was told, and at which second of the sound it was known."""
    await stream.take({"type": "begin", "mode": "open"})
    pcm = np.round(sound).clip(-32768, 32767).astype("<i2")
    told: Told = []
    known, begun = 0.0, time.perf_counter()
    for end in range(PIECE, pcm.size + PIECE, PIECE):
        if paced:
            await asyncio.sleep(max(0.0, begun + end / RATE - time.perf_counter()))
        answers = await stream.take(pcm[end - PIECE : end].tobytes())
        told += [one for one in answers if one["type"] != "began"]
        if told and not known:
            known = time.perf_counter() - begun
    await stream.take({"type": "end"})
    return told, known


async def print_times(
    stream: Stream, flite: Flite, commands: Sequence[Command], every: int
) -> None:
    """Print how long it takes from the end of speech until it is known what was said."""
    delays = []
    for number, command in enumerate(commands[:: max(1, len(commands) // PACED) * every]):
        sound, end = flite.in_a_room(spoken_form(command), CLEAR[number % len(CLEAR)])
        told, known = await timed(stream, sound, paced=True)
        delays += [1000 * known - 1000 * end / RATE] if told else []
    print_head("open microphone, ms", "said", "p50", "p95")
    print_row("end of speech → told", len(delays), *(quantile(delays, q) for q in (50, 95)))


async def print_free(stream: Stream, flite: Flite, every: int) -> None:
    """Print how much free text is heard."""
    print_head("free text, open microphone", "said", "heard %", "exact %")
    every_voice = []
    for voice in CLEAR:
        texts = TEXTS[::every]
        found = [heard(await hear(stream, flite.in_a_room(text, voice)[0])) for text in texts]
        begun = [phrase(text) == phrase(said) for text, said in zip(texts, found, strict=True)]
        exact = [text.lower() == said for text, said in zip(texts, found, strict=True)]
        every_voice.append((share(begun), share(exact)))
        print_row(voice, len(texts), *every_voice[-1])
    mean = (sum(each) / len(CLEAR) for each in zip(*every_voice, strict=True))
    print_row("slt, rms, awb", len(TEXTS[::every]) * len(CLEAR), *mean)


def heard(told: Told) -> str:
    """Give what was surely said."""
    return next((str(one["said"]) for one in told if one["type"] == "heard"), "")


PHRASES = sorted(
    ("find", "search", "search for", "search the web", "find in page", "find everywhere", "type",
     "seek everywhere", "find in all tabs", "find in tabs", "find text", "write"),
    key=len, reverse=True,
)  # fmt: skip


def phrase(text: str) -> str:
    """Give the phrase that begins a text, where something follows it."""
    found = next((one for one in PHRASES if text.lower().startswith(f"{one} ")), "")
    # They mean the same.
    return "search" if found.startswith("search") else found or text


def share(found: Sequence[bool]) -> float:
    """Give per cent."""
    return 100 * sum(found) / len(found)


async def print_talk(stream: Stream, flite: Flite, written: Written, every: int) -> None:
    """Print how much talk is taken for a command, or written down to know."""
    sentences = (ROOT / "benchmarks" / "talk.txt").read_text(encoding="utf-8").splitlines()[::every]
    before, taken = written.count, []
    for number, text in enumerate(sentences):
        told = await hear(stream, flite.in_a_room(text, CLEAR[number % len(CLEAR)])[0])
        taken.append(bool(heard(told)))
    print_head("talk, open microphone", "said", "taken %", "written %")
    count = written.count - before
    print_row("ordinary sentences", len(taken), share(taken), 100 * count / len(taken))


async def print_hours(
    stream: Stream, flite: Flite, ear: EarProcess, commands: Sequence[Command], hours: float
) -> None:
    """Print what hours cost: work in silence, and memory before and after."""
    minute = np.tile(flite.room(10), 6)
    begun = time.process_time()
    await hear(stream, minute)
    idle = 100 * (time.process_time() - begun) / 60
    print_head("a microphone that is open for hours", "first", "last")
    first = None
    missed = 0
    for number in range(round(60 * hours)):
        names = [f"{name} {number}{letter}" for name in NAMES for letter in "abcde"]
        await stream.take({"type": "forms", "id": number, "forms": forms(commands, names)})
        sound, _ = flite.in_a_room("next tab", CLEAR[number % len(CLEAR)])
        told = await hear(stream, np.concatenate([minute[: -sound.size], sound]))
        missed += heard(told) != "next tab"
        if number == 9:
            first = (resident(os.getpid()), resident(ear.pid))
    last = (resident(os.getpid()), resident(ear.pid))
    for what, before, after in zip(("this process", "the ear"), first or last, last, strict=True):
        print_row(f"memory after ten minutes, at the end, MB: {what}", before, after)
    print_row("minutes, of whose commands not heard", round(60 * hours), missed)
    print_row("silence, % of a core", idle)


def resident(pid: int | None) -> float:
    """Give a process's resident memory in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
