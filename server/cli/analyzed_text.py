"""An analyzed recording as a page of text: tables of its parts, words, phrases and takes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from server.cli.decoded_text import counted, printable, shown
from server.core.phrases_repeated import SHAPES
from server.core.smf import MidiFile
from server.core.take_comparison import Difference
from server.core.takes import Take
from server.services.analysing import Analysis, Compared, Part, Repeat

MOST_WORDS = 40
MOST_PHRASES = 5
MOST_TIMES = 6
NOTES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def report(name: str, recording: MidiFile, found: Analysis, *, only_takes: bool = False) -> str:
    """Write the page; with `only_takes` the takes and each difference between them."""
    notes, tracks = counted(len(recording.notes), "note"), counted(len(recording.tracks), "track")
    lines = [f"{name}: format {recording.format}, {tracks}, {notes}, {clock(recording.length)}"]
    if only_takes:
        lines += [*_takes(found.takes), *_compared(found.compared, every=True)]
    else:
        lines += [*_parts(found.parts), *_words(found), *_phrases(found.repeats)]
        lines += [*_takes(found.takes), *_compared(found.compared, every=False)]
    return printable("\n".join(lines))


def clock(ms: float) -> str:
    """Write a time: 1:05.2, 1:02:03.0."""
    tenths = int(ms / 100 + 0.5)
    hours, rest = divmod(tenths, 36_000)
    minutes, tenths = divmod(rest, 600)
    seconds = f"{tenths // 10:02}.{tenths % 10}"
    return f"{hours}:{minutes:02}:{seconds}" if hours else f"{minutes}:{seconds}"


def key_name(number: int) -> str:
    """Write a MIDI note: middle C is C4."""
    return f"{NOTES[number % 12]}{number // 12 - 1}"


def _parts(parts: Sequence[Part]) -> Iterator[str]:
    yield ""
    yield (
        f"{'part':22}{'notes':>7}{'minutes':>9}{'keys':>10}{'velocity':>10}"
        f"{'ms apart':>10}{'uneven %':>10}{'overlap %':>11}"
    )
    for part in parts:
        of = part.figures
        keys = "-" if of.lowest is None else f"{key_name(of.lowest)}-{key_name(of.highest or 0)}"
        share = None if of.overlap is None else of.overlap * 100
        yield (
            f"{part.name[:21]:22}{of.notes:7}{of.minutes:9.2f}{keys:>10}{_or_none(of.velocity_mean):>10}"
            f"{_or_none(of.interval_median):>10}{_or_none(of.unevenness):>10}{_or_none(share):>11}"
        )
    if parts and parts[0].figures.notes:
        bands = parts[0].figures.velocity_bands
        yield "velocities: " + ", ".join(
            f"{at * 16}-{at * 16 + 15} {count}" for at, count in enumerate(bands) if count
        )


def _or_none(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


def _words(found: Analysis) -> Iterator[str]:
    yield ""
    if not found.words:
        yield "no words of these languages"
        return
    counts = Counter((word.word, word.language) for word in found.words)
    often = [f"{word} ({language}) {count}" for (word, language), count in counts.most_common(8)]
    yield f"{counted(len(found.words), 'word')}: {', '.join(often)}"
    yield f"{'at':>10}  {'keys':14}{'word':24}{'language':16}voice"
    for word in found.words[:MOST_WORDS]:
        keys = shown(word.keys)
        yield (f"{clock(word.start_ms):>10}  {keys:14}{word.word:24}{word.language:16}{word.voice}")
    if len(found.words) > MOST_WORDS:
        yield f"  and {len(found.words) - MOST_WORDS} more; --json gives all"


def _phrases(repeats: Sequence[Repeat]) -> Iterator[str]:
    yield ""
    if not repeats:
        yield "no phrase comes back"
        return
    yield f"{counted(len(repeats), 'phrase')}, those that fill most of it"
    yield f"{'played':>8}{'notes':>7}  {'same by':10}{'voice':22}at"
    ordered = sorted(repeats, key=lambda each: -each.phrase.count * each.phrase.notes)
    for by in SHAPES:
        of_kind = [each for each in ordered if each.phrase.by == by]
        yield from map(_phrase, of_kind[:MOST_PHRASES])
        if len(of_kind) > MOST_PHRASES:
            yield f"  and {len(of_kind) - MOST_PHRASES} more by {by}; --json gives all"


def _phrase(each: Repeat) -> str:
    times = ", ".join(map(clock, each.times[:MOST_TIMES]))
    more = " ..." if len(each.times) > MOST_TIMES else ""
    phrase = each.phrase
    return f"{phrase.count:8}{phrase.notes:7}  {phrase.by:10}{each.voice[:21]:22}{times}{more}"


def _takes(takes: Sequence[Take]) -> Iterator[str]:
    yield ""
    yield f"{counted(len(takes), 'take')}" if takes else "no takes"
    for take in takes:
        span = f"{clock(take.start_ms):>10} - {clock(take.end_ms)}"
        yield f"  take {take.number:<4}{span:24}{take.name}".rstrip()


def _compared(compared: Sequence[Compared], *, every: bool) -> Iterator[str]:
    for each in compared:
        one, two, of = each.first, each.second, each.comparison
        tempo = "" if of.tempo is None else f", {of.tempo:.2f} times as fast"
        yield ""
        same = counted(of.same, "note")
        yield f"take {two.number} beside take {one.number}: {same} the same{tempo}"
        yield (
            f"  missing {of.count('missing')}, extra {of.count('extra')}, "
            f"wrong pitch {of.count('pitch')}, early {of.count('early')}, late {of.count('late')}"
        )
        if every:
            yield from (_difference(two, difference) for difference in of.differences)


def _difference(take: Take, difference: Difference) -> str:
    off = f" by {abs(difference.off):.0f} ms" if difference.off else ""
    what = "another pitch" if difference.kind == "pitch" else difference.kind
    return f"  {clock(take.start_ms + difference.ms):>10}  {what}{off}"
