"""Collects comments: all threads that are newer than the last time, then old ones in turn."""

import json
from dataclasses import asdict, dataclass, field

from server.core.comments.comment import Page, Thread
from server.core.comments.failures import GoneError, RefusedError
from server.core.step.task import Bounds, Progress
from server.services.comment_desk import Desk
from server.services.comment_threads import AT_ONCE, KeptThreads, Listed

MARK = "comments"
"""Where the walk goes on."""
MOST_ROUNDS = 40
"""Lists of 50 old threads that a step looks at, while there is something new in them."""


@dataclass(slots=True)
class Walk:
    """How far the threads were read; all times are YouTube's, so that our clock may err."""

    until: int = 0
    """The newest comment of the last walk that came to its end; ms since 1970, UTC."""
    newest: int = 0
    """The newest comment that this walk saw."""
    page: str | None = None
    """Where this walk goes on."""


@dataclass(slots=True)
class Collected:
    """What a step found."""

    new: int = 0
    """Comments."""
    threads: int = 0
    """In which something changed."""
    gone: int = 0
    """Threads that are deleted."""
    whole: bool = True
    """Whether all newer threads were read."""
    lines: list[str] = field(default_factory=list)


class Collecting:
    """Reads what is new."""

    def __init__(self, desk: Desk, threads: KeptThreads) -> None:
        self._desk, self._threads = desk, threads

    def run(self, bounds: Bounds, progress: Progress) -> Collected:
        """Collect; what was read stays where a call fails, which raises."""
        found = Collected()
        self._walk(found, bounds, progress)
        self._look(found, bounds)
        return found

    def _walk(self, found: Collected, bounds: Bounds, progress: Progress) -> None:
        walk = self._read_mark()
        while bounds.left():
            page = self._page(walk)
            walk.newest = max([walk.newest, *map(_active, page.items)])
            self._keep(page.items, found)
            progress(found.new, None, "comments")
            ended = page.next is None or self._is_old(page, walk)
            walk.page = None if ended else page.next
            if ended:
                walk = Walk(until=walk.newest)
            self._write_mark(walk)
            if ended:
                return
        found.whole = False

    def _page(self, walk: Walk) -> Page[Thread]:
        try:
            return self._desk.channel.threads(self._desk.me.id, walk.page)
        except RefusedError:
            if walk.page is None:
                raise
        # YouTube forgets where a list goes on after a while; then it is read from its beginning.
        walk.page = None
        return self._desk.channel.threads(self._desk.me.id)

    def _is_old(self, page: Page[Thread], walk: Walk) -> bool:
        since = walk.until - self._desk.conduct.overlap
        return bool(walk.until) and any(_active(thread) < since for thread in page.items)

    def _keep(self, threads: tuple[Thread, ...], found: Collected) -> None:
        """Keep those of a list in which something is new; one that is gone by now is lost."""
        listed: list[Listed] = []
        for thread in self._threads.changed(threads):
            try:
                listed.append(self._threads.list_whole(thread))
            except GoneError:
                self._lose(thread.first.id, found)
        found.threads += len(listed)
        found.new += self._threads.keep(listed)

    def _look(self, found: Collected, bounds: Bounds) -> None:
        """Look at the threads whose turn it is, on while there is something new in them."""
        for _ in range(MOST_ROUNDS):
            turn = self._desk.comments.threads_to_look(AT_ONCE)
            if not turn or not bounds.left():
                return
            there = self._desk.channel.threads_by_id([one.thread for one in turn])
            ids = {thread.first.id for thread in there}
            before = found.threads + found.gone
            for one in turn:
                if one.thread not in ids:
                    self._lose(one.thread, found, anew=not one.gone)
            self._keep(tuple(there), found)
            self._threads.look_later(sorted(ids))
            if found.threads + found.gone == before:
                return

    def _lose(self, thread: str, found: Collected, *, anew: bool = True) -> None:
        found.gone += anew
        self._threads.lose(thread)

    def _read_mark(self) -> Walk:
        try:
            return Walk(**json.loads(self._desk.steps.mark(MARK) or "{}"))
        except (ValueError, TypeError):
            return Walk()  # another version wrote it: all is read again, and kept once

    def _write_mark(self, walk: Walk) -> None:
        self._desk.steps.set_mark(MARK, json.dumps(asdict(walk)), self._desk.clock())


def _active(thread: Thread) -> int:
    return max(one.published for one in (thread.first, *thread.replies))
