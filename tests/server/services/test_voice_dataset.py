"""Clips of recordings: what is kept, in which order and form, and what is dropped and why."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from server.core.clip_checks import CLIPPED
from server.core.loudness import loudness
from server.core.noise import Samples
from server.core.transcript_reading import Line
from server.core.voice_set import RATE, Row, ids, metadata, report, summary, unquoted
from server.services.voice_dataset import Reduce, Say, make, missing
from tests.fixtures.speaking import recording

SPEECH = ((1, 3), (4, 6.5), (8, 10))
LINES = (
    Line(1, 900, 3100, 'He said "Good morning, everybody".'),
    Line(2, 3900, 6600, "It was 5 degrees colder than I expected."),
    Line(3, 7900, 10_100, 'He said: "Good morning, everybody"!'),
)


class Sounding:
    """A recording in memory."""

    def __init__(self, name: str, samples: Samples, lines: Sequence[Line]) -> None:
        self.name, self.samples, self.lines = name, samples, lines

    @property
    def length_ms(self) -> int:
        """Say how long it is."""
        return self.samples.size * 1000 // RATE

    def blocks(self) -> Iterator[Samples]:
        """Give its sound."""
        yield from np.array_split(self.samples, 5)

    def part(self, start_ms: int, end_ms: int) -> Samples:
        """Give a part of it."""
        return self.samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]


class Clips(dict[str, Samples]):
    """A folder in memory."""

    def add(self, clip_id: str, samples: Samples) -> None:
        """Keep it."""
        self[clip_id] = samples


def made(
    *recordings: Sounding, say: Say = str, reduce: Reduce | None = None
) -> tuple[list[Row], Clips]:
    """Make a set; give its rows and its clips."""
    clips = Clips()
    return list(make(recordings, clips, say, reduce)), clips


def test_good_clips_are_written_and_words_are_said_once() -> None:
    """Each is as loud as the others; the same words again are dropped, with where they were."""
    rows, clips = made(Sounding("An evening", recording(RATE, 11, SPEECH), LINES))

    assert [row.id for row in rows] == ["an-evening-0001", "an-evening-0002", ""]
    assert [row.dropped for row in rows] == ["", "", "said before: an-evening-0001"]
    assert list(clips) == ["an-evening-0001", "an-evening-0002"]
    assert [clip.size / RATE for clip in clips.values()] == pytest.approx([2.2, 2.7], abs=0.05)
    assert [loudness(clip, RATE) for clip in clips.values()] == pytest.approx([-23] * 2, abs=0.5)


def test_texts_are_written_as_said() -> None:
    """With numbers as words, and without the straight quotes that the trainer would take."""
    rows, _ = made(
        Sounding("a", recording(RATE, 11, SPEECH), LINES),
        say=lambda text: text.replace("5", "five"),
    )

    assert metadata(rows) == (
        "a-0001|He said “Good morning, everybody”.|He said “Good morning, everybody”.\n"
        "a-0002|It was 5 degrees colder than I expected.|"
        "It was five degrees colder than I expected.\n"
    )


@pytest.mark.parametrize("said", ["a | b", "", "a\nb | c"])
def test_what_cannot_be_said_is_dropped(said: str) -> None:
    """A text that becomes none, or breaks the table, is no clip."""
    rows, clips = made(Sounding("a", recording(RATE, 11, SPEECH), LINES), say=lambda _: said)

    assert all(row.dropped.startswith("as it is said") for row in rows)
    assert clips == {}


def test_clipping_is_heard_in_the_recording() -> None:
    """A clip that the microphone could not take is dropped, its neighbours are not."""
    samples = recording(RATE, 11, SPEECH)
    loud = slice(4 * RATE, int(6.5 * RATE))
    samples[loud] = np.clip(samples[loud] * 20, -32768, 32767)
    rows, _ = made(Sounding("a", samples, LINES[:2]))

    assert [row.dropped for row in rows] == ["", CLIPPED]


def test_noise_is_learnt_where_nobody_speaks() -> None:
    """What is taken out is the room's, and no speech is in what it is learnt from."""
    given: list[Samples] = []

    def reduce(samples: Samples, noise: Samples) -> Samples:
        given.append(noise)
        return samples

    made(Sounding("a", recording(RATE, 11, SPEECH), LINES[:2]), reduce=reduce)

    assert len(given) == 2
    assert given[0].size > RATE
    assert given[0].std() == pytest.approx(20, abs=1)


def test_lines_after_the_end_are_named() -> None:
    """A transcript of a longer recording does not fit, and its lines say so."""
    short = Sounding("a", recording(RATE, 5, SPEECH[:1]), LINES)

    assert missing([short]) == ["a: line 3: begins at 7.9 s, and the recording ends at 5.0 s"]


def test_ids() -> None:
    """Plain, short, and no two alike, whatever recordings are called."""
    given = ids(["Évening (1).b", "évening-1-b", "日本", "talk"])

    assert list(given.values()) == ["vening-1-b", "vening-1-b-2", "clip", "talk"]


def test_report() -> None:
    """Outcomes are counted, the kept first, then what was dropped most often."""
    rows, _ = made(
        Sounding("a", recording(RATE, 11, SPEECH), [*LINES, Line(4, 10_300, 10_800, "No.")])
    )
    told = report(rows)

    assert [(outcome, clips) for outcome, clips, _ in summary(rows)] == [
        ("kept", 2),
        ("said before", 1),
        ("nobody speaks there", 1),
    ]
    assert told["summary"][0]["seconds"] == pytest.approx(4.9, abs=0.2)
    assert len(told["clips"]) == 4
    assert told["clips"][3]["measures"] is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('"Yes", he said.', "“Yes”, he said."),
        ('He said "no".', "He said “no”."),
        ("It's.", "It's."),
    ],
)
def test_quotes(text: str, plain: str) -> None:
    """Straight quotation marks become those of print; apostrophes stay."""
    assert unquoted(text) == plain
