"""What answering needs of the world: inquiries that are kept, and a search."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import Sought
from server.core.retrieval.entry import Hit


class InquiryStore(Protocol):
    """Keeps inquiries."""

    def add_inquiry(self, inquiry: Inquiry) -> None:
        """Add one."""
        ...

    def change_inquiry(self, inquiry: Inquiry) -> bool:
        """Store what became of one; tell whether it is still there."""
        ...

    def retopic_inquiry(self, inquiry: Inquiry) -> bool:
        """Store the topics of one, and those refused; tell whether it is still there."""
        ...

    def inquiry(self, inquiry_id: str) -> Inquiry | None:
        """Find one."""
        ...

    def inquiries(self, sought: Sought, limit: int, before: str | None = None) -> Sequence[Inquiry]:
        """List those that are sought, the newest first, those older than `before`."""
        ...

    def conversation(self, conversation: str) -> Sequence[Inquiry]:
        """List the inquiries of a conversation, the oldest first."""
        ...

    def remove_inquiry(self, inquiry_id: str) -> None:
        """Delete one."""
        ...

    def user_names(self, user_ids: Collection[int]) -> Mapping[int, str]:
        """Name users by their numbers."""
        ...


class Search(Protocol):
    """Finds passages."""

    def search(self, question: str, topics: frozenset[int], limit: int) -> Sequence[Hit]:
        """Give the passages of any of these topics (empty: of all) that fit best, the best first.

        Raises nothing: where there is nothing, nothing is found.
        """
        ...
