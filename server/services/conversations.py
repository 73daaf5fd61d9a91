"""Conversations: whose they are, and what led to an inquiry."""

from server.core.chat.again import said_before
from server.core.chat.inquiries import Inquiry
from server.core.chat_ports import InquiryStore
from server.core.errors import NotFoundError
from server.core.users import User


class Conversations:
    """Conversations of people, each to be seen by who had it."""

    def __init__(self, store: InquiryStore) -> None:
        self._store = store

    def own(self, user: User, inquiry_id: str) -> Inquiry:
        """Give somebody's inquiry; raises `NotFoundError`, also for somebody else's."""
        found = self._store.inquiry(inquiry_id)
        if found is None or found.user_id != user.id:
            raise NotFoundError("The conversation is not there any more; ask without it.")
        return found

    def led_to(self, user: User, inquiry_id: str) -> list[Inquiry]:
        """Give what led to an inquiry, and it itself as the last; nothing for no id."""
        if not inquiry_id:
            return []
        last = self.own(user, inquiry_id)
        return said_before(self._store.conversation(last.conversation), last)
