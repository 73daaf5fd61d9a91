"""The page that somebody asks about: those of its passages that the question is about, in order.

It is in no library: it is asked alone, and nothing of it is kept but what an answer was given from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.core.chat.context import OVERHEAD, tokens
from server.core.chat.gathering import word_scores
from server.core.chat.inquiries import Cite
from server.core.library.cutting import cut
from server.core.library.documents import clean_title
from server.core.library.passages import Cut
from server.core.library.plain_text import read_text

KIND = "page"
"""What its sources are called, which are of no document."""
LONGEST = 300_000
"""Characters of a page; more than any model reads."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its reader sees it; paragraphs stand between empty lines."""

    title: str
    address: str
    text: str


def cites_of(page: Page, question: str, budget: int) -> tuple[Cite, ...]:
    """Give its passages as sources, numbered in their order, of `budget` tokens together.

    Where not all of it fits, its beginning stays, which says what it is about, and then what has
    most of the question's words, the rare ones first.
    """
    cuts = cut(read_text(page.text).blocks)
    kept = sorted(_within(_best_first(cuts, question), cuts, budget))
    title = clean_title(page.title, page.address)
    return tuple(
        Cite(number, at, 0, KIND, title, page.address, "", cuts[at].text, cuts[at].start)
        for number, at in enumerate(kept, 1)
    )


def _best_first(cuts: Sequence[Cut], question: str) -> list[int]:
    """Order passages by how much they say of what is asked, but for the first, which leads."""
    scores = word_scores([one.text for one in cuts], question)
    return sorted(range(len(cuts)), key=lambda at: (at > 0, -scores[at], at))


def _within(order: Sequence[int], cuts: Sequence[Cut], budget: int) -> Iterator[int]:
    """Give as many as fit; one that does not makes no room for lesser ones."""
    for at in order:
        budget -= tokens(cuts[at].text) + OVERHEAD
        if budget < 0:
            return
        yield at
