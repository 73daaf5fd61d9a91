"""Finds the pages below an address, by the site's own map or by its links; loads none of them."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from server.core.errors import InvalidError, RubatoError
from server.core.library.addresses import checked_address
from server.core.library.plain_text import decoded
from server.core.library.site import AGENT, below, links, mapped, maps_named, rules
from server.core.library_ports import Fetched, Loader

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

MOST_PAGES = 2_000
MOST_MAPS = 20
PAUSE = 0.2
"""Seconds between two pages, where the site asks for no longer one."""
LONGEST_PAUSE = 5.0


class Crawl(NamedTuple):
    """What was found."""

    pages: tuple[str, ...]
    by: str
    """`site map` or `links`."""
    barred: int
    """Pages that robots.txt keeps out."""
    more: bool
    """Whether there are more than were asked for."""


class Crawling:
    """Finds pages."""

    def __init__(self, loader: Callable[[], Loader], pause: Callable[[float], None]) -> None:
        self._loader, self._pause = loader, pause

    def pages(self, start: str, limit: int = 100) -> Crawl:
        """Find pages below an address; raises where it cannot be loaded."""
        if not 1 <= limit <= MOST_PAGES:
            raise InvalidError(f"limit is 1 to {MOST_PAGES}.")
        start = checked_address(start)
        robots = self._text(urljoin(start, "/robots.txt"))
        allowed = rules(robots)
        named = [one for one in self._mapped(start, robots) if below(one, start)]
        found = list(dict.fromkeys(named))
        if found:
            return _crawl(found, "site map", allowed, limit)
        return _crawl(list(self._linked(start, allowed, limit)), "links", allowed, limit)

    def _mapped(self, start: str, robots: str) -> Iterator[str]:
        """Give the pages that the site's maps name, maps of maps included."""
        waiting = maps_named(robots) or [urljoin(start, "/sitemap.xml")]
        for at in range(MOST_MAPS):
            if at >= len(waiting):
                return
            for address in mapped(self._text(waiting[at])):
                if address.endswith((".xml", ".xml.gz")):
                    waiting.append(address)
                else:
                    yield address

    def _linked(self, start: str, allowed: "RobotFileParser", limit: int) -> Iterator[str]:
        """Give pages as their links lead from one to the next, the start first."""
        waiting, seen = [start], {start}
        pause = min(float(allowed.crawl_delay(AGENT) or PAUSE), LONGEST_PAUSE)
        for count in range(limit + 1):
            if not waiting:
                return
            address = waiting.pop(0)
            yield address
            if not allowed.can_fetch(AGENT, address):
                continue
            if count:
                self._pause(pause)
            page = self._page(address, needed=not count)
            for link in links(decoded(page.content), page.address) if page else ():
                if link not in seen and below(link, start):
                    seen.add(link)
                    waiting.append(link)

    def _page(self, address: str, *, needed: bool) -> Fetched | None:
        try:
            return self._loader().fetch(address)
        except RubatoError:
            if needed:
                raise
            return None  # it is told when it is loaded

    def _text(self, address: str) -> str:
        """Give a file that a site may have; empty where it has not."""
        try:
            return decoded(self._loader().fetch(address).content)
        except RubatoError:
            return ""


def _crawl(found: list[str], by: str, allowed: "RobotFileParser", limit: int) -> Crawl:
    open_to_us = [address for address in found if allowed.can_fetch(AGENT, address)]
    kept = tuple(open_to_us[:limit])
    return Crawl(kept, by, len(found) - len(open_to_us), len(open_to_us) > limit)
