"""Crawling: by the site's map, else by links; below the address, and what robots.txt lets."""

import pytest

from server.core.errors import InvalidError
from server.core.library.site import below, links
from server.services.crawling import Crawling
from tests.server.made_library import FakeLoader, Page

SITE = "https://example.org"


def page(path: str, *hrefs: str) -> Page:
    """Make a page with links."""
    body = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    return Page(f"{SITE}{path}", "text/html", body.encode())


def text(path: str, content: str) -> Page:
    """Make a file."""
    return Page(f"{SITE}{path}", "text/plain", content.encode())


LINKED = (
    page("/docs/", "a.html", "b.html#part", "/elsewhere", "https://other.org/docs/x", "logo.png"),
    page("/docs/a.html", "/docs/c.html", "b.html", "mailto:x@y.z", "javascript:x", "http://[bad"),
    page("/docs/b.html"),
    page("/docs/c.html", "/docs/"),
)


def crawl(
    *pages: Page, start: str = f"{SITE}/docs/", limit: int = 100
) -> tuple[object, list[float]]:
    """Crawl, and give the pauses that were made."""
    pauses: list[float] = []
    loader = FakeLoader(*pages)
    return Crawling(lambda: loader, pauses.append).pages(start, limit), pauses


def test_links_are_followed_below_the_address() -> None:
    """Each page once, the start first, none of another place, host or kind; with a pause."""
    found, pauses = crawl(*LINKED)

    assert found == (
        (f"{SITE}/docs/", f"{SITE}/docs/a.html", f"{SITE}/docs/b.html", f"{SITE}/docs/c.html"),
        "links",
        0,
        False,
    )
    assert pauses == [0.2, 0.2, 0.2]


def test_a_site_map_is_taken_instead() -> None:
    """Also one of site maps, which robots.txt names."""
    robots = text("/robots.txt", f"User-agent: *\nDisallow: /docs/secret\nSitemap: {SITE}/m.xml\n")
    index = text(
        "/m.xml", f"<sitemapindex><sitemap><loc>{SITE}/n.xml</loc></sitemap></sitemapindex>"
    )
    names = ("docs/1?a=1&amp;b=2", "docs/secret/2", "other/3", "docs/4")
    urls = "".join(f"<url><loc> {SITE}/{name} </loc></url>" for name in names)
    found, _ = crawl(robots, index, text("/n.xml", f"<urlset>{urls}</urlset>"))

    assert found == ((f"{SITE}/docs/1?a=1&b=2", f"{SITE}/docs/4"), "site map", 1, False)


def test_no_more_than_asked_for() -> None:
    """And it is told that there are more."""
    found, _ = crawl(*LINKED, limit=2)

    assert found == ((f"{SITE}/docs/", f"{SITE}/docs/a.html"), "links", 0, True)


def test_what_robots_bar_is_neither_read_nor_named() -> None:
    """And how many they bar is told; a delay that a site asks for is kept, up to a point."""
    robots = text("/robots.txt", "User-agent: *\nCrawl-delay: 60\nDisallow: /docs/a.html\n")
    found, pauses = crawl(robots, *LINKED)

    assert found == ((f"{SITE}/docs/", f"{SITE}/docs/b.html"), "links", 1, False)
    assert pauses == [5.0]


def test_an_address_that_cannot_be_loaded_is_told() -> None:
    """Rather than that there is nothing below it."""
    with pytest.raises(InvalidError, match="no such page"):
        crawl()
    with pytest.raises(InvalidError, match="Only http"):
        crawl(start="file:///etc/")
    with pytest.raises(InvalidError, match="limit"):
        crawl(*LINKED, limit=0)


@pytest.mark.parametrize(
    ("address", "start", "is_below"),
    [
        ("https://a.b/x/y", "https://a.b/x/", True),
        ("https://a.b/x/y", "https://a.b/x/index.html", True),
        ("https://a.b/xy", "https://a.b/x/", False),
        ("http://a.b/x/y", "https://a.b/x/", False),
        ("https://a.b:81/x/y", "https://a.b/x/", False),
        ("https://a.b/y", "https://a.b", True),
        ("https://a.b/y.PNG", "https://a.b", False),
        ("http://[bad", "https://a.b", False),
    ],
)
def test_below(address: str, start: str, is_below: bool) -> None:
    """The same scheme, host, port and folder."""
    assert below(address, start) is is_below


def test_a_base_moves_relative_links() -> None:
    """As HTML has it."""
    assert links('<base href="/x/"><a href="y">', SITE) == [f"{SITE}/x/y"]
