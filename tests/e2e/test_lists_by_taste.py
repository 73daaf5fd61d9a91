"""Links of a page in the panel, by a taste that the real server has learnt."""

from typing import Any

import httpx

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_hearing import SET
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until

LIKED = ("A fugue for the piano", "Piano lessons", "The piano sonata", "Preludes for piano")
DISLIKED = ("Football results", "The football league", "A football match", "Football boots")
LINKS = """() => { document.body.innerHTML = ['Football tonight', 'A piano evening']
  .map((name, at) => `<p><a href="https://link${at}.test/">${name}</a></p>`).join(''); }"""


def learn(server: Server, token: str) -> None:
    """Rate pages one way and the other, and have the server learn from that."""
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(base_url=server.address, headers=headers, timeout=30) as client:
        for value, titles in ((10, LIKED), (0, DISLIKED)):
            for title in titles:
                key = f"https://pages.test/{title.replace(' ', '-')}"
                thing: dict[str, Any] = {"kind": "page", "key": key, "title": title, "text": title}
                body = thing | {"address": key, "value": value}
                client.put("/v1/taste/ratings", json=body).raise_for_status()
        client.post("/v1/taste/train").raise_for_status()
        until(
            lambda: client.get("/v1/taste").raise_for_status().json()["trained"],
            "the taste is learnt",
        )


def test_links_are_in_the_order_of_taste_where_so_set(
    server: Server, browser: Browser, panel: Panel, paired: str, pages: str, ask: Ask
) -> None:
    """What would be liked comes first, which is said; as the page has them where it is not set."""
    learn(server, paired)
    page = browser.context.pages[0]
    page.goto(f"{pages}/article.html")
    page.evaluate(LINKS)
    page.bring_to_front()
    assert ask("list links").startswith("2 links. 1: Football tonight")
    panel.page.evaluate(SET, {"links_by_taste": True})
    assert ask("list links").startswith("2 links in the order of your taste. 1: A piano evening")
