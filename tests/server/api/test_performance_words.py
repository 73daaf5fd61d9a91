"""What is said in recordings, in the library: each take in exactly its topics, at once."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from server.core.errors import InvalidError
from tests.server.api.recorded import PLACE, SUBTITLES, WAVE, added, newly, sent, taken
from tests.server.api.test_documents import owner
from tests.server.api.test_recordings import asking
from tests.server.conftest import Made

__all__ = ["owner"]  # a fixture, which pytest finds by name

VIDEO = "dQw4w9WgXcQ"


async def found(
    client: httpx.AsyncClient, question: str, *topics: str
) -> list[tuple[str, int | None]]:
    """Search; give the addresses that are found, with when it is said."""
    asked = {"question": question, "topics": list(topics)}
    answer = await client.post("/v1/search", json=asked)
    assert answer.status_code == 200, answer.text
    return [(one["address"], one["from_ms"]) for one in answer.json()["passages"]]


async def within(client: httpx.AsyncClient, topic: str) -> list[str]:
    """List the addresses of what belongs to a topic."""
    every = (await client.get("/v1/topics")).json()["topics"]
    number = next(one["id"] for one in every if one["name"] == topic)
    told = (await client.get("/v1/documents", params={"topic": number})).json()["documents"]
    return sorted(one["address"] for one in told)


async def test_takes_go_into_and_out_of_their_topics(owner: httpx.AsyncClient) -> None:
    """As a transcript comes and topics change; in ALL it always is, with its second."""
    whole = await taken(owner)
    place = f"{PLACE}/{whole['id']}"
    first, second = (one["id"] for one in whole["takes"])
    address = f"recording:{whole['id']}"
    assert await found(owner, "kettle boils") == [(address, 300_000)]
    assert await found(owner, "fugue voices") == [(f"{address}:{first}", 1_000)]

    await owner.put(f"{place}/topics", json={"topics": ["Bach"]})
    await owner.put(f"{place}/takes/{second}/topics", json={"topics": ["Pedal"]})
    assert await found(owner, "cadenza", "Pedal") == [(f"{address}:{second}", 70_000)]
    assert await within(owner, "Pedal") == [f"{address}:{second}"]
    assert await within(owner, "Bach") == [address, f"{address}:{first}"]
    shown = (await owner.get(place)).json()
    assert [one["topics"] for one in shown["takes"]] == [["Bach"], ["Pedal"]]
    assert [one["own_topics"] for one in shown["takes"]] == [[], ["Pedal"]]

    await owner.put(f"{place}/takes/{second}/topics", json={"topics": []})
    assert await within(owner, "Pedal") == []
    assert await found(owner, "cadenza") == [(f"{address}:{second}", 70_000)]


async def test_an_answer_cites_the_second(owner: httpx.AsyncClient) -> None:
    """What is asked is answered from the take, by when it is said there."""
    whole = await taken(owner)
    asked = {"question": "What does the cadenza want?"}
    answer = (await owner.post("/v1/inquiries", json=asked)).json()
    source = answer["sources"][0]

    assert "The cadenza wants a softer pedal." in answer["answer"]
    assert (source["kind"], source["title"], source["from_ms"]) == (
        "take",
        "Trial 3: slower",
        70_000,
    )
    assert source["address"] == f"recording:{whole['id']}:{whole['takes'][1]['id']}"


async def test_corrections_stand_beside_what_was_heard(owner: httpx.AsyncClient) -> None:
    """What is corrected is found at once, and the misheard no more; taken back, it is again."""
    whole = await taken(owner)
    line = whole["transcript"][1]
    place = f"{PLACE}/{whole['id']}/transcript/{line['id']}"
    told = {"version": 1, "text": "<b>The toccata</b> wants a softer pedal."}
    shown = (await owner.patch(place, json=told)).json()["transcript"][1]
    late = await owner.patch(place, json={"version": 1, "text": "The sonata wants a pedal."})

    assert (shown["text"], shown["corrected"]) == (told["text"], True)
    assert shown["original"] == line["original"]
    assert late.status_code == 412
    assert (await owner.get(f"{PLACE}/{whole['id']}")).json()["refused"][0]["fields"] == {
        "correction": "The sonata wants a pedal."
    }
    assert len(await found(owner, "toccata")) == 1
    assert await found(owner, "cadenza") == []
    await owner.patch(place, json={"version": 2, "text": ""})
    assert len(await found(owner, "cadenza")) == 1


async def test_a_take_that_is_moved_takes_its_words_along(owner: httpx.AsyncClient) -> None:
    """What is in no take any more belongs to the whole; a file that moves moves what is said."""
    whole = await taken(owner)
    take = whole["takes"][1]
    address = f"recording:{whole['id']}"
    place = f"{PLACE}/{whole['id']}"
    await owner.patch(f"{place}/takes/{take['id']}", json={"version": 1, "from_ms": 80_000})
    assert (await found(owner, "cadenza"))[0][0] == address
    transcript = whole["tracks"][1]["id"]
    await owner.patch(f"{place}/tracks/{transcript}", json={"version": 1, "offset_ms": 12_000})
    assert await found(owner, "cadenza") == [(f"{address}:{take['id']}", 82_000)]
    await owner.delete(f"{place}/takes/{take['id']}")
    assert (await found(owner, "cadenza"))[0][0] == address
    await owner.delete(f"{place}/tracks/{transcript}")
    assert await found(owner, "cadenza") == []


async def test_topics_are_suggested_and_seen_to_elsewhere(owner: httpx.AsyncClient) -> None:
    """A suggestion accepted, a document taken out, topics merged: the take follows."""
    topic = (await owner.post("/v1/topics", json={"name": "cadenza"})).json()["id"]
    whole = await taken(owner)
    place, take = f"{PLACE}/{whole['id']}", whole["takes"][1]["id"]
    suggested = (await owner.get("/v1/suggestions")).json()["suggestions"]
    assert [(one["title"], one["topic"]) for one in suggested] == [("Trial 3: slower", topic)]
    document = suggested[0]["document"]

    async def topics() -> list[list[str]]:
        return [one["topics"] for one in (await owner.get(place)).json()["takes"]]

    await owner.put(f"/v1/suggestions/{document}/{topic}", json={"accept": True})
    assert await topics() == [[], ["cadenza"]]
    await owner.put(f"{place}/topics", json={"topics": ["Bach"]})
    assert await topics() == [["Bach"], ["Bach", "cadenza"]]
    every = (await owner.get("/v1/topics")).json()["topics"]
    bach = next(one["id"] for one in every if one["name"] == "Bach")
    await owner.delete(f"/v1/documents/{document}/topics/{bach}")
    assert await topics() == [["Bach"], ["cadenza"]]
    await owner.post(f"/v1/topics/{topic}/merge", json={"into": bach})
    assert await topics() == [["Bach"], ["Bach"]]
    line = whole["transcript"][1]["id"]
    await owner.patch(f"{place}/transcript/{line}", json={"version": 1, "text": "A trill."})
    assert f"recording:{whole['id']}:{take}" in await within(owner, "Bach")
    assert len(await found(owner, "trill")) == 1


async def test_it_is_written_down_here(owner: httpx.AsyncClient) -> None:
    """Sound is heard on this machine; how far it is, is told, and then everything."""
    held = (await newly(owner))["id"]
    (track,) = (await added(owner, held, "audio", WAVE, offset_ms=10_000))["tracks"]
    path = f"{PLACE}/{held}/transcript"
    streamed = await owner.post(path, json={"track": track["id"], "stream": True})
    plain = await owner.post(path, json={"track": track["id"]})
    events = [part.split("\n") for part in streamed.text.strip().split("\n\n")]

    assert [name for name, _ in events] == ["event: step", "event: step", "event: loaded"]
    assert json.loads(events[0][1].removeprefix("data: "))["total"] == 2_000
    assert json.loads(events[-1][1].removeprefix("data: ")) == plain.json()
    assert [(one["from_ms"], one["text"]) for one in plain.json()["transcript"]] == [
        (10_000, "Good morning."),
        (11_000, "It rains."),
    ]
    assert await found(owner, "rains") == [(f"recording:{held}", 10_000)]


async def test_why_nothing_was_heard_is_told(made: Made, owner: httpx.AsyncClient) -> None:
    """In the stream as in the answer; notes cannot be heard."""
    held = (await newly(owner))["id"]
    shown = await added(owner, held, "audio", WAVE)
    text = await added(owner, held, "transcript", SUBTITLES)
    made.scribe.told = (InvalidError("There is no sound."),)
    path = f"{PLACE}/{held}/transcript"
    streamed = await owner.post(path, json={"track": shown["tracks"][0]["id"], "stream": True})
    written = await owner.post(path, json={"track": text["tracks"][1]["id"]})

    assert streamed.text == 'event: failed\ndata: {"detail": "There is no sound."}\n\n'
    assert written.status_code == 400


async def test_subtitles_of_the_video(owner: httpx.AsyncClient) -> None:
    """They come from YouTube when somebody asks; a correction stays when they come again."""
    held = (await newly(owner, video=VIDEO))["id"]
    path = f"{PLACE}/{held}/transcript"
    lines = (await owner.post(path, json={"youtube": True})).json()["transcript"]
    await owner.patch(f"{path}/{lines[1]['id']}", json={"version": 1, "text": "It has four."})
    again = (await owner.post(path, json={"youtube": True})).json()["transcript"]

    assert [one["text"] for one in lines] == ["Today we hear a fugue.", "It has three voices."]
    assert [one["text"] for one in again] == ["Today we hear a fugue.", "It has four."]
    assert again[1]["original"] == "It has three voices."


async def test_what_others_say_is_no_part_of_the_library(
    made: Made, owner: httpx.AsyncClient
) -> None:
    """A user's own stay out of it, and so does his feedback, until an admin says else."""
    shared = (await newly(owner, shared=True))["id"]
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as anna:
        await added(anna, shared, "transcript", SUBTITLES, feedback=True)
        hers = await taken(anna)
    assert await found(owner, "cadenza") == []
    assert (await owner.get(f"{PLACE}/{shared}")).json()["transcript"][0]["feedback"] is True
    place = f"{PLACE}/{hers['id']}/takes/{hers['takes'][1]['id']}/topics"
    await owner.put(place, json={"topics": ["Pedal"]})
    assert len(await found(owner, "cadenza", "Pedal")) == 1
    made.users.remove("anna")
    assert made.recorded.texts.sweep() == 3
    assert await found(owner, "cadenza") == []


