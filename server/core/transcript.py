"""What was said, and when: words, segments, and the port of whoever writes them down."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from server.core.noise import Samples

PAUSE = 500
"""Ms of silence between two words that part segments."""
LONGEST_LINE = 84
"""Characters of a segment made of words: two lines of a subtitle."""
LONGEST_SHOWN = 7000
"""Ms of a segment made of words: what subtitles show at most."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was heard."""

    start_ms: int
    end_ms: int
    text: str
    sure: float
    """0..1, as the recogniser has it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What was said in one go; times count from the first sample that was given."""

    start_ms: int
    end_ms: int
    text: str
    sure: float
    """0..1: the mean of what each word or token got, on the scale of logarithms."""
    words: tuple[Word, ...] = ()
    language: str = ""
    """Two letters; empty where nobody knows."""

    def later(self, ms: int) -> "Segment":
        """Give the same, so much later."""
        words = tuple(
            replace(word, start_ms=word.start_ms + ms, end_ms=word.end_ms + ms)
            for word in self.words
        )
        return replace(self, start_ms=self.start_ms + ms, end_ms=self.end_ms + ms, words=words)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one may ask a transcriber besides; each takes of it what it can."""

    prompt: str = ""
    """Words and names that are likely."""
    temperature: float = 0.0
    """0 is the likeliest text, 1 the most adventurous; 0 may try again with more by itself."""


PLAINLY = Asked()
"""Nothing is asked besides."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a recording is written down."""

    done_ms: int
    total_ms: int


class Transcriber(Protocol):
    """Writes speech down; may be called from any thread, and does one thing after another."""

    @property
    def name(self) -> str:
        """Say which it is, as clients name it in `model`."""
        ...

    @property
    def limits(self) -> str:
        """Say in a sentence what it does badly; empty where that need not be said."""
        ...

    @property
    def languages(self) -> Collection[str]:
        """Give the codes of the languages it knows: en, de."""
        ...

    def transcribe(
        self, samples: "Samples", language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment]:
        """Write down up to half a minute of 16 kHz, 16-bit values as floats, as it goes.

        Without a language it is guessed, or is the one there is. Raises `InvalidError` for a
        language it does not know. Whoever needs no more closes the iterator.
        """
        ...


class Following(Protocol):
    """One utterance that is written down while it is spoken."""

    @property
    def level(self) -> str:
        """Tell, at the end, how the voice and its room sound, in the transcriber's own words."""
        ...

    def feed(self, samples: "Samples") -> None:
        """Take what was said next: 16-bit values as floats, of 16 kHz."""
        ...

    def end(self) -> Sequence[Segment]:
        """Give what was said, when all of it was fed; raises what went wrong."""
        ...

    def leave(self) -> None:
        """Let it be: nobody needs what was said."""
        ...


@runtime_checkable
class Follows(Protocol):
    """What a transcriber may be that writes while somebody speaks."""

    def follow(self, language: str | None = None, level: str = "") -> Following | None:
        """Begin to follow an utterance; nothing where this one needs the whole of it.

        `level`: of what was said before at the same place; empty for the first.  Raises
        `InvalidError` for a language it does not know.
        """
        ...


class FileTranscriber(Transcriber, Protocol):
    """Writes whole recordings down, too."""

    def transcribe_file(
        self, file: str, longest: int, language: str | None = None, asked: Asked = PLAINLY
    ) -> Iterator[Segment | Progress]:
        """Write down a file, of `longest` seconds at most, as it goes; the first is a `Progress`.

        Raises `InvalidError` where there is no sound in it, or too much.
        """
        ...

    def stop(self) -> None:
        """Give up what is under way, from any thread; its iterator raises `UnavailableError`."""
        ...


def joined(segments: Iterable[Segment]) -> str:
    """Give the text alone."""
    return " ".join(filter(None, (segment.text.strip() for segment in segments)))


def words_of(segment: Segment) -> tuple[Word, ...]:
    """Give its words; without their times where these are not known."""
    return segment.words or tuple(
        Word(segment.start_ms, segment.end_ms, text, segment.sure) for text in segment.text.split()
    )


def in_segments(words: Iterable[Word], language: str = "") -> Iterator[Segment]:
    """Part words into segments: at pauses, and before they are too long to show."""
    line: list[Word] = []
    for word in words:
        if line and (_paused(line, word) or _full(line, word)):
            yield _segment(line, language)
            line = []
        line.append(word)
    if line:
        yield _segment(line, language)


def _paused(line: Sequence[Word], word: Word) -> bool:
    return word.start_ms - line[-1].end_ms >= PAUSE


def _full(line: Sequence[Word], word: Word) -> bool:
    letters = sum(len(each.text) + 1 for each in line) + len(word.text)
    return letters > LONGEST_LINE or word.end_ms - line[0].start_ms > LONGEST_SHOWN


def _segment(words: Sequence[Word], language: str) -> Segment:
    product = 1.0
    for word in words:
        product *= max(word.sure, 1e-6) ** (1 / len(words))
    text = " ".join(word.text for word in words)
    return Segment(
        words[0].start_ms, words[-1].end_ms, text, min(product, 1.0), tuple(words), language
    )
