"""A document's summary: the few of its sentences that hold most of what it is about.

Sentences are chosen one by one by how often their words stand in the document, and a word that was
said counts little from then on (SumBasic: Nenkova and Vanderwende, The Impact of Frequency on
Summarization, 2005).  Beginnings say more of what follows than the rest does.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from server.core.chat.wording import content_words, flowing, spans
from server.core.library.blocks import Block
from server.core.library.topics import one_line

SENTENCES = 3
"""Sentences of a summary, at most."""
LONGEST = 600
"""Characters of a summary, about."""
LONGEST_SENTENCE = 300
FEWEST = 4
"""Words of a sentence that say something, at least; where all are shorter, any will do."""
READ = 200_000
"""Characters that are read of a long document: every n-th block, so that its end is in it."""
COMPARED = 1_000
"""Sentences that are compared, at most."""
HEADINGS = 2_000
"""Characters of headings that are searched."""
LEAD = 0.5
"""What the first sentence counts more; the next ones less and less of it."""
LINE = 160
"""Characters of a line that says what a document is."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is searched and shown of a document as a whole."""

    text: str = ""
    headings: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: int
    text: str
    words: tuple[str, ...]


def summary_of(blocks: Sequence[Block]) -> Summary:
    """Sum up what a reader found; nothing of nothing."""
    body = _sampled([block for block in blocks if not block.level])
    sentences = _compared(list(_sentences(body)))
    chosen = sorted(_chosen(sentences), key=lambda one: one.place)
    return Summary(" ".join(one.text for one in chosen), _headings(blocks))


def line_of(summary: str) -> str:
    """Give the line that says what a document is: its summary's first sentence, clipped."""
    first = next((summary[start:end] for start, end in spans(summary)), "")
    return _clipped(first, LINE)


def _headings(blocks: Sequence[Block]) -> str:
    told = dict.fromkeys(one_line(block.text) for block in blocks if block.level)
    return _clipped(" · ".join(told), HEADINGS)


def _sampled(blocks: Sequence[Block]) -> Sequence[Block]:
    step = max(1, ceil(sum(len(block.text) for block in blocks) / READ))
    return blocks[::step]


def _sentences(blocks: Sequence[Block]) -> Iterator[_Sentence]:
    said = "\n".join(block.text[:READ] for block in blocks)
    text = flowing(said) if any(block.from_ms is not None for block in blocks) else said
    for place, (start, end) in enumerate(spans(text)):
        sentence = _clipped(text[start:end], LONGEST_SENTENCE)
        if words := tuple(content_words(sentence)):
            yield _Sentence(place, sentence, words)


def _compared(sentences: Sequence[_Sentence]) -> Sequence[_Sentence]:
    telling = [one for one in sentences if len(one.words) >= FEWEST] or sentences
    return telling[:: max(1, ceil(len(telling) / COMPARED))]


def _chosen(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    """Choose the sentence whose words are the most frequent, again and again."""
    counts = Counter(word for one in sentences for word in one.words)
    weights = {word: often / counts.total() for word, often in counts.items()}
    chosen: list[_Sentence] = []
    left, room = list(sentences), LONGEST
    while left and len(chosen) < SENTENCES:
        best = max(left, key=lambda one: _worth(one, weights))
        chosen.append(best)
        room -= len(best.text) + 1
        for word in best.words:
            weights[word] *= weights[word]
        left = [one for one in left if one.text != best.text and len(one.text) <= room]
    return chosen


def _worth(sentence: _Sentence, weights: dict[str, float]) -> float:
    told = sum(weights[word] for word in sentence.words) / len(sentence.words)
    return told * (1.0 + LEAD / (1.0 + sentence.place))


def _clipped(text: str, longest: int) -> str:
    """Put a text on one line, and cut it between words where it is too long."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    words = islice(line[:longest].split(" "), max(1, line[:longest].count(" ")))
    return " ".join(words).rstrip(",;:") + " …"
