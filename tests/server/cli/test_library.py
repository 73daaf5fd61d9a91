"""`rubato load`, `topics`, `search` and `ask`, through the server that each starts for itself."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from server.adapters.database import Database, open_engine
from server.cli import main
from server.core.users import User

BACH = "# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n"


FEED = b"""<rss version="2.0"><channel><title>News</title>
<item><title>Bach</title><link>/bach</link></item>
<item><title>Gone</title><link>/gone</link><description>Told by the feed alone.</description></item>
%s</channel></rss>"""


@contextmanager
def pages_served(pages: dict[str, bytes]) -> Iterator[str]:
    """Serve pages on this machine, as the owner allowed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = pages.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own settings and data out, and whatever answers on the usual ports."""
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("PORT", "9")
    monkeypatch.setenv("RUBATO_OLLAMA_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("RUBATO_PRIVATE_HOSTS", "127.0.0.1")
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


def test_what_is_gone_from_a_folder_is_removed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing beside it; one that is empty altogether may be a disk that is missing."""
    (home / "Notes").mkdir()
    (home / "Notes" / "bach.md").write_text("The other Bach, of Hamburg.")
    (home / "notes" / "fugue.md").write_text("The fugue has three voices.")
    told(capsys, "load", "notes", "Notes")
    (home / "notes" / "fugue.md").unlink()
    one_gone = told(capsys, "load", "notes")
    (home / "notes" / "bach.md").unlink()
    kept = told(capsys, "load", "notes")
    asked = told(capsys, "load", "notes", "--gone")

    def became(lines: Any) -> list[tuple[str, str]]:
        return [(Path(one["address"]).name, one["outcome"]) for one in lines]

    assert became(one_gone) == [("bach.md", "unchanged"), ("fugue.md", "removed")]
    assert became(kept) == []
    assert became(asked) == [("bach.md", "removed")]


def test_of_a_feed_what_is_new_is_loaded(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each entry by its address, or as its feed tells it; again only what is new."""
    pages = {"/feed": FEED % b"", "/bach": b"<p>Bach was born in Eisenach, in 1685.</p>"}
    with pages_served(pages) as address:
        words = ("load", f"{address}/feed", "--topic", "news")
        first = told(capsys, *words, code=0)
        pages["/feed"] = FEED % b"<item><title>New</title><link>/new</link></item>"
        pages["/new"] = b"<p>The second voice follows the first one.</p>"
        again = told(capsys, *words)
        failed = told(capsys, "load", f"{address}/nothing", code=1)

    assert [(one["title"], one["outcome"], len(one["topics"])) for one in first] == [
        ("Bach", "added", 1),
        ("Gone", "added", 1),
    ]
    assert [one["outcome"] for one in again] == ["unchanged", "unchanged", "added"]
    assert "no such page" in failed[0]["reason"]


def test_what_was_loaded_is_found_and_asked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By words, and by a question that is answered by quotes where there is no model."""
    told(capsys, "load", "notes/bach.md", "--topic", "music")
    topics = told(capsys, "topics")
    found = told(capsys, "search", "born in Eisenach", "--topic", "music")
    wholes = told(capsys, "search", "--documents", "eisen", "--topic", "music")
    asked = told(capsys, "ask", "When was Bach born?", "--length", "sentence")

    assert [(one["name"], one["documents"]) for one in topics] == [("music", 1)]
    assert found[0]["address"] == str(home / "notes" / "bach.md")
    assert [one["address"] for one in wholes] == [str(home / "notes" / "bach.md")]
    assert wholes[0]["summary"] == asked["sources"][0]["about"]
    assert (asked["state"], asked["model"]) == ("answered", "")
    assert "born in Eisenach in 1685.” [1]" in asked["answer"]


def test_a_question_is_asked_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its id alone, longer; text that holds odd line ends comes whole."""
    (home / "notes" / "odd.txt").write_text("Bach\u2028wrote\x85fugues about odd lines.")
    told(capsys, "load", "notes")
    first = told(capsys, "ask", "What did Bach write about odd lines?")
    again = told(capsys, "ask", "--again", first["id"], "--length", "more")

    assert "Bach\u2028wrote\x85fugues" in first["sources"][0]["text"]
    assert (again["question"], again["length"]) == (first["question"], "full")
    assert again["instead_of"] == first["id"]


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


def test_what_was_asked_is_listed_reviewed_and_exported(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each in a file by its time, and again only what changed; a bad day is told."""
    told(capsys, "load", "notes")
    first = told(capsys, "ask", "When was Bach born?")
    second = told(capsys, "ask", "Where was Bach born?")
    assert told(capsys, "inquiries", "rate", first["id"], "8")["rating"] == 8
    told(capsys, "inquiries", "correct", first["id"], "On the 31st of March.", "--teach")
    exported = told(capsys, "inquiries", "export", "kept")
    again = told(capsys, "inquiries", "export", "kept", "--corrected")
    shown = told(capsys, "inquiries", "show", first["id"])
    listed = told(capsys, "inquiries")
    assert main(["inquiries", "list", "--search", "where", "--limit", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["inquiries", "show", first["id"]]) == 0
    text = capsys.readouterr().out
    assert told(capsys, "inquiries", "list", "--until", "2001-01-01", code=1) == []
    assert main(["inquiries", "list", "--since", "yesterday"]) == 1

    assert (exported, again) == ({"written": 2, "unchanged": 0}, {"written": 0, "unchanged": 1})
    assert "write it as 2026-11-21" in capsys.readouterr().err
    assert [one["id"] for one in listed] == [second["id"], first["id"]]
    assert (len(lines), second["id"] in lines[0], "owner" in lines[0]) == (1, True, True)
    assert "Corrected: On the 31st of March." in text
    assert "rated 8" in text
    files = {json.loads(path.read_text())["id"]: path for path in (home / "kept").rglob("*.json")}
    year, month, name = files[first["id"]].relative_to(home / "kept").parts
    assert name == f"{first['created']}.json"
    assert (len(year), len(month)) == (4, 2)
    kept = json.loads(files[first["id"]].read_text())
    assert kept == {name: value for name, value in shown.items() if name != "inquiry"}
    assert kept["review"]["correction"] == "On the 31st of March."
