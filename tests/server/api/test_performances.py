"""Recordings as a whole over HTTP: made, seen, sought, changed by two, rated, deleted."""

from typing import Any

import httpx
import pytest

from tests.server.api.recorded import (
    FILM,
    MARKED,
    PLACE,
    SUBTITLES,
    WAVE,
    added,
    newly,
    sent,
    taken,
)
from tests.server.api.test_documents import owner
from tests.server.api.test_recordings import WHOLE, asking, carrying
from tests.server.conftest import Made

__all__ = ["owner"]  # a fixture, which pytest finds by name

VIDEO = "dQw4w9WgXcQ"


async def test_everything_of_one(owner: httpx.AsyncClient) -> None:
    """Its files at their places on the clock, takes by their markers, and what is said."""
    held = (await newly(owner, video=f"https://youtu.be/{VIDEO}?t=5"))["id"]
    await added(owner, held, "midi", MARKED, offset_ms=1_000, languages=["base"], name="Hands")
    await added(owner, held, "video", FILM)
    found = await added(owner, held, "transcript", SUBTITLES, offset_ms=500)
    by_video = (await owner.get(f"{PLACE}/{VIDEO}")).json()

    assert by_video == found == (await owner.get(f"{PLACE}/{held}")).json()
    assert found["may"] == {"edit": True, "feedback": True, "topics": True}
    assert found["video"] == {
        "address": f"https://www.youtube.com/watch?v={VIDEO}",
        "youtube": VIDEO,
        "use": "youtube",
        "track": found["tracks"][1]["id"],
        "file": found["tracks"][1]["file"],
    }
    hands = found["tracks"][0]
    assert (hands["role"], hands["name"], hands["offset_ms"]) == ("midi", "Hands", 1_000)
    assert (hands["languages"], hands["media_type"]) == (["base"], "audio/midi")
    assert [
        (one["number"], one["name"], one["from_ms"], one["to_ms"], one["found_by"])
        for one in found["takes"]
    ] == [
        (1, "TRIAL#1", 1_000, 61_000, "marker"),
        (2, "slower", 66_000, 91_000, "marker"),
    ]
    assert [(one["from_ms"], one["to_ms"], one["text"]) for one in found["transcript"]] == [
        (1_500, 3_500, "The fugue has three voices."),
        (70_500, 73_500, "The cadenza wants a softer pedal."),
        (300_500, 302_500, "The kettle boils."),
    ]


async def test_a_part_of_a_file_is_served(owner: httpx.AsyncClient) -> None:
    """A video is sought in: the bytes that are asked for, as what they are."""
    held = (await newly(owner))["id"]
    (track,) = (await added(owner, held, "video", FILM))["tracks"]
    part = await owner.get(track["file"], headers={"Range": "bytes=4-7"})

    assert (part.status_code, part.content) == (206, b"ftyp")
    assert part.headers["content-type"] == "video/mp4"
    assert part.headers["content-disposition"].startswith("inline")


async def test_a_session_brings_what_it_carries(owner: httpx.AsyncClient) -> None:
    """Its sound stands on the clock where the session has it; what has not come is not there."""
    content = carrying("One", WHOLE)
    held = (await newly(owner))["id"]
    await sent(owner, "microphone", WHOLE)
    tracks = (await added(owner, held, "session", content, offset_ms=1_000))["tracks"]

    assert [(one["role"], one["name"], one["offset_ms"]) for one in tracks] == [
        ("session", "a file", 1_000),
        ("audio", "Piano", 1_020),
    ]


async def test_takes_are_found_anew(owner: httpx.AsyncClient) -> None:
    """By a description, too; one that is set by hand stays, and has the next number."""
    whole = await taken(owner)
    place = f"{PLACE}/{whole['id']}/takes"
    told = {"from_ms": 100_000, "to_ms": 110_000, "name": "By hand"}
    assert (await owner.post(place, json=told)).status_code == 201
    written = await owner.post(f"{place}/find", json={"text": "TRIAL#9 0:35-1:20"})
    again = await owner.post(f"{place}/find", json={})

    def names(answer: httpx.Response) -> list[tuple[int, str, str]]:
        takes = answer.json()["takes"]
        return [(one["number"], one["name"], one["found_by"]) for one in takes]

    assert names(written) == [(9, "TRIAL#9", "marker"), (3, "By hand", "hand")]
    assert names(again) == [
        (1, "TRIAL#1", "marker"),
        (2, "slower", "marker"),
        (3, "By hand", "hand"),
    ]


async def test_a_file_is_its_video_where_there_is_no_other(owner: httpx.AsyncClient) -> None:
    """Pictures before sound, and neither of somebody's feedback."""
    held = (await newly(owner))["id"]
    none = (await owner.get(f"{PLACE}/{held}")).json()["video"]
    feedback = await added(owner, held, "video", FILM, feedback=True)
    sound = await added(owner, held, "audio", WAVE)

    assert (none["use"], feedback["video"]["use"]) == (None, None)
    assert (sound["video"]["use"], sound["video"]["track"]) == ("file", sound["tracks"][1]["id"])


