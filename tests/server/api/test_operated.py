"""How the server is run and seen, over HTTP: parts, services, chores, newer versions."""

import json
from typing import Any

import httpx
import pytest

from tests.server.conftest import HERE, Made
from tests.server.made_operated import DUE, SECRET


async def signed_in(client: httpx.AsyncClient, made: Made, role: Any) -> httpx.AsyncClient:
    """Sign somebody else in, as their page does."""
    made.users.add("anna", role, "a long password")
    client.headers["Origin"] = HERE
    told = {"name": "anna", "password": "a long password"}
    answer = await client.post("/v1/session", json=told)
    client.headers["X-Rubato-CSRF"] = answer.json()["csrf"]
    return client


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Read a stream."""
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [
        (name.removeprefix("event: "), json.loads(line.removeprefix("data: ")))
        for name, line in blocks
    ]


async def test_each_part_has_its_state(page: httpx.AsyncClient, made: Made) -> None:
    """An admin is told what is wrong and what mends it."""
    parts = (await page.get("/v1/status")).json()["parts"]

    assert [one["state"] for one in parts] == ["ok", "warning"]
    assert parts[1] == {
        "part": "Disk", "state": "warning", "said": "little room in /data", "mend": "make room",
    }  # fmt: skip


async def test_others_are_told_less(client: httpx.AsyncClient, made: Made) -> None:
    """Folders and commands are nobody's business but an admin's."""
    asking = await signed_in(client, made, "user")
    parts = (await asking.get("/v1/status")).json()["parts"]

    assert parts[1] == {"part": "Disk", "state": "warning"}


@pytest.mark.parametrize("phase", ["starting", "ending"])
async def test_health_tells_who_is_not_ready(
    client: httpx.AsyncClient, made: Made, phase: Any
) -> None:
    """A load balancer sends nothing to one that starts or ends."""
    status = made.status
    before = await client.get("/health")
    status.phase = phase
    if phase == "ending":
        made.app.ends()
    after = await client.get("/health")

    assert (before.status_code, before.json()["ready"]) == (200, True)
    assert (after.status_code, after.json()["status"]) == (503, phase)
    assert after.json()["ready"] is False


async def test_a_service(page: httpx.AsyncClient, made: Made) -> None:
    """It is listed, started, and noted who did it; its log shows no secret."""
    ollama, chroma = (await page.get("/v1/services")).json()["services"]
    started = await page.post("/v1/services/ollama/start")
    again = await page.post("/v1/services/ollama/start")

    assert (ollama["state"], ollama["log"]) == ("stopped", ["<b>listening</b>", "token=[hidden]"])
    assert (chroma["state"], chroma["said"]) == ("unset", "chroma_url is empty.")
    assert (started.json()["state"], started.json()["process"]) == ("runs", 4711)
    assert again.status_code == 409
    assert ("service.act", "start ollama") in made.noted()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/services/sh/start", 404),
        ("/v1/services/ollama/exec", 400),
        ("/v1/services/ollama;rm/start", 404),
        ("/v1/services/chroma/start", 503),
        ("/v1/steps/nothing", 404),
        ("/v1/steps/feed;rm", 404),
    ],
)
async def test_only_names_of_the_tables(
    page: httpx.AsyncClient, made: Made, path: str, status: int
) -> None:
    """Nothing else is started, whatever is asked."""
    assert (await page.post(path)).status_code == status
    assert made.operation.runner.begun == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/services"), ("POST", "/v1/services/ollama/start"), ("GET", "/v1/steps"),
        ("POST", "/v1/steps/feed"), ("DELETE", "/v1/steps/running"), ("GET", "/v1/steps/events"),
        ("GET", "/v1/updates"), ("POST", "/v1/updates"),
    ],
)  # fmt: skip
async def test_only_admins(client: httpx.AsyncClient, made: Made, method: str, path: str) -> None:
    """Nobody, a user, and for what acts a token are refused."""
    assert (await client.request(method, path)).status_code == 401
    asking = await signed_in(client, made, "user")
    assert (await asking.request(method, path)).status_code == 403
    token = {"Authorization": f"Bearer {made.extension_token()}"}
    async with httpx.AsyncClient(transport=client._transport, base_url=HERE) as program:
        answer = await program.request(method, path, headers=token)
    assert answer.status_code == (403 if method != "GET" else answer.status_code)


async def test_a_chore_is_run(page: httpx.AsyncClient, made: Made) -> None:
    """Its words come as text without secrets, and then its end; the list says when it is next."""
    listed = (await page.get("/v1/steps")).json()
    begun = await page.post("/v1/steps/feed", json={"dry": True})
    told = events((await page.get("/v1/steps/events")).text)
    late = events((await page.get("/v1/steps/events?after=2")).text)

    assert [one["name"] for one in listed["tasks"]] == ["feed", "backup"]
    assert (listed["by"], listed["next"], listed["running"]) == ("cron", DUE, None)
    assert (begun.status_code, begun.json()["by"]) == (202, "owner")
    assert made.operation.runner.begun == [("feed", True)]
    lines = [facts["text"] for name, facts in told if name == "line"]
    assert lines == ["feed begins", "<script>alert(1)</script> [2J", "token=[hidden]"]
    assert SECRET not in str(told)
    assert (told[-1][0], told[-1][1]["ending"]) == ("ended", "done")
    assert [name for name, _ in late] == ["run", "line", "ended"]
    assert ("chore.run", "feed, dry") in made.noted()


async def test_one_at_a_time(page: httpx.AsyncClient, made: Made) -> None:
    """A second is told who runs; the first is stopped, and says so."""
    made.operation.runner.ends = False
    await page.post("/v1/steps/feed")
    second = await page.post("/v1/steps/backup")
    running = (await page.get("/v1/steps")).json()["running"]
    stopped = await page.delete("/v1/steps/running")
    none = await page.delete("/v1/steps/running")

    assert (second.status_code, second.json()["detail"]) == (
        409, "feed runs now, begun by owner; wait, or stop it.",
    )  # fmt: skip
    assert running["task"] == "feed"
    assert stopped.json()["ending"] == "stopped"
    assert none.status_code == 404
    assert (await page.post("/v1/steps/backup")).status_code == 202
    await page.delete("/v1/steps/running")


async def test_while_cron_does_a_step(page: httpx.AsyncClient, made: Made) -> None:
    """Nothing is begun, whether that is seen before, or by the process itself."""
    made.operation.runner.holder = "4242"
    seen = await page.post("/v1/steps/feed")
    made.operation.runner.holder = ""
    made.operation.runner.told = {"locked": True, "holder": "4243"}
    await page.post("/v1/steps/feed")
    told = events((await page.get("/v1/steps/events")).text)

    assert "process 4242" in seen.json()["detail"]
    assert "process 4243" in told[-2][1]["text"]
    assert told[-1][1]["ending"] == "locked"


async def test_what_breaks(page: httpx.AsyncClient, made: Made) -> None:
    """A process that tells nothing at its end is told as broken; a stream before any is none."""
    assert (await page.get("/v1/steps/events")).status_code == 404
    made.operation.runner.told = None
    await page.post("/v1/steps/feed")
    told = events((await page.get("/v1/steps/events")).text)

    assert told[-1][1]["ending"] == "broken"
    assert (await page.post("/v1/steps/feed", json={"dry": "yes"})).status_code == 400


async def test_a_long_log_is_capped(page: httpx.AsyncClient, made: Made) -> None:
    """The last thousand lines are kept, each cut."""
    made.operation.runner.lines = [f"{at} " + "x" * 9_000 for at in range(3_000)]
    await page.post("/v1/steps/feed")
    await page.get("/v1/steps/events")  # to its end
    told = events((await page.get("/v1/steps/events")).text)
    lines = [facts["text"] for name, facts in told if name == "line"]

    assert len(lines) == 1_000
    assert lines[0].startswith("2000 ")
    assert max(map(len, lines)) == 500


async def test_newer_versions(page: httpx.AsyncClient, made: Made) -> None:
    """Nobody is asked until somebody wants to know, and then once a minute at most."""
    before = (await page.get("/v1/updates")).json()
    asked = made.operation.releases.asked
    told = [(await page.post("/v1/updates")).json() for _ in range(3)]

    assert (asked, before["asked"], before["set_up"]) == (0, None, True)
    assert (told[0]["newer"], told[0]["newest"]) == (True, "v9.0.0")
    assert made.operation.releases.asked == 1
    made.clock.now += 61_000
    made.operation.releases.down = True
    assert "did not answer" in (await page.post("/v1/updates")).json()["said"]
