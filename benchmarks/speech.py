"""How well spoken commands are heard, and ordinary talk is not: flite's voices, the server's ear.

Every command's first phrase, with a value where it takes one, is spoken once by each voice in a
quiet room, and again through noise that is 10 dB softer, as with push-to-talk: pink, white, and the
babble of six who talk at once; the last two by the clear voices only.  `right` is the
command with its value before anything is rejected, `kept` what is right and surely so, `wrong` what
is another command, and surely so.  `talk` is the share of sentences that is taken for a command.
The grammar holds all phrases, bare numbers, and the names of five tabs and five links.

    python -m benchmarks speech            the three clear voices, and a hard one
    python -m benchmarks speech --every 4  each fourth utterance, for a first look
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.figures import print_head, print_row, quantile
from benchmarks.flite import CLEAR, ROOM, Flite
from server.adapters.espeak_phones import EspeakPhones
from server.adapters.language_texts import LanguageFolder
from server.adapters.pocketsphinx_ear import PocketsphinxEar
from server.core.endpoint import Endpointer, Windows
from server.core.language import Command
from server.core.noise import HOP, RATE, Samples, SpeechPresence
from server.core.rejection import ACCEPTED, surety
from server.core.spoken_grammar import Form, grammar_of
from server.services.language_sources import load

ROOT = Path(__file__).resolve().parents[1]
VOICES = (*CLEAR, "kal16")
SNR = 10
"""By how many dB noise is softer."""
NAMES = (
    "Sign in", "Contact us", "Read more", "Chapter 12", "Privacy policy", "Weather in Vienna",
    "Piano lessons", "Inbox", "News of today", "Zugzwang",
)  # fmt: skip
SAID = {"number": "fifteen", "step": "up three", "place": "two minus three", "text": "sign in",
        "label": "seven fourteen", "grid": "five nine sixteen"}  # fmt: skip
WINDOWS = Windows()
FREE = frozenset({"find.text", "find.tabs", "find.everywhere", "search.web", "field.type"})
"""Their texts are anything: they are said alone, and the text after."""


SENTENCES = (ROOT / "benchmarks" / "talk.txt").read_text(encoding="utf-8").splitlines()
Noise = Callable[[int, np.random.Generator], Samples]
"""Gives so many samples of power 1."""


@dataclass
class Tally:
    """What was heard of how many utterances."""

    said: int = 0
    right: int = 0
    kept: int = 0
    wrong: int = 0


def main() -> None:
    """Print the tables, or why there are none."""
    options = argparse.ArgumentParser(description="How well spoken commands are heard.")
    options.add_argument("--every", type=int, default=1, help="only each n-th utterance")
    every = options.parse_args().every
    if not shutil.which("flite"):
        print("speech: skipped: needs flite: apt-get install flite")
        return
    commands = load(LanguageFolder(ROOT / "languages")).commands
    ear = PocketsphinxEar(EspeakPhones())
    grammar = grammar_of(forms(commands))
    begun = time.perf_counter()
    ear.learn("all", grammar)
    learned = (time.perf_counter() - begun) * 1000
    with tempfile.TemporaryDirectory() as folder:
        heard = Heard(ear, commands, Path(folder))
        for name, noise, voices in (
            ("in a quiet room", None, VOICES),
            ("pink noise at 10 dB", pink, VOICES),
            ("white noise at 10 dB", white, CLEAR),
            ("babble at 10 dB", heard.babble, CLEAR),
        ):
            print_head(f"commands, {name}", "said", "right %", "kept %", "wrong %")
            tallies = [heard.commands(voice, noise, every) for voice in voices]
            for voice, tally in zip(voices, tallies, strict=True):
                row(voice, tally)
            row("slt, rms, awb", total(tallies[:3]))
        talk = heard.talk(CLEAR, every)
        print_head("talk", "said", "taken %")
        print_row("sentences taken for a command", talk.said, 100 * talk.kept / max(talk.said, 1))
        print_head("times, ms", "p50", "p95")
        print_row("end of speech → heard", *(quantile(heard.delays, q) for q in (50, 95)))
    many = [Form("click on", "text", [f"page {n} of the archive" for n in range(500)])]
    begun = time.perf_counter()
    ear.learn("many", grammar_of(many))
    print_row("grammar of all phrases, of 500 names", learned, (time.perf_counter() - begun) * 1000)


def forms(commands: Sequence[Command]) -> Iterator[Form]:
    """Give what the panel listens for."""
    for command in commands:
        for phrase in command.phrases:
            named = command.value == "text" and command.name not in FREE
            yield Form(phrase, command.value, NAMES if named else ())
    yield Form("", "number", needed=True)


def row(name: str, tally: Tally) -> None:
    """Print one tally in per cent."""
    shares = (100 * count / tally.said for count in (tally.right, tally.kept, tally.wrong))
    print_row(name, tally.said, *shares)


def total(tallies: Sequence[Tally]) -> Tally:
    """Add them."""
    return Tally(*(sum(getattr(one, name) for one in tallies) for name in Tally.__annotations__))


class Heard:
    """Speaks to the ear, and keeps count."""

    def __init__(self, ear: PocketsphinxEar, commands: Sequence[Command], folder: Path) -> None:
        self.ear = ear
        self.speak = Flite(folder).say
        self.delays: list[float] = []
        self.random = np.random.default_rng(1)
        self.said = [spoken_form(command) for command in commands]
        self.meant = {phrase: one.name for one in commands for phrase in one.phrases}

    def commands(self, voice: str, noise: Noise | None, every: int) -> Tally:
        """Speak each command once."""
        tally = Tally()
        for text in self.said[::every]:
            sound = self.noisy(self.speak(text, voice), noise)
            guess, sure = self.hear(sound, talk=noise is not None)
            right = self.meaning(guess) == self.meaning(text)
            tally.said += 1
            tally.right += right
            tally.kept += right and sure
            tally.wrong += sure and not right
        return tally

    def talk(self, voices: Sequence[str], every: int) -> Tally:
        """Speak what is no command."""
        tally = Tally()
        for number, text in enumerate(SENTENCES[::every]):
            voice = voices[number % len(voices)]
            _, sure = self.hear(self.noisy(self.speak(text, voice), None), talk=False)
            tally.said += 1
            tally.kept += sure
        return tally

    def noisy(self, speech: Samples, noise: Noise | None) -> Samples:
        """Put silence around it, and the noise of a room, or one so much softer, over it."""
        quiet = np.zeros(RATE // 2)
        whole = np.concatenate([quiet, speech, quiet])
        if noise is None:
            return whole + self.random.normal(0, ROOM, whole.size)
        power = (speech**2).mean() / 10 ** (SNR / 10)
        mixed: Samples = whole + noise(whole.size, self.random) * np.sqrt(power)
        return mixed

    def babble(self, count: int, random: np.random.Generator) -> Samples:
        """Give six who talk at once, of power 1."""
        whole = np.zeros(count)
        for number in range(6):
            text = SENTENCES[random.integers(len(SENTENCES))]
            said = np.resize(self.speak(text, CLEAR[number % len(CLEAR)]), count)
            whole += np.roll(said, random.integers(count)) / said.std()
        return np.asarray(whole / whole.std())

    def hear(self, sound: Samples, *, talk: bool) -> tuple[str, bool]:
        """Hear it as a stream does: held by a button, or ended by the silence after it."""
        utterance = sound if talk else cut(sound)
        begun = time.perf_counter()
        guess = None if utterance is None else self.ear.hear("all", utterance, held=talk).guess
        took = (time.perf_counter() - begun) * 1000
        self.delays.append(took if talk else max(WINDOWS.closes, WINDOWS.hushes + took))
        if guess is None:
            return "", False
        return guess.said, surety(guess.measures) >= ACCEPTED

    def meaning(self, said: str) -> tuple[str, str]:
        """Give the command and what is said after its phrase; several phrases mean the same."""
        words = said.split()
        for length in range(len(words), 0, -1):
            command = self.meant.get(" ".join(words[:length]))
            if command:
                return command, " ".join(words[length:])
        return "", said


def spoken_form(command: Command) -> str:
    """Give a command as one says it."""
    value = "" if command.name in FREE else SAID.get(command.value, "")
    return f"{command.phrases[0]} {value}".strip()


def cut(sound: Samples) -> Samples | None:
    """Give the first utterance, as it is heard early where nothing more was said after its hush."""
    endpointer, presence = Endpointer(), SpeechPresence()
    early = None
    for at in range(0, sound.size - HOP + 1, HOP):
        step, (sure,) = presence.feed(sound[at : at + HOP], speaking=endpointer.speaking)
        told = endpointer.feed(step, sure)
        if told is not None and told.what == "ended":
            return told.samples if early is None else early
        if told is not None:
            early = told.samples if told.what == "hushed" else None
    ended = endpointer.end()
    return None if ended is None else ended.samples


def white(count: int, random: np.random.Generator) -> Samples:
    """Give noise of power 1."""
    return random.normal(size=count)


def pink(count: int, random: np.random.Generator) -> Samples:
    """Give noise whose power falls by 3 dB an octave, of power 1."""
    spectrum = np.fft.rfft(random.normal(size=count))
    spectrum /= np.sqrt(np.maximum(np.arange(spectrum.size), 1))
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / noise.std())


if __name__ == "__main__":
    main()