async def test_they_are_sought(owner: httpx.AsyncClient) -> None:
    """By words of names and of what is said, by topic, year and score; pages miss none."""
    old = (await newly(owner, name="Étude in C", recorded=1_590_000_000_000))["id"]
    new = (await taken(owner))["id"]
    await owner.put(f"{PLACE}/{old}/score", json={"value": 8})
    await owner.put(f"{PLACE}/{old}/topics", json={"topics": ["études", "ALL"]})

    async def ids(**sought: Any) -> list[str]:
        answer = await owner.get(PLACE, params=sought)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["performances"]]

    assert await ids() == [new, old]
    assert await ids(limit=1) == [new]
    assert await ids(limit=1, before=new) == [old]
    assert await ids(text="CADENZA voices") == [new]
    assert await ids(text="étude") == [old]
    assert await ids(text="100%") == []
    assert await ids(year=2020) == [old]
    assert await ids(topic="études") == [old]
    assert await ids(least=8) == [old]
    assert await ids(least=9) == []
    take = (await owner.get(f"{PLACE}/{new}")).json()["takes"][1]["id"]
    await owner.put(f"{PLACE}/{new}/takes/{take}/score", json={"value": 9})
    assert await ids(least=9) == [new]
    assert await ids(least=8) == [new, old]
    (shown,) = (await owner.get(PLACE, params={"year": 2020})).json()["performances"]
    assert (shown["score"], shown["topics"], shown["year"]) == (8, ["études"], 2020)
    shown = (await owner.get(PLACE)).json()["performances"]
    assert [(one["score"], one["best_take"]) for one in shown] == [(None, 9), (8, None)]
    assert (await owner.get(PLACE, params={"topic": "nothing"})).status_code == 404
    best = (await newly(owner, name="Gigue", recorded=1_500_000_000_000))["id"]
    await owner.put(f"{PLACE}/{best}/score", json={"value": 10})
    poor = (await newly(owner, name="Air", recorded=1_700_000_000_000))["id"]
    latest, scored = await ids(), [best, new, old, poor]
    assert latest[-1] == best
    assert await ids(order="score") == scored
    for at, one in enumerate(scored):
        assert await ids(order="score", limit=2, before=one) == scored[at + 1 : at + 3]
        assert await ids(limit=4, before=latest[at]) == latest[at + 1 :]
    assert await ids(order="score", before="gone") == scored
    assert (await owner.get(PLACE, params={"order": "loudness"})).status_code == 422


async def test_takes_are_scored(owner: httpx.AsyncClient) -> None:
    """From 0 to 10, or not at all; what is scored stays when takes are found anew."""
    found = await taken(owner)
    place = f"{PLACE}/{found['id']}/takes"
    first, second = (one["id"] for one in found["takes"][:2])

    async def score(take: int, value: Any) -> tuple[int, list[int | None]]:
        answer = await owner.put(f"{place}/{take}/score", json={"value": value})
        whole = (await owner.get(f"{PLACE}/{found['id']}")).json()
        return answer.status_code, [one["score"] for one in whole["takes"]]

    assert await score(first, 7) == (200, [7, None])
    assert await score(second, 10) == (200, [7, 10])
    for value in (-1, 11, 2**40):
        assert (await score(first, value))[0] in {400, 422}
    assert await score(first, None) == (200, [None, 10])
    whole = (await owner.post(f"{place}/find", json={"text": "TRIAL#1 0:01-0:02"})).json()
    assert [one["id"] for one in whole["takes"] if one["score"] is not None] == [second]


