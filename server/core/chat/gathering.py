"""Which passages an answer is given from: the best of each topic in turn, so that none drowns."""

import math
from collections.abc import Iterable, Sequence

from server.core.chat.wording import alike, content_words
from server.core.library.passages import Passage


def in_turn(ranked: Sequence[Sequence[int]], limit: int) -> list[int]:
    """Take from each ranking its best in turn, each passage once, until there are enough.

    A topic of three documents is asked beside one of a thousand: taking turns gives each its say,
    where putting them together would give it to the larger.
    """
    chosen: dict[int, None] = {}
    for row in range(max((len(one) for one in ranked), default=0)):
        for one in ranked:
            if row < len(one) and len(chosen) < limit:
                chosen.setdefault(one[row])
    return list(chosen)


def without_overlap(passages: Iterable[Passage]) -> list[Passage]:
    """Leave out passages that say what one before says, word for word."""
    seen: set[str] = set()
    kept = []
    for passage in passages:
        text = " ".join(passage.cut.text.split()).casefold()
        if text not in seen:
            seen.add(text)
            kept.append(passage)
    return kept


def word_scores(texts: Sequence[str], question: str) -> list[float]:
    """Tell of each text how much it says of what is asked: the words it shares, rare ones first."""
    held = [set(content_words(text)) for text in texts]
    scores = [0.0] * len(texts)
    for word in dict.fromkeys(content_words(question)):
        having = [at for at, words in enumerate(held) if any(alike(word, one) for one in words)]
        for at in having:
            scores[at] += math.log1p(len(texts) / len(having))
    return scores


def saying_most(passages: Sequence[Passage], question: str) -> list[int]:
    """Give the numbers of passages that say anything of what is asked, the best first."""
    scores = word_scores([one.cut.text for one in passages], question)
    order = sorted(range(len(passages)), key=lambda at: (-scores[at], at))
    return [passages[at].id for at in order if scores[at]]


def about(passages: Sequence[Passage], at_ms: int | None) -> list[int]:
    """Give the numbers of the passages in which a moment lies, or nearly; the nearest first."""
    if at_ms is None:
        return []
    away = {one.id: _away(one, at_ms) for one in passages if one.cut.from_ms is not None}
    near = sorted((far, number) for number, far in away.items() if far <= ABOUT)
    return [number for _, number in near][:MOST_ABOUT]


def _away(passage: Passage, at_ms: int) -> int:
    begin = passage.cut.from_ms or 0
    return max(begin - at_ms, at_ms - max(begin, passage.cut.to_ms or 0), 0)


def asked_for(question: str, earlier: Sequence[str]) -> str:
    """Give what is searched for: a follow-up question is about what the one before was about."""
    short = len(question.split()) <= FOLLOW_UP
    return f"{question} {earlier[-1]}" if earlier and short else question


ABOUT = 15_000
"""Ms between a moment that somebody names and what is said of it."""
MOST_ABOUT = 3
FOLLOW_UP = 8
"""Words of a question that may be one: “And when did he die?”"""
