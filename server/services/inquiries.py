"""Inquiries that were kept: listed, shown and deleted; an admin sees everybody's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.core.chat.inquiries import Inquiry
from server.core.chat.reviews import Sought
from server.core.chat_ports import InquiryStore
from server.core.errors import InvalidError, NotFoundError
from server.core.users import User

MOST_LISTED = 200


class Inquiries:
    """What people asked."""

    def __init__(self, store: InquiryStore) -> None:
        self._store = store

    def listed(
        self,
        user: User,
        limit: int = 50,
        before: str | None = None,
        sought: Sought | None = None,
    ) -> Sequence[Inquiry]:
        """List those that are sought, the newest first; somebody's own where he is no admin."""
        if not 1 <= limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        wanted = sought or Sought()
        if user.role != "admin":
            wanted = replace(wanted, user_id=user.id)
        return self._store.inquiries(wanted, limit, before)

    def names(self, inquiries: Sequence[Inquiry]) -> Mapping[int, str]:
        """Name who asked, by their numbers."""
        return self._store.user_names({one.user_id for one in inquiries})

    def one(self, user: User, inquiry_id: str) -> Inquiry:
        """Give one; raises `NotFoundError`, also for somebody else's."""
        found = self._store.inquiry(inquiry_id)
        if found is None or (user.role != "admin" and found.user_id != user.id):
            raise NotFoundError("There is no such inquiry; it may have been deleted.")
        return found

    def remove(self, user: User, inquiry_id: str) -> None:
        """Delete one."""
        self._store.remove_inquiry(self.one(user, inquiry_id).id)
