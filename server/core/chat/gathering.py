"""Which passages an answer is given from: the best of each topic in turn, so that none drowns."""

from collections.abc import Iterable, Sequence

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


def asked_for(question: str, earlier: Sequence[str]) -> str:
    """Give what is searched for: a follow-up question is about what the one before was about."""
    short = len(question.split()) <= FOLLOW_UP
    return f"{question} {earlier[-1]}" if earlier and short else question


FOLLOW_UP = 8
"""Words of a question that may be one: “And when did he die?”"""
