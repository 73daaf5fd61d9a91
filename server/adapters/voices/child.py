"""A voice's own process: it loads one engine, and speaks what comes until its parent has gone.

In: `{"do": "load", "engine", "source"}`, then `{"do": "say", "text", "language", "source",
"speed", "pitch", "volume", "rate", "speaker"}`, or, where the engine is `language`, `{"do": "tell",
"text", "among"}`; each with its `limit` in seconds. Out, to each: `{"ok": true, …}`, with the first
part of the sound beside it and the rest behind it, which makes `size` bytes together, or `{"ok":
false, "kind": "unusable" | "failed", "why"}`, where `failed` may be mended by a new process, and
what is `unusable` stays so.
"""

import faulthandler
import os
import queue
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias

from server.adapters.voices.frames import packed, read_frame
from server.adapters.voices.number_words import number_words
from server.core.errors import RubatoError
from server.core.spoken_text import spoken
from server.core.voices import Manner, Sound

if TYPE_CHECKING:
    from server.adapters.voices.language_guess import LanguageGuess

Answer: TypeAlias = tuple[dict[str, Any], Iterable[bytes]]
"""What is told, and the parts of a sound, the first at once."""

FULL = re.compile(r"Failed to allocate|bad_alloc|[Oo]ut of memory")
FIRST = 0.1
"""Seconds of sound that are given before the rest is made: who listens hears them meanwhile."""
AFTER_FIRST = 0.003
"""Seconds until the rest: the server has its hands free meanwhile to send the first part."""
MOST_MEMORY = 3 << 30
"""Bytes a voice may take, many times what the largest needs: so it cannot take all there is."""


class SpeechEngine(Protocol):
    """Speaks."""

    def say(self, text: str, source: str, manner: Manner, speaker: int | None) -> Sound:
        """Give the sound of a text; its rate may be such that another pitch comes of it."""
        ...


def main() -> None:
    """Answer one frame after another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    _be_modest()
    asked, answers = _streams()
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, waiting), daemon=True).start()
    work = Work()
    while True:
        message, sound = work.answer(waiting.get())
        parts = iter(sound)
        answers.write(packed(message, next(parts, b"")))
        answers.flush()
        if message.get("size"):
            time.sleep(AFTER_FIRST)
        for part in parts:
            answers.write(part)
            answers.flush()


def _be_modest() -> None:
    """Where memory gets short, let this process be refused some, or be the one that goes."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  (not on every system)

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        unlimited = most == resource.RLIM_INFINITY
        limit = MOST_MEMORY if unlimited else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for frames alone: what a library prints goes nowhere."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return asked, answers


def _listen(asked: BinaryIO, waiting: "queue.SimpleQueue[dict[str, Any]]") -> None:
    """Pass on what comes; end at once with the parent, whatever the engine is about."""
    while (frame := read_frame(asked)) is not None:
        waiting.put(frame[0])
    os._exit(0)


class Work:
    """What one process does: it has one engine, once it is loaded."""

    def __init__(self) -> None:
        self._engine: SpeechEngine | None = None
        self._guess: LanguageGuess | None = None
        self._does: dict[str, Callable[[dict[str, Any]], Answer]] = {
            "load": self._load,
            "say": self._say,
            "tell": self._tell,
        }

    def answer(self, message: dict[str, Any]) -> Answer:
        """Do what is asked; what fails is told, and the next is tried."""
        # Ends the process even where a library holds on to the interpreter, and has it say where.
        faulthandler.dump_traceback_later(message["limit"], exit=True, file=sys.stderr)
        try:
            return self._does[message["do"]](message)
        except RubatoError as error:
            return {"ok": False, "kind": "unusable", "why": str(error)}, ()
        except Exception as error:  # an engine may raise anything; our parent is told
            return {"ok": False, "kind": "failed", "why": _why(error)}, ()
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _load(self, message: dict[str, Any]) -> Answer:
        if message["engine"] == "language":
            from server.adapters.voices.language_guess import LanguageGuess  # noqa: PLC0415

            self._guess = LanguageGuess()
        else:
            self._engine = _engine(message["engine"], message["source"])
        return {"ok": True}, ()

    def _tell(self, message: dict[str, Any]) -> Answer:
        assert self._guess is not None  # noqa: S101  (a parent loads first)
        language, sure = self._guess.guess(message["text"], message["among"])
        return {"ok": True, "language": language, "sure": sure}, ()

    def _say(self, message: dict[str, Any]) -> Answer:
        assert self._engine is not None  # noqa: S101  (a parent loads first)
        manner = Manner(message["speed"], message["pitch"], message["volume"])
        text = spoken(message["text"], message["language"], number_words)
        if not text:
            return {"ok": True, "rate": message["rate"], "engine_ms": 0.0, "size": 0}, ()
        said = self._engine.say(text, message["source"], manner, message["speaker"])
        size, parts = _in_two(said, message["rate"], manner.volume)
        told = {"ok": True, "rate": message["rate"], "engine_ms": said.engine_ms, "size": size}
        return told, parts


def _why(error: Exception) -> str:
    """Say what went wrong; the memory's end has a name of its own in every library."""
    told = f"{type(error).__name__}: {error}".splitlines()[0]
    if isinstance(error, MemoryError) or FULL.search(told):
        return "ran out of memory"
    return f"failed ({told[:200]})"


def _in_two(said: Sound, rate: int, volume: float) -> tuple[int, Iterable[bytes]]:
    """Give a sound as it is wanted: how many bytes, and its two parts."""
    first = int(FIRST * said.rate)
    if said.rate == rate and volume == 1:
        return len(said.pcm), (said.pcm[: 2 * first], said.pcm[2 * first :])
    from server.core.resampling import resampled_size  # noqa: PLC0415  (numpy)

    return 2 * resampled_size(len(said.pcm) // 2, said.rate, rate), _shaped(
        said, rate, volume, first
    )


def _shaped(said: Sound, rate: int, volume: float, first: int) -> Iterator[bytes]:
    from server.core.resampling import in_two  # noqa: PLC0415  (numpy)
    from server.core.sound_shape import pcm_of, samples_of  # noqa: PLC0415  (numpy)

    for part in in_two(samples_of(said.pcm), said.rate, rate, first):
        yield pcm_of(part * volume)


def _engine(name: str, source: str) -> SpeechEngine:
    if name == "espeak":
        from server.adapters.voices.espeak_engine import EspeakEngine  # noqa: PLC0415

        return EspeakEngine()
    from server.adapters.voices.piper_engine import PiperEngine  # noqa: PLC0415  (onnxruntime)

    return PiperEngine(source)


if __name__ == "__main__":
    main()
