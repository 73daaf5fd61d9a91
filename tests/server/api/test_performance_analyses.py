"""What the files of notes of a recording hold, over HTTP: asked for, kept, and found anew."""

from typing import Any

import httpx
import pytest

from server.services import analysed_file, performance_analyses
from tests.server.api.recorded import PLACE, added, marker, midi, newly
from tests.server.api.test_documents import owner
from tests.server.api.test_recordings import asking
from tests.server.conftest import Made

__all__ = ["owner"]  # a fixture, which pytest finds by name

TUNE = (60, 64, 67, 72, 71, 67, 64, 62)


def played(*notes: tuple[int, int]) -> list[tuple[int, bytes]]:
    """Play keys at ms, each for 200."""
    return [
        (at + later, bytes([status, note, velocity]))
        for at, note in notes
        for later, status, velocity in ((0, 0x90, 70), (200, 0x80, 0))
    ]


def tune(begin: int, keys: tuple[int, ...] = TUNE) -> list[tuple[int, bytes]]:
    """Play a tune, a key every 300 ms."""
    return played(*((begin + 300 * place, key) for place, key in enumerate(keys)))


def piece() -> bytes:
    """Write two takes of a tune, one key wrong in the second, and the word `0 7 0` before them."""
    wrong = (*TUNE[:3], 74, *TUNE[4:])
    marks = [(4_000, marker("TRIAL#1")), (9_000, marker("TRIAL#2")), (14_000, marker("END"))]
    word = played((1_000, 48), (1_300, 55), (1_600, 48))
    events = [*word, *tune(4_500), *tune(9_500, wrong), *marks]
    return midi(*sorted(events, key=lambda event: event[0]))


async def analysis(client: httpx.AsyncClient, held: str, method: str = "GET") -> Any:
    """Ask for it."""
    answer = await client.request(method, f"{PLACE}/{held}/analysis")
    assert answer.status_code == 200, answer.text
    return answer.json()["analyses"]


async def test_what_a_recording_holds(owner: httpx.AsyncClient) -> None:
    """Figures, words, phrases that come back and takes compared, on the video's clock."""
    held = (await newly(owner))["id"]
    await added(owner, held, "midi", piece(), offset_ms=10_000, languages=["base"])
    assert await analysis(owner, held) == []
    (found,) = await analysis(owner, held, "POST")

    assert (found["notes"], found["languages"], found["current"]) == (19, ["base"], True)
    assert [part["name"] for part in found["parts"]][-2:] == ["take 1", "take 2"]
    assert found["parts"][-1]["notes"] == 8
    told = [(one["word"], one["from_ms"], one["to_ms"]) for one in found["words"]]
    assert ("element.click", 11_000, 11_800) in told
    assert found["word_count"] == len(told)
    assert [15_700, 20_700] in [one["times"] for one in found["repeats"] if one["by"] == "pitch"]
    (compared,) = found["compared"]
    assert (compared["first"], compared["second"], compared["same"]) == (1, 2, 7)
    assert compared["counts"] == {"pitch": 1}
    assert [(one["kind"], one["ms"]) for one in compared["differences"]] == [("pitch", 20_400)]
    assert await analysis(owner, held) == [found]


