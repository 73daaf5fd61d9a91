"""Words that were played in a performance, as lines beside what is said in it.

Only words of languages that a file is said to be read in: music is full of others' by chance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any, Final

from server.core.performances.performance import LONGEST_LINE, SaidLine, Track

PAUSE: Final = 5_000
"""Ms without a word after which a new line begins."""
MOST_WORDS: Final = 20
"""Of one line."""

Word = Mapping[str, Any]


def played_lines(
    tracks: Iterable[Track], found: Mapping[int, Mapping[str, Any]]
) -> tuple[SaidLine, ...]:
    """Give lines of the words found in files, by the files' numbers; their ids are below 0.

    Each has the words of one voice and language that follow one another. A file that was moved
    since takes them with it.
    """
    numbers = count(-1, -1)
    return tuple(
        _line(next(numbers), track, words, track.offset_ms - content["offset_ms"])
        for track in tracks
        if (content := found.get(track.id)) and "words" in content
        for words in _runs(one for one in content["words"] if one["language"] in track.languages)
    )


def _runs(words: Iterable[Word]) -> Iterator[Sequence[Word]]:
    for _, own in groupby(sorted(words, key=_order), key=_whose):
        run: list[Word] = []
        for word in own:
            if run and (word["from_ms"] - run[-1]["to_ms"] > PAUSE or len(run) == MOST_WORDS):
                yield run
                run = []
            run.append(word)
        yield run


def _whose(word: Word) -> tuple[str, str]:
    return word["language"], word["voice"]


def _order(word: Word) -> tuple[str, str, int]:
    return *_whose(word), word["from_ms"]


def _line(number: int, track: Track, words: Sequence[Word], later: int) -> SaidLine:
    told = ", ".join(word["word"].replace(".", " ") for word in words)
    text = f"Played in {words[0]['language']}: {told}"[:LONGEST_LINE]
    begins, ends = words[0]["from_ms"] + later, max(word["to_ms"] for word in words) + later
    return SaidLine(number, track.id, begins, ends, text, "", track.feedback, 1)