async def test_a_transcript_that_is_too_long_is_no_part_of_it(owner: httpx.AsyncClient) -> None:
    """It is refused whole, and can be sent again when it is parted."""
    held = (await newly(owner))["id"]
    recording = await sent(owner, "transcript", b"0:01 " + b"word " * 1_000)
    answer = await owner.post(f"{PLACE}/{held}/tracks", json={"recording": recording})

    assert answer.status_code == 400
    assert "at most 4000 characters" in answer.json()["detail"]
    assert (await owner.get(f"{PLACE}/{held}")).json()["tracks"] == []


async def test_deleted_it_is_nowhere(owner: httpx.AsyncClient) -> None:
    """Nothing of it is found any more."""
    whole = await taken(owner)
    await owner.delete(f"{PLACE}/{whole['id']}")

    assert await found(owner, "cadenza") == []
    assert (await owner.get("/v1/documents")).json()["documents"] == []


@pytest.mark.parametrize("count", [8])
async def test_many_who_correct_at_once(count: int, owner: httpx.AsyncClient) -> None:
    """Different lines are all taken; of one line one is, and every text is kept."""
    whole = await taken(owner)
    path = f"{PLACE}/{whole['id']}/transcript"
    ids = [one["id"] for one in whole["transcript"]]

    async def correct(at: int) -> int:
        told: dict[str, Any] = {"version": 1, "text": f"Said {at}."}
        return (await owner.patch(f"{path}/{ids[at % 3]}", json=told)).status_code

    told = await asyncio.gather(*(correct(at) for at in range(count)))
    edits = (await owner.get(f"{PLACE}/{whole['id']}/edits")).json()["edits"]

    assert sorted(told) == [200] * 3 + [412] * (count - 3)
    assert {one["fields"]["correction"] for one in edits} == {f"Said {at}." for at in range(count)}
