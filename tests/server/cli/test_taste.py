"""`rubato taste`, through the server that it starts for itself."""

import argparse
import io
from pathlib import Path

import pytest

from server.cli import main
from server.cli.opened import clock, open_services, settings_of
from server.core.taste.ratings import Thing
from tests.server.cli.test_library import home, told

__all__ = ["home"]

FUGUE, ENGINE = "a fugue answers its subject in counterpoint", "an engine burns petrol for a motor"


def rate(count: int) -> None:
    """Rate so many pages of each kind, as the owner."""
    opened = open_services(settings_of(argparse.Namespace(config=None)))
    owner = opened.users.owner()
    for at in range(count):
        for text, value in ((FUGUE, 9), (ENGINE, 1)):
            thing = Thing("page", f"{text} {at}", f"Page {at}", text)
            opened.ratings.rate(owner.id, thing, value, clock(), None)
    opened.store.close()


def test_it_is_learnt_explained_given_out_and_forgotten(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is learnt serves the next command, from the disk; forgotten, it is gone from there."""
    rate(4)
    state = told(capsys, "taste", "train")
    kept = list(home.rglob("taste/*.npz"))
    said = told(capsys, "taste", "explain", "https://example.org/x", "--text", f"{FUGUE} and canon")
    assert main(["taste", "explain", "https://example.org/x", "--text", ENGINE]) == 0
    line = capsys.readouterr().out
    export = told(capsys, "taste", "export")
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    refused = main(["taste", "forget"])
    capsys.readouterr()
    gone = told(capsys, "taste", "forget", "--yes")

    assert (state["count"], state["trained"]["count"], state["training"]) == (8, 8, None)
    assert len(kept) == 1
    assert said["value"] > 5
    assert "like “Page" in said["reason"]
    assert " ± " in line.splitlines()[0]
    assert {one["value"] for one in export["ratings"]} == {9, 1}
    assert all(len(one["history"]) == 1 for one in export["ratings"])
    assert (refused, gone["forgotten"]) == (1, 8)
    assert list(home.rglob("taste/*.npz")) == []
    assert told(capsys, "taste", "export")["ratings"] == []


def test_what_is_missing_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before there are enough ratings; and a kind that nothing is of."""
    rate(2)
    assert main(["taste", "train"]) == 1
    assert "Rate 1 more" in capsys.readouterr().err
    assert main(["taste", "explain", "x"]) == 1
    assert "Rate 1 more" in capsys.readouterr().err
    assert main(["taste", "explain", "x", "--kind", "cat"]) == 1
    assert "kind is one of" in capsys.readouterr().err
    assert main(["taste"]) == 0
    assert capsys.readouterr().out.startswith("4 ratings\nRate 1 more")