async def test_two_who_change_it_at_once(owner: httpx.AsyncClient) -> None:
    """Other fields are merged; of the same field the later is refused, and both are kept."""
    found = await taken(owner)
    place = f"{PLACE}/{found['id']}/takes/{found['takes'][0]['id']}"
    first = await owner.patch(place, json={"version": 1, "name": "The first"})
    merged = await owner.patch(place, json={"version": 1, "to_ms": 50_000})
    refused = await owner.patch(place, json={"version": 1, "name": "My first", "to_ms": 40_000})
    same = await owner.patch(place, json={"version": 1, "name": "The first"})
    last = same.json()

    assert (first.status_code, merged.status_code, same.status_code) == (200, 200, 200)
    assert refused.status_code == 412
    assert "name and to_ms" in refused.json()["detail"]
    take = last["takes"][0]
    assert (take["name"], take["to_ms"], take["version"]) == ("The first", 50_000, 3)
    (kept,) = last["refused"]
    assert (kept["thing"], kept["by"], kept["base"]) == ("take", "owner", 1)
    assert kept["fields"] == {"name": "My first", "to_ms": 40_000}
    edits = (await owner.get(f"{PLACE}/{found['id']}/edits")).json()["edits"]
    assert [one["version"] for one in edits] == [None, 3, 2]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "", {"name": " \n"}, 400),
        ("POST", "", {"name": "a", "video": "https://example.org/film"}, 400),
        ("POST", "", {"name": "a", "recorded": -(5 * 10**13)}, 400),
        ("POST", "/{}/takes", {"from_ms": 5, "to_ms": 5}, 400),
        ("POST", "/{}/takes", {"from_ms": 0, "to_ms": 10**14}, 400),
        ("POST", "/{}/tracks", {"recording": "0" * 16}, 404),
        ("POST", "/{}/transcript", {}, 400),
        ("POST", "/{}/transcript", {"youtube": True}, 400),
        ("POST", "/{}/transcript", {"track": 99}, 404),
        ("PATCH", "/{}/takes/99", {"version": 1, "name": "a"}, 404),
        ("PATCH", "/{}/transcript/99", {"version": 1, "text": "a"}, 404),
        ("PUT", "/{}/score", {"value": 11}, 400),
        ("PUT", "/{}/takes/99/score", {"value": 5}, 404),
        ("PUT", "/{}/topics", {"topics": [" "]}, 400),
        ("PUT", "/{}/takes/99/topics", {"topics": []}, 404),
        ("DELETE", "/{}/takes/99", None, 404),
        ("DELETE", "/{}/tracks/99", None, 404),
        ("GET", "/{}/tracks/99/file", None, 404),
        ("GET", "/" + "f" * 16, None, 404),
    ],
)
async def test_what_cannot_be(
    method: str, path: str, body: Any, status: int, owner: httpx.AsyncClient
) -> None:
    """Each is refused with a sentence, and nothing breaks."""
    held = (await newly(owner))["id"]
    answer = await owner.request(method, PLACE + path.format(held), json=body)

    assert answer.status_code == status, answer.text
    assert answer.json()["detail"].endswith((".", ". "))


async def test_other_peoples(made: Made, owner: httpx.AsyncClient) -> None:
    """Nobody sees another's; a shared one may be seen and heard, and be given feedback."""
    held = (await newly(owner))["id"]
    (track,) = (await added(owner, held, "video", FILM))["tracks"]
    made.users.add("anna", "user")
    async with asking(made, made.extension_token("anna")) as anna:
        mine = await sent(anna, "audio", WAVE)
        hidden = [
            (await anna.get(f"{PLACE}/{held}")).status_code,
            (await anna.get(track["file"])).status_code,
            (await anna.delete(f"{PLACE}/{held}")).status_code,
        ]
        await owner.patch(f"{PLACE}/{held}", json={"version": 1, "shared": True})
        seen = (await anna.get(f"{PLACE}/{held}")).json()
        heard = await anna.get(track["file"])
        path = f"{PLACE}/{held}/tracks"
        plain = await anna.post(path, json={"recording": mine})
        told = await anna.post(
            path, json={"recording": mine, "feedback": True, "languages": ["base"]}
        )
        own = told.json()["tracks"][1]["id"]
        written = [
            await anna.post(f"{PLACE}/{held}/transcript", json={"track": one})
            for one in (own, track["id"], 99)
        ]
        others = await anna.delete(f"{path}/{track['id']}")
        renamed = await anna.patch(f"{PLACE}/{held}", json={"version": 2, "name": "Hers"})
        topics = await anna.put(f"{PLACE}/{held}/topics", json={"topics": ["a"]})

    assert hidden == [404, 404, 404]
    assert seen["may"] == {"edit": False, "feedback": True, "topics": False}
    assert heard.content == FILM
    assert [one.status_code for one in (plain, others, renamed, topics)] == [403] * 4
    feedback = told.json()["tracks"][1]
    assert (feedback["by"], feedback["feedback"], feedback["mine"]) == ("anna", True, True)
    assert feedback["languages"] == ["base"]
    assert [one.status_code for one in written] == [200, 403, 403]
    lines = written[0].json()["transcript"]
    assert next((one["text"], one["feedback"]) for one in lines) == ("Good morning.", True)
    assert (await owner.get(feedback["file"])).content == WAVE


async def test_deleted_with_and_without_its_files(owner: httpx.AsyncClient) -> None:
    """A file that is part of one is not deleted by itself; with it, but for what another has."""
    first, second = (await newly(owner))["id"], (await newly(owner))["id"]
    film = await sent(owner, "video", FILM)
    sound = await sent(owner, "audio", WAVE)
    for held, recording in ((first, film), (first, sound), (second, sound)):
        await owner.post(f"{PLACE}/{held}/tracks", json={"recording": recording})
    twice = await owner.post(f"{PLACE}/{first}/tracks", json={"recording": film})
    alone = await owner.delete(f"/v1/recordings/{film}")
    gone = await owner.delete(f"{PLACE}/{first}", params={"files": True})
    left = [(await owner.get(f"/v1/recordings/{one}")).status_code for one in (film, sound)]
    await owner.delete(f"{PLACE}/{second}")

    assert (twice.status_code, alone.status_code, gone.status_code) == (409, 409, 204)
    assert left == [404, 200]
    assert (await owner.get(f"/v1/recordings/{sound}")).status_code == 200
    assert (await owner.get(PLACE)).json() == {"performances": []}
