"""Tells who waits that inquiries were asked, answered, reviewed or deleted."""

import asyncio
import threading

from server.core.chat.inquiries import Inquiry
from server.core.chat_ports import InquiryStore


class News:
    """Counts changes; whoever is told of one looks for themselves what it was."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    @property
    def count(self) -> int:
        """How many changes there were since the server started."""
        return self._count

    def tell(self) -> None:
        """Tell everybody; from any thread."""
        with self._lock:
            self._count += 1
            for loop, changed in self._waiting:
                loop.call_soon_threadsafe(changed.set)

    async def other(self, seen: int, seconds: float) -> int:
        """Wait until the count is another than was seen, or so long; give what it is then."""
        changed = asyncio.Event()
        me = (asyncio.get_running_loop(), changed)
        with self._lock:
            if self._count != seen:
                return self._count
            self._waiting.add(me)
        try:
            async with asyncio.timeout(seconds):
                await changed.wait()
        except TimeoutError:
            return self._count
        finally:
            with self._lock:
                self._waiting.discard(me)
        return self._count


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
