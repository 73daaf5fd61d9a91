"""What a site says of itself: links of a page, site maps, and what robots.txt lets one read."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

AGENT = "Rubato"
MOST_LINKS = 5_000
LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000}?)\s*(?:\]\]>)?\s*</loc>", re.I)
"""The only part of a site map that is needed. https://www.sitemaps.org/protocol.html"""
SITEMAP = re.compile(r"^\s*sitemap:\s*(\S{1,2000})\s*$", re.I | re.M)
OTHER_FILES = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js|json|xml|zip|gz|tar|exe|dmg|woff2?|mp4|webm|mp3|wav"
    r"|ogg)$",
    re.I,
)
"""Endings of addresses that are no page."""


class _Links(HTMLParser):
    """Gathers where a page leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base = ""
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a link, and where relative ones begin."""
        href = dict(attrs).get("href") or ""
        if tag == "base" and not self.base:
            self.base = href
        elif tag == "a" and href and len(self.found) < MOST_LINKS:
            self.found.append(href)


def links(page: str, address: str) -> list[str]:
    """Give the addresses that a page links to, each once, in their order."""
    parser = _Links()
    parser.feed(page)
    base = urljoin(address, parser.base)
    return list(dict.fromkeys(filter(None, (_joined(base, href) for href in parser.found))))


def _joined(base: str, href: str) -> str:
    try:
        return urldefrag(urljoin(base, href.strip())).url
    except ValueError:
        return ""  # no address at all


def mapped(site_map: str) -> list[str]:
    """Give the addresses that a site map names: pages, or further site maps."""
    return [unescape(found) for found in LOCATION.findall(site_map)]


def maps_named(robots: str) -> list[str]:
    """Give the site maps that a robots.txt names."""
    return SITEMAP.findall(robots)


def below(address: str, start: str) -> bool:
    """Tell whether an address lies where another begins: `/a/` for `/a/index.html`."""
    try:
        one, other = urlsplit(address), urlsplit(start)
    except ValueError:
        return False
    folder = other.path[: other.path.rfind("/") + 1] or "/"
    same = (one.scheme, one.netloc.lower()) == (other.scheme, other.netloc.lower())
    return same and (one.path or "/").startswith(folder) and not OTHER_FILES.search(one.path)


def rules(robots: str) -> "RobotFileParser":
    """Read a robots.txt (RFC 9309); an empty one lets everything be read."""
    from urllib.robotparser import RobotFileParser  # noqa: PLC0415  (a client of HTTP comes too)

    parser = RobotFileParser()
    parser.parse(robots.splitlines())
    return parser
