"""How long the routes of taste take that put 10,000 things in order: whole requests to the app.

The server has 10,000 passages in 500 documents and an owner with 1,000 ratings: a list is asked
again, after a rating, after it learnt anew; and 10,000 things are sent along (5 MB), read before.
"""

import asyncio
import gc
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from benchmarks.figures import print_row, quantile
from server.adapters.database import Database, migrate, open_engine
from server.adapters.database.library import Library
from server.adapters.database.ratings import RatingDatabase
from server.adapters.ffmpeg_encoder import FfmpegEncoder
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.core.library.documents import Source
from server.core.library.passages import Cut
from server.core.library_ports import Content
from server.services.speaking import Speaking
from tests.server.conftest import HERE, Made, compose
from tests.server.fakes import FakeLog
from tests.server.made_tastes import passages, ratings

LISTED, DOCUMENTS, RATED, RUNS = 10_000, 500, 1_000, 20
Ask = Callable[[], Awaitable[httpx.Response]]


def times() -> None:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(_times(Path(name)))


async def _times(folder: Path) -> None:
    engine = open_engine(f"sqlite:///{folder / 'data' / 'rubato.db'}")
    migrate(engine)
    speaking = Speaking(VoicePool(2, 30), VoiceShelf(folder / "voices"), FfmpegEncoder(), FakeLog())
    made = compose(Database(engine), speaking, folder)
    _fill(made, Library(engine), RatingDatabase(engine))
    transport = httpx.ASGITransport(app=made.app)
    token = {"Authorization": f"Bearer {made.extension_token()}"}
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=token) as client:
        await _looks(made, client)
    made.tasting.taste().close()
    engine.dispose()


async def _looks(made: Made, client: httpx.AsyncClient) -> None:
    async def listed() -> httpx.Response:
        return await client.get("/v1/taste/predictions", params={"limit": 100})

    await client.post("/v1/taste/train")
    gc.collect()
    gc.freeze()  # as `rubato serve` does
    made.tasting.taste().settle()
    first = await _took(listed)
    await _row("route, list asked again", listed)
    await _after("route, after a rating", listed, lambda at: _rate(made, at))
    await _after("route, after learning", listed, lambda _: _learn(made))
    things = made.tasting.collections.things(made.users.owner(), "passages")
    told = [{"kind": one.kind, "key": one.key, "text": one.text} for one in things]

    body = json.dumps({"things": told, "limit": 100}).encode()
    kind = {"Content-Type": "application/json"}

    async def sent() -> httpx.Response:
        return await client.post("/v1/taste/predictions", content=body, headers=kind)

    await sent()
    made.tasting.taste().settle()  # the most of them are read behind
    await _row("route, things sent again", sent)
    print_row("route, first after the start", first)


def _rate(made: Made, at: int) -> None:
    owner = made.users.owner()
    things = made.tasting.collections.things(owner, "passages")
    made.tasting.ratings.rate(owner, things[RATED + at], at % 11)


def _learn(made: Made) -> None:
    made.tasting.taste().train(made.users.owner())
    made.tasting.taste().settle()


async def _row(name: str, ask: Ask) -> None:
    took = [await _took(ask) for _ in range(RUNS)]
    print_row(name, quantile(took, 50), quantile(took, 95))


async def _after(name: str, ask: Ask, done: Callable[[int], Any]) -> None:
    took = []
    for at in range(RUNS):
        done(at)
        took.append(await _took(ask))
    print_row(name, quantile(took, 50), quantile(took, 95))


async def _took(ask: Ask) -> float:
    begun = time.perf_counter()
    answer = await ask()
    took = 1e3 * (time.perf_counter() - begun)
    if len(answer.json()["things"]) != 100 or answer.json()["why"]:
        raise RuntimeError(answer.text[:500])
    return took


def _fill(made: Made, library: Library, store: RatingDatabase) -> None:
    """Put the passages into the database, not into the index: nothing is searched."""
    known = passages(LISTED, seed=2)
    each = LISTED // DOCUMENTS
    for number in range(DOCUMENTS):
        some = known.things[number * each : (number + 1) * each]
        source = Source("text", f"Document {number}", f"https://{number % 30}.test/{number}", "")
        cuts = [Cut(one.text, at, at + 1, "", 1, None, None, None) for at, one in enumerate(some)]
        library.add_document(source, Content((), "en", "ready", ""), cuts, number)
    owner = made.users.owner()
    things = made.tasting.collections.things(owner, "passages")
    order = {one.text: at for at, one in enumerate(known.things)}
    values = ratings(known)
    for at in np.random.default_rng(1).permutation(len(things))[:RATED]:
        value = int(values[order[things[at].text]])
        store.rate(owner.id, things[at], value, int(at), None)


if __name__ == "__main__":
    times()
