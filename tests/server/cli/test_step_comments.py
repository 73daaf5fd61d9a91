"""Comments answered end to end: a step, a YouTube, a server, and an owner who approves."""

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.cli import main
from server.cli.opened import Opened, clock, open_services, settings_of
from server.cli.server_client import _own_server, server_client
from tests.fixtures.tube.service import TubeService, tube_service
from tests.fixtures.tube.world import DAY, TubeVideo
from tests.server.adapters.test_google_login import client_file
from tests.server.cli.test_library import home
from tests.server.cli.test_youtube import Terminal, agreed, begun
from tests.server.commented import HERE

__all__ = ["home"]

SAID = (
    "1\n00:01:23,000 --> 00:01:27,000\n"
    "The fugue has three voices, and the middle one enters last.\n"
)
REPLY = (
    "From my videos and notes:\n“The fugue has three voices, and the middle one enters last.” "
    "(1:23)\n\nAnswered by my assistant from my own videos and notes."
)


@pytest.fixture
def service(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TubeService]:
    """Serve a YouTube with a video, and sign in."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("SSH_CONNECTION", "here there")
    with tube_service(clock) as made:
        monkeypatch.setenv("RUBATO_YOUTUBE_URL", made.address)
        (home / "client.json").write_text(client_file(made.address), encoding="utf-8")
        made.tube.add_video(TubeVideo(HERE, "The fugue", published=clock() - 30 * DAY))
        with monkeypatch.context() as typing:
            terminal = Terminal()
            shown, thread, codes = begun(typing, terminal)
            terminal.lines.put(agreed(shown) + "\n")
            shown.wait("go out by themselves, without")
            terminal.lines.put("n\n")
            thread.join(20)
        assert codes == [0]
        yield made
        assert [*made.accounts.wrong, *made.tube.ledger.wrong] == []


@pytest.fixture
def running(service: TubeService, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Run a server that knows what is said in the video."""
    settings = settings_of(Namespace(config=None))
    opened = open_services(settings)
    with _own_server(settings, opened) as address:
        monkeypatch.setenv("PORT", address.rpartition(":")[2])
        with server_client(Namespace(config=None)) as client:
            place = f"https://www.youtube.com/watch?v={HERE}"
            told = {"name": "talk.srt", "address": place, "topic": "fugue"}
            client.post("/v1/documents/file", params=told, content=SAID).raise_for_status()
        yield opened
    opened.store.close()


def step(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Do one; give what became of the comments."""
    capsys.readouterr()
    code = main(["timestep", "run", "--only", "videos", "comments", "--json", *words])
    told = json.loads(capsys.readouterr().out)
    assert code == 0, told
    return next(one for one in told["tasks"] if one["name"] == "comments")


def test_a_comment_is_answered_once(
    service: TubeService, running: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    """Drafted, approved and sent, with the second that carries it; then there is nothing to do."""
    asked = service.tube.say("How many voices does the fugue have?", HERE)
    service.tube.say("🎹 \u200b", HERE)
    drafted = step(capsys)
    (waits,) = running.outbox.replies(["review"], 9)
    assert main(["comments", "approve", asked.id]) == 0
    capsys.readouterr()
    sent = step(capsys)
    seen = step(capsys)
    idle = step(capsys)

    assert (drafted["ending"], drafted["counts"]["drafted"]) == ("done", 1)
    assert drafted["counts"]["into the topic"] >= 1
    assert (waits.comment, waits.text) == (asked.id, REPLY)
    assert sent["counts"]["sent"] == 1
    assert service.tube.answers() == {f"{asked.id} {REPLY}": 1}
    # The reply is seen as what it is: a comment of the channel's own.
    assert (seen["counts"].get("new"), seen["counts"].get("drafted")) == (1, None)
    assert idle["ending"] == "idle"
    with server_client(Namespace(config=None)) as client:
        told = {"question": "How many voices does the fugue have?", "topics": ["comments"]}
        sources = client.post("/v1/search", json=told).json()
    assert asked.id in json.dumps(sources)
