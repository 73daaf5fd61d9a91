"""What marking inquiries for the next recording needs of a database."""

from collections.abc import Collection, Sequence
from typing import Protocol

from server.core.chat.answered import Answered


class MarkStore(Protocol):
    """Keeps marks, and when inquiries were answered; each call is one transaction."""

    def marked(self, user_id: int) -> Sequence[str]:
        """Name the inquiries that somebody marked, in the order in which he did."""
        ...

    def mark_inquiry(self, user_id: int, inquiry_id: str, most: int, now: int) -> bool:
        """Mark one; tell whether there was room for it, or it was marked before.

        Raises `NotFoundError` where the inquiry was deleted meanwhile.
        """
        ...

    def unmark_inquiry(self, user_id: int, inquiry_id: str) -> None:
        """Take a mark back, where there is one."""
        ...

    def answered(self, inquiries: Collection[str]) -> Sequence[Answered]:
        """List when these were answered; a file of several performances is told for each."""
        ...

    def answer_in_file(self, inquiry_id: str, recording: str, at_ms: int, now: int) -> None:
        """Say at which ms of a file one was answered, in place of what was said before.

        Raises `NotFoundError` where either was deleted meanwhile.
        """
        ...

    def answer_in_performance(
        self, inquiry_id: str, performance: str, at_ms: int, now: int
    ) -> None:
        """Say at which ms of a performance one was answered; the same otherwise."""
        ...

    def take_answer_back(self, inquiry_id: str, answer_id: int) -> bool:
        """Say no more that it was answered there; tell whether that was said."""
        ...
