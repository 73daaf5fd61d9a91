"""Chores against the server that runs: retention, corrections, taste, proposals, mail."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from server.cli.opened import Opened, clock
from server.cli.server_client import token
from server.core.chat.inquiries import Inquiry
from server.core.chat.retention import YEAR, Round
from tests.server.adapters.test_mail import Server, serving
from tests.server.cli.test_library import home
from tests.server.cli.test_taste import rate
from tests.server.cli.test_timestep import ask, opened, running, step

__all__ = ["home", "opened", "running"]


@contextmanager
def signed_in(running: Opened) -> Iterator[httpx.Client]:
    """Give a client of the server that runs."""
    with token(running) as given:
        headers = {"Authorization": f"Bearer {given}"}
        with httpx.Client(
            base_url=f"http://127.0.0.1:{os.environ['PORT']}", headers=headers
        ) as one:
            yield one


def test_old_inquiries_go_once_they_are_filed(
    home: Path, running: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half a year after the last look the older half, by the server's own rule."""
    for at in range(9, -1, -1):
        ask(running, at + 1)
    running.reviews.add_round(Round(clock() - YEAR // 2 - 1000, "owner", 0))
    dry = step(capsys, "--only", "inquiries", "--dry-run")["tasks"][0]
    done = step(capsys, "--only", "inquiries")["tasks"][0]
    again = step(capsys, "--only", "inquiries")["tasks"][0]

    assert "5 of the oldest would be let go on the server:" in dry["lines"]
    assert done["counts"] == {"filed": 10, "unchanged": 0, "let go": 5}
    assert (again["ending"], again["counts"]["let go"]) == ("idle", 0)
    assert len(list((home / "DATA/rubato/step/inquiries").rglob("*.json"))) == 10


def test_a_correction_reaches_a_topic_that_was_made_later(
    running: Opened, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is taught, at once; another where the owner lets all be taught."""
    owner = running.users.owner().id
    for key in ("a" * 16, "b" * 16):
        made = Inquiry(key, owner, key, f"What is {key[0]}?", clock(), ("Fugues",), answer="No.")
        running.inquiries.add_inquiry(replace(made, state="answered"))
    patch = {"version": 0, "correction": "It is a voice."}
    with signed_in(running) as client:
        assert client.patch(f"/v1/inquiries/{'a' * 16}", json=patch | {"teach": True}).is_success
        assert client.patch(f"/v1/inquiries/{'b' * 16}", json=patch).is_success
        before = step(capsys, "--only", "corrections")["tasks"][0]
        assert client.post("/v1/topics", json={"name": "Fugues"}).is_success
        after = step(capsys, "--only", "corrections")["tasks"][0]
        idle = step(capsys, "--only", "corrections")["tasks"][0]
        monkeypatch.setenv("RUBATO_STEP_TEACH", "true")
        everything = step(capsys, "--only", "corrections")["tasks"][0]
        topic = client.get("/v1/topics").json()["topics"][0]

    assert (before["ending"], idle["ending"]) == ("idle", "idle")
    assert after["lines"] == ["Taught: What is a?"]
    assert everything["lines"] == ["Taught: What is b?"]
    assert topic["documents"] == 2


def test_taste_is_learnt(running: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    """From ratings of which the server knows; then there is nothing to do."""
    rate(4)
    first = step(capsys, "--only", "taste")["tasks"][0]
    second = step(capsys, "--only", "taste")["tasks"][0]

    assert (first["ending"], first["counts"], second["ending"]) == ("done", {"ratings": 8}, "idle")
    assert first["lines"][0].startswith("Learnt from 8 ratings; off by ")


def test_questions_are_proposed_and_the_owner_hears_of_it(
    home: Path,
    running: Opened,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A question that the documents did not answer stands in the paper, and in the mail."""
    ask(running, 1)
    with serving(Server(None)) as post:
        monkeypatch.setenv("RUBATO_MAIL_TO", "me@example.org")
        monkeypatch.setenv("RUBATO_MAIL_SERVER", f"127.0.0.1:{post.server_address[1]}")
        names = [one["name"] for one in step(capsys, "--only", "proposals", "mail")["tasks"]]
        step(capsys, "--only", "proposals", "mail")

    assert names == ["proposals", "mail"]
    assert "What is 1?" in (home / "DATA/rubato/step/next-session.md").read_text()
    assert len(post.mails) == 1
    assert b"Subject: Rubato: proposals" in post.mails[0]
    assert b"What is 1?" in post.mails[0]
