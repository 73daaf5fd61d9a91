"""Tells who waits that inquiries were asked, answered, reviewed or deleted."""

from server.core.chat.inquiries import Inquiry
from server.core.chat_ports import InquiryStore
from server.services.news import News


class WatchedInquiries:
    """An `InquiryStore` of which changes are told."""

    def __init__(self, store: InquiryStore, news: News) -> None:
        self._store, self._news = store, news
        self.inquiry, self.inquiries = store.inquiry, store.inquiries
        self.conversation, self.user_names = store.conversation, store.user_names

    def add_inquiry(self, inquiry: Inquiry) -> None:
        """Add one."""
        self._store.add_inquiry(inquiry)
        self._news.tell()

    def change_inquiry(self, inquiry: Inquiry) -> bool:
        """Store what became of one; tell whether it is still there."""
        there = self._store.change_inquiry(inquiry)
        self._news.tell()
        return there

    def retopic_inquiry(self, inquiry: Inquiry) -> bool:
        """Store the topics of one, and those refused; tell whether it is still there."""
        there = self._store.retopic_inquiry(inquiry)
        self._news.tell()
        return there

    def remove_inquiry(self, inquiry_id: str) -> None:
        """Delete one."""
        self._store.remove_inquiry(inquiry_id)
        self._news.tell()
