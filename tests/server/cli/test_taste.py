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


def test_what_is_new_is_listed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of folders that are set: the best first with its reason; where none is set, it says so."""
    assert main(["taste", "new"]) == 0
    assert capsys.readouterr().out.startswith("No feeds and no folders are set")
    folder = (home / "followed").resolve()
    folder.mkdir()
    (folder / "canon.md").write_text(f"{FUGUE} and canon", encoding="utf-8")
    (folder / "motor.md").write_text(f"{ENGINE} and oil", encoding="utf-8")
    monkeypatch.setenv("RUBATO_FOLDERS", str(folder))
    rate(4)
    told(capsys, "taste", "train")
    assert main(["taste", "new", "--limit", "1"]) == 0
    value, where, why = capsys.readouterr().out.splitlines()
    found = told(capsys, "taste", "new")
    assert value.endswith("  canon.md")
    assert where.strip() == str(folder / "canon.md")
    assert "like “Page" in why
    assert [one["title"] for one in found["folders"]["things"]] == ["canon.md", "motor.md"]
    assert "feeds" not in found


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
