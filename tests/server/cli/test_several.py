"""Two servers over one database and one vector service: what one does, the other knows of soon."""

import hashlib
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.fixtures.chroma import ChromaRun
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.fixtures.postgresql import made_database
from tests.server.cli.several import World, clients, until

WITHIN = 3.0
"""Seconds; about a quarter of one where nothing else runs."""


def meaning(text: str) -> list[float]:
    """Give a vector: cars are near each other, and so is music."""
    words = set(text.lower().replace(".", " ").replace("?", " ").split())
    turned = 0.1 * len(words & {"car", "automobile"}) + 1.4 * len(words & {"fugue", "bach"})
    return [math.cos(turned), math.sin(turned), 0.01]


@pytest.fixture(scope="module")
def script() -> Iterator[tuple[Script, str]]:
    """Run a fake Ollama that embeds and answers."""
    script = Script(models={"tiny:1b": 1_000_000, "embeds": 1_000}, vector=meaning)
    with fake_ollama(script) as (address, _):
        yield script, address


@pytest.fixture(scope="module")
def world(
    postgresql_server: str,
    chroma_service: ChromaRun,
    script: tuple[Script, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> World:
    """Make what both share."""
    folder = tmp_path_factory.mktemp("two")
    return World(folder, made_database(postgresql_server), chroma_service.url, script[1])


@pytest.fixture(scope="module")
def two(world: World) -> Iterator[Sequence[httpx.Client]]:
    """Start both, and give a client of each."""
    with clients(world, 2) as both:
        yield both


def load(client: httpx.Client, name: str, text: str) -> int:
    """Load a document; give its number."""
    answer = client.post(f"/v1/documents/file?name={name}", content=text.encode())
    assert answer.is_success, answer.text
    return int(answer.json()["id"])


def found(client: httpx.Client, question: str, *topics: str) -> list[int]:
    """Give the documents that a search finds."""
    told = client.post("/v1/search", json={"question": question, "topics": topics}).json()
    return [one["document"] for one in told["passages"]]


def index(client: httpx.Client) -> dict[str, object]:
    """Tell how the index stands."""
    return client.get("/v1/status/chat").json()["index"] or {}


def test_a_document_is_found_changed_and_gone(two: Sequence[httpx.Client]) -> None:
    """Within a second, by its words at first, and by the vectors that one of them makes."""
    one, other = two
    number = load(one, "oil.txt", "An automobile needs oil.")
    seconds = [until(lambda: number in found(other, "oil"))]  # and loads what searches, first
    mended = load(other, "oak.txt", "The oak is a tree.")
    seconds.append(until(lambda: mended in found(one, "oak"), WITHIN))
    until(lambda: all(index(each).get("embedded") == 2 for each in two))
    assert number in found(one, "car?")
    assert number in found(other, "car?")

    topic = one.post("/v1/topics", json={"name": "Cars"}).json()["id"]
    assert other.put(f"/v1/documents/{number}/topics/{topic}").status_code == 204
    seconds.append(until(lambda: found(one, "needs", "Cars")[:1] == [number], WITHIN))
    assert one.delete(f"/v1/documents/{number}").status_code == 204
    seconds.append(until(lambda: number not in found(other, "automobile oil"), WITHIN))
    until(lambda: all(index(each).get("embedded") == 1 for each in two))
    print("seconds until the other knew:", [round(each, 2) for each in seconds])


def test_loaded_at_both_at_once_is_loaded_once(two: Sequence[httpx.Client]) -> None:
    """The same address, by two who do not know of each other."""

    def put(at: int) -> int:
        text = f"Version {at % 2} of the sonata.".encode()
        place = "/v1/documents/file?name=same.txt&address=https://example.org/same.txt"
        return two[at % 2].post(place, content=text).status_code

    with ThreadPoolExecutor(8) as pool:
        assert {code // 100 for code in pool.map(put, range(16))} == {2}
    listed = two[0].get("/v1/documents").json()["documents"]
    same = [each for each in listed if each["address"] == "https://example.org/same.txt"]
    assert len(same) == 1
    until(lambda: all(found(each, "sonata")[:1] == [same[0]["id"]] for each in two), WITHIN)
    until(lambda: index(two[0])["passages"] == index(two[1])["passages"], WITHIN)


def test_questions_corrections_and_news(two: Sequence[httpx.Client]) -> None:
    """Who waits at one hears of a question at the other, and sees its correction."""
    one, other = two
    seen = one.get("/v1/inquiries/news").json()["seen"]
    messages = [{"role": "user", "content": "Who wrote the fugue?"}]
    asked = {"model": "tiny:1b", "messages": messages, "topics": ["ALL"]}
    assert other.post("/v1/chat/completions", json=asked).is_success
    heard = one.get(f"/v1/inquiries/news?seen={seen}&seconds=10").json()["seen"]
    assert heard > seen
    inquiry = one.get("/v1/inquiries").json()["inquiries"][0]
    changed = {"version": inquiry["review"]["version"], "correction": "Bach did.", "teach": True}
    assert other.patch(f"/v1/inquiries/{inquiry['id']}", json=changed).is_success
    until(lambda: one.get(f"/v1/inquiries/news?seen={heard}").json()["seen"] > heard, WITHIN)

    shown = one.get(f"/v1/inquiries/{inquiry['id']}").json()
    assert shown["review"]["correction"] == "Bach did."
    until(lambda: shown["review"]["taught"] in found(one, "Bach did"), WITHIN)
    ahead = other.get("/v1/inquiries/news").json()["seen"]
    waited = one.get(f"/v1/inquiries/news?seen={ahead}&seconds=0.5").json()["seen"]
    assert waited == ahead


def test_a_revoked_token_is_out_everywhere(world: World, two: Sequence[httpx.Client]) -> None:
    """At once, for requests; a WebSocket looks every five seconds."""
    one, other = two
    opened = world.opened()
    code = opened.pairing.open(opened.users.owner()).code
    opened.store.close()
    paired = other.post("/v1/pairings", json={"code": code, "label": "Chrome"}).json()
    headers = {"Authorization": f"Bearer {paired['token']}"}
    assert one.get("/v1/topics", headers=headers).is_success
    assert other.delete("/v1/tokens/current", headers=headers).status_code == 204

    assert one.get("/v1/topics", headers=headers).status_code == 401


def test_an_upload_begun_at_one_goes_on_at_the_other(two: Sequence[httpx.Client]) -> None:
    """Piece by piece, in turn; it is whole at both."""
    content = b"MThd\0\0\0\6\0\0\0\1\3\xe8MTrk\0\0\0\4\0\xff\x2f\0"
    told = {"kind": "midi", "name": "take", "size": len(content)}
    told |= {"sha256": hashlib.sha256(content).hexdigest()}
    made = two[0].post("/v1/recordings", json=told).json()
    for at in range(0, len(content), 5):
        answer = two[(at // 5) % 2].patch(
            f"/v1/recordings/{made['id']}",
            content=content[at : at + 5],
            headers={"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"},
        )
        assert answer.is_success, answer.text
    for each in two:
        assert each.get(f"/v1/recordings/{made['id']}/file").content == content


def test_what_is_learnt_at_one_serves_at_the_other(two: Sequence[httpx.Client]) -> None:
    """One of them learns a taste, whoever took the ratings; both know what it learnt."""
    for at, (text, value) in enumerate([("bach fugue", 9), ("oil of a car", 1)] * 4):
        told = {"kind": "page", "key": f"page:{at}", "title": f"{text} {at}", "value": value}
        assert two[at % 2].put("/v1/taste/ratings", json=told).is_success
    until(lambda: all(each.get("/v1/taste").json()["trained"] for each in two))
    assert two[0].delete("/v1/taste").is_success

    until(lambda: not any(each.get("/v1/taste").json()["trained"] for each in two), WITHIN)


def test_another_embedder_takes_over_everywhere(
    two: Sequence[httpx.Client], script: tuple[Script, str]
) -> None:
    """Chosen at one; who holds the lease makes its vectors, and both search by them."""
    load(two[0], "did.txt", "What Bach did.")
    script[0].models["better"] = 1_000
    assert two[0].put("/v1/embedder", json={"model": "ollama:better"}).is_success
    until(lambda: all(_serving(each) == "ollama:better" for each in two))
    until(lambda: all(found(each, "Bach did") and _in_step(index(each)) for each in two))


def _in_step(told: dict[str, object]) -> bool:
    """Tell whether an index waits for nothing, and searches by what was chosen."""
    return told.get("waiting") == 0 and told.get("second") in {"ollama/better", "latent topics"}


def _serving(client: httpx.Client) -> object:
    told = client.get("/v1/embedder").json()
    return told["serving"] if told["changing_to"] is None else None
