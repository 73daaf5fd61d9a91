"""An answer while it is made: what was said of it so far, and what it can still come to."""

from collections.abc import Sequence
from dataclasses import replace

from server.core.chat.again import length_of
from server.core.chat.citations import Claim, claims
from server.core.chat.extracts import SAID, extracts, extracts_by_topic
from server.core.chat.inquiries import Inquiry, State
from server.core.chat.steps import Step, Way
from server.core.errors import NotFoundError, RubatoError
from server.core.language_hint import hinted
from server.core.library.topics import Topic
from server.services.answer_steps import Ready, Task
from server.services.sources import by_topic, shown


class AnswerMade:
    """Gathers an answer."""

    def __init__(self, inquiry: Inquiry, topics: Sequence[Topic]) -> None:
        """Begin with the question; `topics` are those that were chosen."""
        self.inquiry = inquiry
        self.topics = tuple(topics)
        self.text = ""
        self.state: State | None = None
        """None: it goes on, or its listener left."""
        self.reason = ""
        self.steps: list[Step] = []
        self.verdicts: dict[int, bool] = {}
        """Of a model that checked sentences, by their places."""
        self.task: Task | None = None
        """None: no model answers."""

    @property
    def _language(self) -> str:
        return hinted(self.inquiry.question, SAID) or "en"

    @property
    def unknown(self) -> str:
        """Say that nothing is known."""
        return SAID[self._language]["unknown"]

    def add(self, piece: Step | str) -> None:
        """Add what was done, or said."""
        if isinstance(piece, Step):
            self.steps.append(piece)
        else:
            self.text += piece

    def add_reason(self, text: str) -> None:
        """Add to what is told about it."""
        self.reason = " ".join(filter(None, [self.reason, text]))

    def quoted(self, way: Way) -> str:
        """Let the sources answer by quotes; of several topics, each under its name."""
        inquiry, length = self.inquiry, length_of(self.inquiry.length)
        if way != "topics":
            return extracts(inquiry.question, shown(inquiry.sources), length, self._language)
        groups = [(name, shown(found)) for name, found in by_topic(inquiry.sources, self.topics)]
        return extracts_by_topic(inquiry.question, groups, length, self._language)

    def read(self, ready: Ready) -> None:
        """Keep the sources that the model reads, and what was left out."""
        self.inquiry = replace(self.inquiry, sources=ready.sources)
        self.add_reason(ready.note)
        if ready.left_out:
            self.add_reason(f"{ready.left_out} passages did not fit.")
        if ready.forgotten:
            self.add_reason(f"{ready.forgotten} earlier messages did not fit.")

    def broke(self, error: RubatoError, *, came: bool) -> None:
        """Tell that the model broke off; before it said anything the sources may still answer."""
        self.reason = str(error)
        if came or isinstance(error, NotFoundError):
            self.state = "failed"
        else:
            self.inquiry = replace(self.inquiry, model="")
            self.task = None

    def claims(self) -> tuple[Claim, ...]:
        """Part what was said into claims."""
        passages = {source.number: source.said for source in self.inquiry.sources}
        return claims(self.text.strip(), passages)
