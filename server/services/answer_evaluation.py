"""Measures answers: each question of a collection is asked, and what comes is looked at."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from server.core.chat.answer_measures import measured
from server.core.chat.inquiries import Inquiry
from server.core.errors import UnavailableError
from server.core.users import User
from server.services.answer_events import Ended
from server.services.answering import Answering
from server.services.wishes import Wish


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What a configuration came to: for each measure, a value for each question, in one order."""

    questions: int
    by_model: int
    """Questions that a model answered; the sources of the others were quoted."""
    values: Mapping[str, Sequence[float]]
    milliseconds: float
    """The median of an answer."""

    def mean(self, measure: str) -> float:
        """Give the mean over the questions."""
        return statistics.fmean(self.values[measure])


async def evaluated_answers(
    answering: Answering,
    user: User,
    wishes: Sequence[Wish],
    references: Sequence[str | None],
    watch: Callable[[], float],
) -> AnswerReport:
    """Ask everything; `watch` gives seconds that only grow, a reference of None is not there.

    What has a reference is measured by it only where all have one, so that measures can be
    compared. Raises what an answer that cannot be given does.
    """
    took: list[float] = []
    told: list[Mapping[str, float]] = []
    models = 0
    referred = None not in references
    for wish, reference in zip(wishes, references, strict=True):
        begun = watch()
        inquiry = await _answer(answering, user, wish)
        took.append(watch() - begun)
        told.append(measured(inquiry, reference if referred else None))
        models += bool(inquiry.model)
    values = {name: [one[name] for one in told] for name in told[0]} if told else {}
    return AnswerReport(len(told), models, values, 1000 * statistics.median(took or [0.0]))


async def _answer(answering: Answering, user: User, wish: Wish) -> Inquiry:
    ended: Inquiry | None = None
    async for event in answering.answer(user, wish):
        ended = event.inquiry if isinstance(event, Ended) else ended
    if ended is None or ended.state != "answered":
        raise UnavailableError(f"“{wish.question[:80]}” was not answered to its end.")
    return ended
