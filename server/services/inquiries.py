"""Inquiries that were kept: listed, shown and deleted; an admin sees everybody's."""

from collections.abc import Sequence

from server.core.chat.inquiries import Inquiry
from server.core.chat_ports import InquiryStore
from server.core.errors import InvalidError, NotFoundError
from server.core.users import User

MOST_LISTED = 200


class Inquiries:
    """What people asked."""

    def __init__(self, store: InquiryStore) -> None:
        self._store = store

    def listed(self, user: User, limit: int = 50, before: str | None = None) -> Sequence[Inquiry]:
        """List them, the newest first."""
        if not 1 <= limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        return self._store.inquiries(None if user.role == "admin" else user.id, limit, before)

    def one(self, user: User, inquiry_id: str) -> Inquiry:
        """Give one; raises `NotFoundError`, also for somebody else's."""
        found = self._store.inquiry(inquiry_id)
        if found is None or (user.role != "admin" and found.user_id != user.id):
            raise NotFoundError("There is no such inquiry; it may have been deleted.")
        return found

    def remove(self, user: User, inquiry_id: str) -> None:
        """Delete one."""
        self._store.remove_inquiry(self.one(user, inquiry_id).id)
