"""News of recordings over HTTP: whoever waits is told that something was changed."""

import asyncio

import httpx

from tests.server.api.recorded import MARKED, PLACE, added, newly
from tests.server.api.test_documents import owner

__all__ = ["owner"]  # a fixture, which pytest finds by name


async def test_news_wait_for_a_change(owner: httpx.AsyncClient) -> None:
    """Whatever is added, changed, scored or deleted is told, and what is only looked at is not."""
    held = (await newly(owner))["id"]
    news = f"{PLACE}/news"
    seen = (await owner.get(news)).json()["seen"]
    waiting = asyncio.create_task(owner.get(news, params={"seen": seen, "seconds": 20}))
    found = await added(owner, held, "midi", MARKED)
    counts = [seen, (await waiting).json()["seen"]]
    take, place = found["takes"][0], f"{PLACE}/{held}"
    for change in (
        owner.patch(f"{place}/takes/{take['id']}", json={"version": 1, "name": "First"}),
        owner.put(f"{place}/takes/{take['id']}/score", json={"value": 7}),
        owner.post(f"{place}/remarks", json={"at_ms": 5, "text": "loud"}),
        owner.put(f"{place}/score", json={"value": 3}),
        owner.delete(f"{place}/tracks/{found['tracks'][0]['id']}"),
        owner.delete(place),
    ):
        assert (await change).is_success
        counts.append((await owner.get(news)).json()["seen"])
    assert sorted(set(counts)) == counts
    await owner.get(PLACE)
    assert (await owner.get(news)).json()["seen"] == counts[-1]