async def test_it_is_kept_and_found_anew_where_something_changed(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """The same is not looked through twice; another place, take or language is told, and done."""
    held = (await newly(owner))["id"]
    whole = await added(owner, held, "midi", piece())
    (first,) = await analysis(owner, held, "POST")
    made.clock.now += 5_000
    (again,) = await analysis(owner, held, "POST")
    track = whole["tracks"][0]
    place = f"{PLACE}/{held}/tracks/{track['id']}"
    await owner.patch(place, json={"version": 1, "languages": ["swift", "no such language"]})
    (stale,) = await analysis(owner, held)
    (anew,) = await analysis(owner, held, "POST")
    await owner.post(f"{PLACE}/{held}/takes", json={"from_ms": 20_000, "to_ms": 21_000})
    (other,) = await analysis(owner, held)

    assert again == first
    assert stale == first | {"current": False}
    assert (anew["current"], anew["languages"]) == (True, ["swift"])
    assert anew["made"] > first["made"]
    assert other["current"] is False
    await owner.delete(place)
    assert await analysis(owner, held) == []


async def test_words_of_people(owner: httpx.AsyncClient) -> None:
    """A vocabulary that somebody made is read as a shipped one is."""
    await owner.post("/v1/languages", json={"name": "piano-talk"})
    word = {"language": "piano-talk", "keys": [12, 16, 19], "meanings": ["the sun rises"]}
    assert (await owner.post("/v1/words", json=word)).status_code == 201
    held = (await newly(owner))["id"]
    await added(owner, held, "midi", piece(), languages=["piano-talk"])
    (found,) = await analysis(owner, held, "POST")

    assert [one["word"] for one in found["words"]] == ["the sun rises"] * 2


async def test_chat_cites_the_second_of_a_word(owner: httpx.AsyncClient) -> None:
    """A word of the file's languages is found in its take, in the take's topics, as text is."""
    await owner.post("/v1/languages", json={"name": "piano-talk"})
    word = {"language": "piano-talk", "keys": [12, 16, 19], "meanings": ["crescendo"]}
    await owner.post("/v1/words", json=word)
    held = (await newly(owner))["id"]
    whole = await added(
        owner, held, "midi", piece(), offset_ms=1_000, languages=["piano-talk", "base"]
    )
    await owner.put(f"{PLACE}/{held}/topics", json={"topics": ["Forte"]})
    asked = {"question": "crescendo", "topics": ["Forte"]}
    before = (await owner.post("/v1/search", json=asked)).json()["passages"]
    await analysis(owner, held, "POST")
    after = (await owner.post("/v1/search", json=asked)).json()["passages"]
    shown = (await owner.get(f"{PLACE}/{held}")).json()["takes"]
    first = f"recording:{held}:{whole['takes'][0]['id']}"

    assert before == []
    # The same words are told once, however often they are played.
    assert [(one["address"], one["from_ms"]) for one in after] == [(first, 5_500)]
    assert all(take["document"] for take in shown)
    place = f"{PLACE}/{held}/tracks/{whole['tracks'][0]['id']}"
    await owner.patch(place, json={"version": 1, "languages": []})
    assert (await owner.post("/v1/search", json=asked)).json()["passages"] == []


async def test_a_large_file_is_refused(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By bytes, by notes, and where no other would get a turn; each with a sentence."""
    held = (await newly(owner))["id"]
    await added(owner, held, "midi", piece())
    monkeypatch.setattr(analysed_file, "MOST_NOTES", 5)
    (notes,) = await analysis(owner, held, "POST")
    await owner.post(f"{PLACE}/{held}/takes/find", json={"text": "TRIAL#1 0:05-0:08"})
    monkeypatch.setattr(performance_analyses, "MOST_BYTES", 5)
    (size,) = await analysis(owner, held, "POST")

    assert notes["refused"] == "The file has 19 notes; 5 are the most."
    assert size["refused"].startswith("The file is too large")


async def test_one_at_a_time(made: Made, owner: httpx.AsyncClient) -> None:
    """While one recording is looked through, another's turn is told to come later."""
    held = (await newly(owner))["id"]
    with made.recorded.analyses._busy:
        answer = await owner.post(f"{PLACE}/{held}/analysis")

    assert answer.status_code == 429
    assert (await owner.post(f"{PLACE}/{held}/analysis")).json() == {"analyses": []}


async def test_other_peoples(made: Made, owner: httpx.AsyncClient) -> None:
    """Who may see a recording sees what was found in it; only its owner has it looked through."""
    held = (await newly(owner))["id"]
    await added(owner, held, "midi", piece())
    await analysis(owner, held, "POST")
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as anna:
        hidden = await anna.get(f"{PLACE}/{held}/analysis")
        await owner.patch(f"{PLACE}/{held}", json={"version": 1, "shared": True})
        seen = await analysis(anna, held)
        refused = await anna.post(f"{PLACE}/{held}/analysis")

    assert (hidden.status_code, len(seen), refused.status_code) == (404, 1, 403)


async def examples(client: httpx.AsyncClient, language: str, keys: str) -> tuple[Any, int]:
    """Ask where a word was played."""
    params = {"language": language, "keys": keys}
    told = (await client.get("/v1/words/played", params=params)).json()
    return [(one["name"], one["address"]) for one in told["played"]], told["count"]


async def test_a_words_examples(made: Made, owner: httpx.AsyncClient) -> None:
    """Where it was played, in what one may see; a file that moves takes them with it."""
    held = (await newly(owner, name="Trial 4"))["id"]
    whole = await added(owner, held, "midi", piece(), offset_ms=10_000)
    before = await examples(owner, "base", "0 7 0")
    await analysis(owner, held, "POST")
    link = f"/analyze.html?video={held}&t="
    assert before == ([], 0)
    assert await examples(owner, "base", "0 7 0") == ([("Trial 4", link + "11")], 1)

    place = f"{PLACE}/{held}/tracks/{whole['tracks'][0]['id']}"
    await owner.patch(place, json={"version": 1, "offset_ms": -5_000})
    assert await examples(owner, "base", "0 7 0") == ([("Trial 4", link + "0")], 1)
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as anna:
        assert await examples(anna, "base", "0 7 0") == ([], 0)
        await owner.patch(f"{PLACE}/{held}", json={"version": 1, "shared": True})
        assert (await examples(anna, "base", "0 7 0"))[1] == 1
    # Read in another language it is no example any more, though nobody has looked again.
    await owner.patch(place, json={"version": 2, "languages": ["swift"]})
    assert await examples(owner, "base", "0 7 0") == ([], 0)
    wrong = await owner.get("/v1/words/played", params={"language": "base", "keys": "99"})
    assert wrong.status_code == 400
    await owner.patch(place, json={"version": 3, "languages": ["base"]})
    assert (await examples(owner, "base", "0 7 0"))[1] == 1
    await owner.delete(f"{PLACE}/{held}")
    assert await examples(owner, "base", "0 7 0") == ([], 0)
