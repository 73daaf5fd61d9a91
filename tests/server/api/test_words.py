"""The dictionary over HTTP: made, found, merged, taken back, proposed, taken in, practised."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.server.api.test_reviews import client_of
from tests.server.conftest import Made

FOREHAND = {"keys": "4 7", "says": ["forehand"], "meanings": ["(noun) a stroke, palm first"]}


@pytest.fixture
async def owner(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as the owner, who has a language of one word."""
    async with client_of(made, "owner") as client:
        await client.post("/v1/languages", json={"name": "tennis", "help": "Strokes"})
        await client.post("/v1/words", json={"language": "tennis", **FOREHAND})
        yield client


@pytest.fixture
async def guest(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as a user."""
    made.users.add("guest", "user", "a long password")
    async with client_of(made, "guest") as client:
        yield client


async def sought(client: httpx.AsyncClient, q: str, **params: Any) -> list[str]:
    """Give the titles of what is found."""
    told = (await client.get("/v1/words", params={"q": q, **params})).json()
    return [one["title"] for one in told["words"]]


async def test_a_word_is_found_beside_the_shipped(owner: httpx.AsyncClient) -> None:
    """By keys, sound and meaning; what is new or changed is found at once, by followers too."""
    assert "forehand" in await sought(owner, "4 7")
    assert await sought(owner, "forhand", by="sound") == ["forehand"]
    assert await sought(owner, "palm stroke", by="meaning") == ["forehand"]
    assert "microphone on" in await sought(owner, "4 7", by="keys")
    assert await sought(owner, "4 7", by="keys", language="tennis") == ["forehand"]

    await owner.post("/v1/languages", json={"name": "umpire", "about": "tennis"})
    await owner.post("/v1/words", json={"language": "umpire", "keys": "1", "says": ["out"]})
    assert await sought(owner, "out", by="sound", language="tennis") == ["out"]
    assert await sought(owner, "", language="tennis") == ["out", "forehand"]
    assert await sought(owner, "") == []
    await owner.patch("/v1/words/1", json={**FOREHAND, "says": ["drive"], "version": 1})
    assert await sought(owner, "forhand", by="sound", language="tennis") == []
    assert (await owner.delete("/v1/languages/umpire?words=1")).status_code == 204
    assert await sought(owner, "out", by="sound", language="tennis") == []
    listed = (await owner.get("/v1/words/languages")).json()["languages"]
    assert [(one["name"], one["shipped"]) for one in listed][:2] == [
        ("tennis", False),
        ("base", True),
    ]
    assert (await owner.get("/v1/words?q=x&language=golf")).status_code == 404
    assert (await owner.get("/v1/words?q=x&by=keys")).status_code == 400


async def test_two_who_change_a_word_lose_nothing(owner: httpx.AsyncClient) -> None:
    """Different fields merge; the same field is refused with both, and the later is a proposal."""
    one = await owner.patch("/v1/words/1", json={**FOREHAND, "says": ["drive"], "version": 1})
    other = await owner.patch("/v1/words/1", json={**FOREHAND, "keys": "5 9", "version": 1})
    assert one.json()["version"] == 2
    merged = other.json()
    assert (merged["version"], merged["keys"], merged["says"]) == (3, [5, 9], ["drive"])

    late = await owner.patch("/v1/words/1", json={**FOREHAND, "says": ["whip"], "version": 1})
    told = late.json()
    assert late.status_code == 412
    assert (told["fields"], told["theirs"]["says"], told["yours"]["says"]) == (
        ["says"],
        ["drive"],
        ["whip"],
    )
    kept = (await owner.get("/v1/words/proposals?state=open")).json()["proposals"]
    assert (kept[0]["id"], kept[0]["after"]["says"]) == (told["proposal"], ["whip"])
    assert (await owner.post(f"/v1/words/proposals/{kept[0]['id']}/accept")).status_code == 412
    assert (await owner.get("/v1/words/proposals?state=open")).json()["proposals"]


async def test_changes_are_listed_and_taken_back(owner: httpx.AsyncClient) -> None:
    """Undo walks back; an undo can be undone; what was changed after stands in its way."""
    await owner.patch("/v1/words/1", json={**FOREHAND, "says": ["drive"], "version": 1})
    assert (await owner.delete("/v1/words/1?version=1")).status_code == 412
    assert (await owner.delete("/v1/words/1?version=2")).status_code == 204
    acts = (await owner.get("/v1/languages/tennis/history")).json()["changes"]
    assert [one["act"] for one in acts] == ["removed", "changed", "added"]
    wrong = await owner.post("/v1/languages/tennis/undo", json={"batch": acts[1]["batch"]})
    assert wrong.status_code == 409

    undone = (await owner.post("/v1/languages/tennis/undo", json={})).json()
    assert undone["changes"][0]["act"] == "added"
    assert (await owner.get("/v1/words/1")).json()["says"] == ["drive"]
    await owner.post("/v1/languages/tennis/undo", json={})
    assert (await owner.get("/v1/words/1")).json()["says"] == ["forehand"]
    redone = (await owner.get("/v1/words/1/history")).json()["changes"][0]
    await owner.post("/v1/languages/tennis/undo", json={"batch": redone["batch"]})
    assert (await owner.get("/v1/words/1")).json()["says"] == ["drive"]
    assert (await owner.get("/v1/words/99")).status_code == 404


async def test_a_user_proposes_and_an_admin_decides(
    owner: httpx.AsyncClient, guest: httpx.AsyncClient
) -> None:
    """Users read and propose; each sees his own; what is accepted is made, and says of whom."""
    word = {"keys": "9", "says": ["lob"]}
    made = await guest.post(
        "/v1/words/proposals", json={"language": "tennis", "word": word, "note": " please "}
    )
    assert made.status_code == 201
    assert (await guest.post("/v1/words", json={"language": "tennis", **word})).status_code == 403
    number = made.json()["id"]
    assert (await guest.post(f"/v1/words/proposals/{number}/accept")).status_code == 403
    done = (await owner.post(f"/v1/words/proposals/{number}/accept")).json()
    assert (done["state"], done["decided_by"]) == ("accepted", "owner")
    assert await sought(guest, "lob", by="sound", language="tennis") == ["lob"]
    latest = (await owner.get("/v1/languages/tennis/history")).json()["changes"][0]
    assert latest["note"] == "proposed by guest"

    gone = (await guest.post("/v1/words/proposals", json={"id": 1})).json()
    back = await guest.post(f"/v1/words/proposals/{gone['id']}/refuse", json={"why": "my mistake"})
    assert (back.json()["state"], back.json()["after"]) == ("refused", None)
    owners = (await owner.post("/v1/words/proposals", json={"id": 1})).json()
    refused = await guest.post(f"/v1/words/proposals/{owners['id']}/refuse", json={})
    assert refused.status_code == 403
    assert len((await guest.get("/v1/words/proposals")).json()["proposals"]) == 2
    assert (await owner.post(f"/v1/words/proposals/{number}/refuse", json={})).status_code == 409


async def test_a_word_is_checked_while_it_is_made(owner: httpx.AsyncClient) -> None:
    """What it runs into, what is free, and what the grammar says where it names commands."""

    async def check(**word: Any) -> dict[str, Any]:
        body = {"language": "tennis", "says": ["x"], **word}
        return dict((await owner.post("/v1/words/check", json=body)).json())

    equal = await check(keys="4 7")
    assert equal["refused"]
    assert ("equal", "forehand") in {(one["kind"], one["title"]) for one in equal["met"]}
    assert equal["free"] is not None
    assert not (await check(keys="4 7", own=1))["refused"]
    slip = await check(keys="4 8")
    assert [(one["kind"], one["played"]) for one in slip["met"] if one["kind"] == "slip"] == [
        ("slip", [4, 7])
    ]
    command = await check(keys="4 7", commands=["tab.next"], own=1)
    assert command["refused"]
    assert "have the same keys" in command["problems"][0]["message"]
    added = {"language": "tennis", "keys": "4 8", "says": ["x"], "commands": ["no.such"]}
    answer = await owner.post("/v1/words", json=added)
    assert (answer.status_code, "not in the table" in answer.text) == (400, True)


async def test_files_go_in_whole_or_not_at_all(
    owner: httpx.AsyncClient, guest: httpx.AsyncClient
) -> None:
    """A bad line changes nothing; a dry run tells; an import is taken back as one."""
    bad = b"keys,says\n4 7,drive\n99,lob\n"
    answer = await owner.post("/v1/languages/tennis/import?form=csv", content=bad)
    assert (answer.status_code, answer.json()["problems"][0]["line"]) == (400, 3)
    assert (await owner.get("/v1/words/1")).json()["says"] == ["forehand"]
    broken = await owner.post("/v1/languages/tennis/import?form=csv", content=b"keys\n\xff")
    assert broken.json()["detail"] == "line 2: the file is not UTF-8 text"

    good = b"keys,says\n4 7,drive\n9,lob\n"
    dry = (await owner.post("/v1/languages/tennis/import?form=csv&dry=true", content=good)).json()
    done = (await owner.post("/v1/languages/tennis/import?form=csv", content=good)).json()
    assert (dry["added"], dry["changed"], dry["dry"]) == (1, 1, True)
    assert (done["added"], done["changed"], done["dry"]) == (1, 1, False)
    out = await guest.get("/v1/languages/tennis/export?form=plover")
    assert out.json() == {"4/7": "drive", "9": "lob"}
    assert 'filename="tennis.plover.json"' in out.headers["content-disposition"]
    await owner.post("/v1/languages/tennis/undo", json={})
    words = (await guest.get("/v1/languages/tennis/words")).json()["words"]
    assert [one["says"] for one in words] == [["forehand"]]

    shipped = await guest.get("/v1/languages/swift/export?form=json")
    assert len(shipped.json()["words"]) > 100
    assert (await owner.get("/v1/languages/tennis/export?form=xml")).status_code == 400


async def test_practice_asks_what_is_due(
    owner: httpx.AsyncClient, guest: httpx.AsyncClient, made: Made
) -> None:
    """New words first come as they are; a missed one is due tomorrow; each user's is his own."""
    asked = (await guest.get("/v1/words/practice?language=tennis")).json()
    assert [(one["title"], one["card"]) for one in asked["words"]] == [("forehand", None)]
    answer = {"language": "tennis", "keys": [4, 7], "slips": 2, "ms": 4000}
    card = (await guest.post("/v1/words/practice", json=answer)).json()
    assert (card["grade"], card["interval_days"], card["missed"]) == (2, 1, 1)
    again = (await guest.get("/v1/words/practice?language=tennis")).json()
    assert (again["words"], again["progress"]["begun"], again["progress"]["slips"]) == ([], 1, 2)
    made.clock.now += 86_400_000
    due = (await guest.get("/v1/words/practice?language=tennis")).json()
    assert [one["card"]["slips"] for one in due["words"]] == [2]
    assert len((await owner.get("/v1/words/practice?language=tennis")).json()["words"]) == 1
    assert (await guest.delete("/v1/words/practice?language=tennis")).json() == {"forgotten": 1}
    wrong = await guest.post("/v1/words/practice", json={**answer, "keys": [5]})
    assert wrong.status_code == 404
    swift = (await guest.get("/v1/words/practice?language=swift&count=3")).json()
    assert len(swift["words"]) == 3


async def test_languages_are_made_and_changed(owner: httpx.AsyncClient) -> None:
    """Names once, none that is shipped; nothing speaks about itself; words go if counted."""
    for name, status in (("tennis", 409), ("base", 409), ("own", 400), ("../x", 400)):
        assert (await owner.post("/v1/languages", json={"name": name})).status_code == status
    body = {"name": "umpire", "about": "golf"}
    assert (await owner.post("/v1/languages", json=body)).status_code == 404
    await owner.post("/v1/languages", json={"name": "umpire", "about": "tennis"})
    version = {"version": 2, "about": "umpire"}
    assert (await owner.patch("/v1/languages/tennis", json=version)).status_code == 400
    late = {"version": 1, "help": "x"}
    assert (await owner.patch("/v1/languages/tennis", json=late)).status_code == 412
    done = await owner.patch("/v1/languages/tennis", json={"version": 2, "help": "All strokes"})
    assert (done.json()["help"], done.json()["version"]) == ("All strokes", 3)
    assert (await owner.delete("/v1/languages/tennis")).status_code == 409


async def test_words_that_name_commands_are_told_by_language(
    owner: httpx.AsyncClient, guest: httpx.AsyncClient
) -> None:
    """Only those words, with the language's version and maker; a meaning that looks so is none."""
    assert (await guest.get("/v1/words/playable")).json() == {"languages": []}
    serve = {"keys": "0 1 6 1 0", "says": ["serve"], "commands": ["tab.new"]}
    assert (await owner.post("/v1/words", json={"language": "tennis", **serve})).is_success
    odd = {"keys": "5 7", "meanings": ['"commands": ["tab.new"]']}
    await owner.post("/v1/words", json={"language": "tennis", **odd})
    (told,) = (await guest.get("/v1/words/playable")).json()["languages"]
    assert (told["name"], told["maker"], told["version"]) == ("tennis", "owner", 4)
    assert [(one["keys"], one["commands"]) for one in told["words"]] == [
        ([0, 1, 6, 1, 0], ["tab.new"])
    ]
