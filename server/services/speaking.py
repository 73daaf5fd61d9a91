"""Speaking: a text becomes sound, sentence by sentence, by the voice that fits it."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self, TypeAlias

from server.core.errors import InvalidError
from server.core.ports import Log
from server.core.sentences import Sentence, sentences
from server.core.voices import (
    AS_MADE,
    OPENAI_NAMES,
    Manner,
    Sound,
    Utterance,
    Voice,
    by_id,
    for_language,
    listed,
)
from server.core.wave_bytes import wav_head

Format: TypeAlias = Literal["wav", "pcm", "opus", "mp3", "flac", "aac"]

PCM_RATE = 24_000
"""Samples a second of pcm, as OpenAI has it."""
LONGEST = 100_000
"""Characters of one text: three hours of speech."""


class Speakers(Protocol):
    """Speaks sentences, each voice in a process of its own."""

    async def say(self, wanted: Utterance) -> Sound:
        """Speak; raises `UnavailableError` where the voice cannot."""
        ...

    async def warm(self, voice: Voice) -> None:
        """Have a voice loaded."""
        ...

    async def close(self) -> None:
        """End all processes."""
        ...


class Shelf(Protocol):
    """Knows the voices that are here."""

    def voices(self) -> Sequence[Voice]:
        """List them: those installed first, then the embedded."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks to be spoken; what is not said is chosen."""

    text: str
    voice: str | None = None
    format: Format | None = None
    language: str | None = None
    manner: Manner = AS_MADE


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound on its way: its media type, who speaks, and its bytes as they are made."""

    media_type: str
    voice: Voice
    pieces: AsyncIterator[bytes]


class Speaking:
    """Speaks what is wished, and keeps a voice warm while the server runs."""

    def __init__(self, speakers: Speakers, shelf: Shelf, log: Log, language: str = "en") -> None:
        self._speakers = speakers
        self._shelf = shelf
        self._log = log
        self._language = language

    async def __aenter__(self) -> Self:
        """Begin; a part of the running app."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End with all processes."""
        await self._speakers.close()

    def voices(self) -> list[dict[str, object]]:
        """List the voices as the API tells them."""
        voices = self._shelf.voices()
        default = for_language(voices, self._language)
        return [listed(voice, default=voice is default) for voice in voices]

    async def speak(self, wish: Wish) -> Speech:
        """Speak a text; the first sentence is made when this returns, the others as they are taken.

        Raises `InvalidError` for what cannot be spoken, `UnavailableError` where the voice fails.
        """
        if len(wish.text) > LONGEST:
            raise InvalidError(
                f"The text has {len(wish.text)} characters, and {LONGEST} are spoken at once; "
                "send it in parts."
            )
        voice = self._chosen(wish)
        rate = PCM_RATE if wish.format == "pcm" else voice.sample_rate
        parts = sentences(wish.text)
        first = next(parts, None)
        second = next(parts, None)
        make = _Maker(self._speakers, voice, wish.manner, rate)
        begun = b"" if first is None else await make.sound(first, last=second is None)
        size = len(begun) if second is None else None
        head = b"" if wish.format == "pcm" else wav_head(rate, size)
        kind = "audio/pcm" if wish.format == "pcm" else "audio/wav"
        return Speech(kind, voice, self._pieces(head + begun, make, second, parts))

    async def _pieces(
        self, begun: bytes, make: "_Maker", second: Sentence | None, rest: Iterator[Sentence]
    ) -> AsyncIterator[bytes]:
        yield begun
        upcoming = second
        while upcoming is not None:
            following = next(rest, None)
            yield await make.sound(upcoming, last=following is None)
            upcoming = following

    def _chosen(self, wish: Wish) -> Voice:
        voices = self._shelf.voices()
        if wish.voice and wish.voice not in OPENAI_NAMES:
            found = by_id(voices, wish.voice)
            if found is None:
                raise InvalidError(
                    f"There is no voice {wish.voice!r}; /v1/audio/voices lists them."
                )
            return found
        language = wish.language or self._language
        found = for_language(voices, language)
        if found is None:
            raise InvalidError(f"No voice speaks {language!r}; `rubato voices install` has more.")
        return found


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the sound of one sentence after another."""

    speakers: Speakers
    voice: Voice
    manner: Manner
    rate: int

    async def sound(self, sentence: Sentence, *, last: bool) -> bytes:
        said = await self.speakers.say(Utterance(self.voice, sentence.text, self.manner, self.rate))
        return said.pcm if last else said.pcm + bytes(2 * int(said.rate * sentence.pause))
