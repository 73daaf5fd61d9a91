"""Comments over HTTP: sought, drafted, approved by one of two, rejected, and found in chat."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from server.core.comments.outbox import Reply, State
from tests.server.api.test_documents import owner
from tests.server.commented import ELSEWHERE, HERE, VIEWER, comment, performed, video
from tests.server.conftest import Made
from tests.server.fakes import MORNING

__all__ = ["owner"]  # a fixture, which pytest finds by name

PLACE = "/v1/comments"


@pytest.fixture
async def made(made: Made) -> AsyncIterator[Made]:
    """Keep a video with some comments; the index runs."""
    made.comments.keep_videos([video(), video(ELSEWHERE, title="Scales")])
    made.comments.keep_comments(
        [
            comment("How many voices does the fugue have?", second=83.0),
            comment("Thank you", "c2", thread="c1", ours=True, at=1),
            comment(
                "Wow <b>bold</b> \u202e🎹", "c3", second=200.0, at=2,
                author=replace(VIEWER, channel="UCbob", name="Bob B."),
            ),
        ]
    )  # fmt: skip
    async with made.library.index, made.library.models:
        yield made


def replied(made: Made, state: State = "review", text: str = "It has three.") -> None:
    """Let there be a reply to the first comment."""
    assert made.outbox.add(Reply("c1", "c1", HERE, text, state, MORNING, MORNING))


async def ids(owner: httpx.AsyncClient, **sought: Any) -> list[str]:
    """Seek comments."""
    answer = await owner.get(PLACE, params=sought)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["comments"]]


async def put(owner: httpx.AsyncClient, act: str, **told: Any) -> httpx.Response:
    """Decide on the reply to the first comment."""
    if act == "reply":
        return await owner.put(f"{PLACE}/c1/reply", json=told)
    return await owner.post(f"{PLACE}/c1/{act}", json=told)


async def test_comments_are_sought(made: Made, owner: httpx.AsyncClient) -> None:
    """By author, video, second, words and state; page by page."""
    replied(made)
    assert await ids(owner) == ["c3", "c2", "c1"]
    assert await ids(owner, limit=2) == ["c3", "c2"]
    assert await ids(owner, limit=2, before="c2") == ["c1"]
    assert await ids(owner, author="bob") == ["c3"]
    assert await ids(owner, author="UCbob") == ["c3"]
    assert await ids(owner, text="fugue voices") == ["c1"]
    assert await ids(owner, text="three") == ["c1"]
    assert await ids(owner, video="fugue") == ["c3", "c2", "c1"]
    assert await ids(owner, video="scales") == []
    assert await ids(owner, from_second=80, to_second=90) == ["c1"]
    assert await ids(owner, state="review") == ["c1"]
    assert await ids(owner, open=True) == ["c3"]
    assert (await owner.get(PLACE, params={"limit": 201})).status_code == 400
    assert (await owner.get(PLACE, params={"state": "lost"})).status_code == 422
    counts = (await owner.get(f"{PLACE}/counts")).json()
    assert counts == {"videos": 2, "comments": 3, "open": 1, "review": 1}


async def test_everything_of_one(made: Made, owner: httpx.AsyncClient) -> None:
    """With its thread, its video, and whether what was played in it is here."""
    before = (await owner.get(f"{PLACE}/c3")).json()
    performed(made)
    replied(made)
    found = (await owner.get(f"{PLACE}/c1")).json()

    assert before["comment"]["text"] == "Wow <b>bold</b> \u202e🎹"
    assert before["videos"] == {
        HERE: {"title": "The fugue", "privacy": "public", "recorded": False}
    }
    assert found["videos"][HERE]["recorded"]
    assert [one["id"] for one in found["thread"]] == ["c1", "c2"]
    assert (found["comment"]["second"], found["comment"]["ours"]) == (83.0, False)
    assert found["comment"]["author"] == {"channel": "UCviewer", "name": "A viewer"}
    assert found["comment"]["reply"]["state"] == "review"
    assert (await owner.get(f"{PLACE}/gone")).status_code == 404


async def test_a_reply_is_approved(made: Made, owner: httpx.AsyncClient) -> None:
    """As it is, once; who decided is kept."""
    replied(made)
    approved = (await put(owner, "approve", version=1)).json()
    twice = await put(owner, "approve", version=2)

    assert (approved["state"], approved["version"], approved["decided_by"]) == (
        "planned", 2, "owner",
    )  # fmt: skip
    assert (twice.status_code, "approved already" in twice.text) == (409, True)
    assert made.outbox.reply("c1") == Reply(**approved)


async def test_of_two_who_decide_one_is_first(made: Made, owner: httpx.AsyncClient) -> None:
    """The other hears that it changed, and nothing of his is done."""
    replied(made)
    answers = await asyncio.gather(
        *(put(owner, "approve", version=1, text=f"Version {at}.") for at in range(5))
    )

    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412, 412]
    first = next(one.json() for one in answers if one.status_code == 200)
    kept = made.outbox.reply("c1")
    assert kept is not None
    assert (kept.text, kept.version) == (first["text"], 2)


async def test_a_reply_is_rewritten(made: Made, owner: httpx.AsyncClient) -> None:
    """Where it stands; a new one waits; empty or too long it is none."""
    new = (await put(owner, "reply", version=0, text=" Mine. ")).json()
    planned = (await put(owner, "approve", version=1)).json()
    again = (await put(owner, "reply", version=2, text="Better.")).json()
    same = await put(owner, "reply", version=3, text="Better.")
    empty = await put(owner, "reply", version=3, text=" \n")
    long = await put(owner, "reply", version=3, text="🎹" * 5_001)

    assert (new["state"], new["text"], new["thread"], new["video"]) == (
        "review", "Mine.", "c1", HERE,
    )  # fmt: skip
    assert (planned["state"], again["state"], again["text"]) == ("planned", "planned", "Better.")
    assert [one.status_code for one in (same, empty, long)] == [409, 400, 400]


async def test_a_reply_is_rejected_and_opened_again(made: Made, owner: httpx.AsyncClient) -> None:
    """Also before there is any: then the comment has none."""
    rejected = (await put(owner, "reject", version=0, reason="No question.")).json()
    refused = await put(owner, "approve", version=1, text="Yet.")
    empty = await put(owner, "reopen", version=1)
    rewritten = (await put(owner, "reply", version=1, text="Yet.")).json()
    again = (await put(owner, "reject", version=2)).json()
    opened = (await put(owner, "reopen", version=3)).json()

    assert (rejected["state"], rejected["reason"]) == ("rejected", "No question.")
    assert (refused.status_code, empty.status_code) == (409, 400)
    assert (rewritten["state"], again["state"], opened["state"]) == (
        "review", "rejected", "review",
    )  # fmt: skip
    assert opened["text"] == "Yet."


@pytest.mark.parametrize("state", ["sending", "sent"])
async def test_what_is_on_its_way_is_let_alone(
    made: Made, owner: httpx.AsyncClient, state: State
) -> None:
    """Nobody can approve, rewrite, reject, reopen or settle it."""
    replied(made, state)
    answers = [
        await put(owner, "approve", version=1),
        await put(owner, "reply", version=1, text="Other."),
        await put(owner, "reject", version=1),
        await put(owner, "reopen", version=1),
        await put(owner, "sent", version=1),
    ]

    assert {one.status_code for one in answers} == {409}


async def test_an_unclear_reply_is_settled(made: Made, owner: httpx.AsyncClient) -> None:
    """By who looked on YouTube; nothing else can be said to be there."""
    nothing = await put(owner, "sent", version=0)
    replied(made, "held")
    settled = (await put(owner, "sent", version=1)).json()
    late = await put(owner, "approve", version=1)

    assert nothing.status_code in {400, 409}
    assert settled["state"] == "sent"
    assert late.status_code == 412


async def test_a_draft_changes_nothing(made: Made, owner: httpx.AsyncClient) -> None:
    """It is only told; without a model it quotes what the owner says in the video."""
    performed(made)
    draft = (await owner.post(f"{PLACE}/c1/draft")).json()
    gone = await owner.post(f"{PLACE}/gone/draft")

    assert draft["text"].startswith("From my videos and notes:\n“The fugue has three voices")
    assert "(1:23)" in draft["text"]
    assert draft["refused"] == draft["held"] == ""
    assert (await owner.get(f"/v1/inquiries/{draft['inquiry']}")).status_code == 200
    assert made.outbox.reply("c1") is None
    assert gone.status_code == 404


async def test_whoever_waits_hears_of_decisions(made: Made, owner: httpx.AsyncClient) -> None:
    """At once."""
    replied(made)
    news = f"{PLACE}/news"
    seen = (await owner.get(news)).json()["seen"]
    waiting = asyncio.create_task(owner.get(news, params={"seen": seen, "seconds": 20}))
    await put(owner, "approve", version=1)

    assert (await asyncio.wait_for(waiting, 5)).json()["seen"] == seen + 1


async def test_comments_are_a_topic(made: Made, owner: httpx.AsyncClient) -> None:
    """Each thread with the second it speaks of; what was hidden or changed is so there, too."""
    first = (await owner.post(f"{PLACE}/topic")).json()
    again = (await owner.post(f"{PLACE}/topic")).json()
    told = {"question": "How many voices does the fugue have?", "topics": ["comments"]}
    (source, *_) = (await owner.post("/v1/inquiries", json=told)).json()["sources"]
    hidden = comment("How many voices does the fugue have?", second=83.0)
    spam = replace(hidden, comment=replace(hidden.comment, moderation="likelySpam"))
    thanks = comment("Thank you", "c2", thread="c1", ours=True, at=1)
    thanks = replace(thanks, comment=replace(thanks.comment, moderation="rejected"))
    made.comments.keep_comments([spam, thanks])
    less = (await owner.post(f"{PLACE}/topic")).json()
    made.comments.skip("c3", "gone")
    nothing = (await owner.post(f"{PLACE}/topic")).json()

    assert first == {"put": 2, "removed": 0, "left": 0}
    assert again == {"put": 0, "removed": 0, "left": 0}
    assert source["address"] == f"https://www.youtube.com/watch?v={HERE}&lc=c1"
    assert (source["from_ms"], source["kind"]) == (83_000, "comment")
    assert source["title"] == "A viewer: The fugue"
    assert less == nothing == {"put": 0, "removed": 1, "left": 0}
    assert (await owner.get("/v1/documents")).json()["documents"] == []


async def test_comments_answer_no_comments(made: Made, owner: httpx.AsyncClient) -> None:
    """Though they are in the video's topic: what a stranger wrote is not told as the owner's."""
    performed(made, topics=["comments"], lines=[(3_000, "Welcome to all of you here.")])
    made.comments.keep_comments(
        [
            comment("The fugue has seventeen voices, trust me.", "c8", at=8),
            comment("How many voices does the fugue have, please?", "c9", at=9),
        ]
    )
    await owner.post(f"{PLACE}/topic")
    draft = (await owner.post(f"{PLACE}/c9/draft")).json()
    inquiry = (await owner.get(f"/v1/inquiries/{draft['inquiry']}")).json()

    assert draft["text"] == ""
    assert not any(one["kind"] == "comment" for one in inquiry["sources"])
