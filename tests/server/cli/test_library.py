"""`rubato load`, `topics`, `search` and `ask`, through the server that each starts for itself."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.adapters.database import Database, open_engine
from server.cli import main
from server.core.users import User

BACH = "# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own settings and data out, and whatever answers on the usual ports."""
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("PORT", "9")
    monkeypatch.setenv("RUBATO_OLLAMA_URL", "http://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "bach.md").write_text(BACH, encoding="utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """Run a command with --json; give what it printed."""
    assert main([*words, "--json"]) == code
    out = capsys.readouterr().out
    return (
        [json.loads(line) for line in out.splitlines()] if words[0] == "load" else json.loads(out)
    )


def test_a_folder_is_loaded_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What did not change is passed over; a broken one is told and stops nothing."""
    (home / "notes" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (home / "notes" / "picture.png").write_bytes(b"no text")
    (home / "notes" / ".hidden").mkdir()
    (home / "notes" / ".hidden" / "secret.txt").write_text("secret")
    first = told(capsys, "load", "notes", "--topic", "music", code=1)
    (home / "notes" / "new.txt").write_text("The second voice follows.")
    again = told(capsys, "load", "notes", code=1)

    assert [(Path(one["address"]).name, one["outcome"]) for one in first] == [
        ("bach.md", "added"),
        ("broken.pdf", "failed"),
    ]
    assert "broken" in first[1]["reason"]
    assert [one["outcome"] for one in again] == ["unchanged", "failed", "added"]


def test_what_was_loaded_is_found_and_asked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By words, and by a question that is answered by quotes where there is no model."""
    told(capsys, "load", "notes/bach.md", "--topic", "music")
    topics = told(capsys, "topics")
    found = told(capsys, "search", "born in Eisenach", "--topic", "music")
    asked = told(capsys, "ask", "When was Bach born?", "--length", "sentence")

    assert [(one["name"], one["documents"]) for one in topics] == [("music", 1)]
    assert found[0]["address"] == str(home / "notes" / "bach.md")
    assert (asked["state"], asked["model"]) == ("answered", "")
    assert "born in Eisenach in 1685.” [1]" in asked["answer"]


def test_people_read_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, a table, the answer with its sources."""
    assert main(["load", "notes"]) == 0
    assert main(["topics", "add", "Harmony", "--caution", "Careful."]) == 0
    assert main(["topics"]) == 0
    assert main(["ask", "When was Bach born?"]) == 0

    out = capsys.readouterr().out
    assert "1 added" in out
    assert "Harmony          0         0           0  (Careful.)" in out
    assert f"[1] Bach · {home / 'notes' / 'bach.md'}, line 1" in out
    assert "“Johann Sebastian Bach was born in Eisenach in 1685.”, line 3" in out
    assert "ollama serve" in out


def test_topics_are_renamed_merged_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each by its name."""
    for name in ("one", "two"):
        told(capsys, "topics", "add", name)
    told(capsys, "topics", "rename", "one", "eins")
    told(capsys, "topics", "merge", "eins", "two")
    before = told(capsys, "topics")
    told(capsys, "topics", "remove", "TWO")

    assert [one["name"] for one in before] == ["two"]
    assert told(capsys, "topics") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["load", "nowhere.txt"], "There is no nowhere.txt"),
        (["topics", "remove", "nothing"], "There is no topic nothing"),
        (["topics", "add", "ALL"], "every document already"),
        (["ask", "  "], "the question is empty"),
        (["ask", "x", "--topic", "nothing"], "There is no topic"),
    ],
)
def test_what_is_wrong_is_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do, and the exit code 1."""
    assert main(words) == 1
    assert said in capsys.readouterr().err


def test_no_token_is_left(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A command's way in is closed when it ends, also after an error."""
    main(["topics"])
    main(["topics", "remove", "nothing"])
    database = Database(open_engine(f"sqlite:///{home / 'DATA' / 'rubato' / 'rubato.db'}"))
    try:
        (owner,) = database.users()
        assert isinstance(owner, User)
        assert database.tokens("extension") == []
    finally:
        database.close()


def test_killed_in_the_middle_nothing_is_lost_or_doubled(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A load that was killed goes on where it was, when it is run again."""
    for at in range(300):
        (home / "notes" / f"{at:03}.txt").write_text(f"Note number {at} is about voices.")
    command = [sys.executable, "-m", "server.cli", "load", "notes", "--json"]
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}
    ) as process:
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    became = [one["outcome"] for one in told(capsys, "load", "notes")]
    counted = told(capsys, "search", "voices", "--limit", "50")

    assert became.count("unchanged") >= 20
    assert became.count("unchanged") + became.count("added") == 301
    assert len({one["document"] for one in counted}) == len(counted) == 50
    assert {one["outcome"] for one in told(capsys, "load", "notes")} == {"unchanged"}
