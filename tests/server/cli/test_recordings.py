"""`rubato recordings`, through the server that it starts for itself."""

from pathlib import Path

import pytest

from server.cli import main
from server.cli.recordings import _note_line
from tests.server.api.recorded import FILM, MARKED, SUBTITLES
from tests.server.cli.test_library import home, told

__all__ = ["home"]


@pytest.fixture
def files(home: Path) -> list[str]:
    """Write a film with its notes and what is said."""
    for name, content in (("t.mid", MARKED), ("film.mp4", FILM), ("film.srt", SUBTITLES)):
        (home / name).write_bytes(content)
    return ["t.mid", "film.mp4", "film.srt"]


def test_from_files_to_takes_and_topics(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Sent, found in takes, cut by hand, put into topics, rated, sought and deleted."""
    whole = told(capsys, "recordings", "add", *files, "--name", "Trial 3", "--topic", "Bach")
    held = whole["id"]
    takes = told(capsys, "recordings", "takes", held, "--set", "1:31-2:00", "--name", "Again")
    second = told(capsys, "recordings", "topics", held, "Pedal", "--take", "2")
    rated = told(capsys, "recordings", "score", held, "8")
    best = told(capsys, "recordings", "score", held, "9", "--take", "2")
    again = told(capsys, "recordings", "add", *files, "--to", held)
    assert main(["recordings", "list", "--search", "cadenza", "--least", "8"]) == 0
    listed = capsys.readouterr().out
    assert main(["recordings", "show", held]) == 0
    shown = capsys.readouterr().out
    assert main(["recordings", "takes", held, "--remove", "3"]) == 0
    left = capsys.readouterr().out
    assert main(["recordings", "topics", held]) == 0
    of_all = capsys.readouterr().out
    gone = told(capsys, "recordings", "delete", held, "--files")

    assert [(one["number"], one["name"]) for one in takes] == [
        (1, "TRIAL#1"),
        (2, "slower"),
        (3, "Again"),
    ]
    assert (second, rated, len(again["tracks"])) == (["Pedal"], {"score": 8}, 3)
    assert best == {"score": 9}
    assert "Trial 3  3 takes, 3 files  Bach, Pedal  (rated 8)  (best take 9)" in listed
    assert "video: film (video/mp4) from 0 ms" in shown
    assert "1:10 The cadenza wants a softer pedal." in shown
    assert left == "1.  0:00-1:00  TRIAL#1  Bach\n2.  1:05-1:30  slower  Pedal  (rated 9)\n"
    assert (of_all, gone) == ("ALL, Bach\n", {"deleted": held})
    assert main(["recordings"]) == 1
    assert main(["recordings", "show", held]) == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add",), "Name files"),
        (("add", "nothing.mid"), "cannot be read"),
        (("add", "a.png"), "a.png is neither"),
        (("add", "--video", "https://example.org/x"), "no address of a video"),
        (("add", "--video", "dQw4w9WgXcQ", "--recorded", "today"), "is no day"),
        (("show", "../x"), "is no recording"),
        (("takes", "0" * 16, "--set", "5"), "START-END"),
    ],
)
def test_what_is_wrong_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    """In one line, and nothing is made."""
    (home / "a.png").write_bytes(b"\x89PNG")
    assert main(["recordings", *words]) == 1
    assert why in capsys.readouterr().err


def test_a_note_that_is_found() -> None:
    """Its moment, its text, and the address that opens it."""
    note = {"at_ms": 62_500, "text": "The thumb is late", "address": "/analyze.html?video=a&t=62.5"}

    assert _note_line("http://x", note) == (
        "    1:02  The thumb is late  http://x/analyze.html?video=a&t=62.5"
    )
