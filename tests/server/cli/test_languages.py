"""`rubato languages`: what it prints and how it ends."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from server.cli import main

ROOT = Path(__file__).resolve().parents[3]


def sources(folder: Path, **more: str) -> Path:
    """Copy the shipped sources to a folder, with files of one's own."""
    for path in (ROOT / "languages").glob("*.toml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in more.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


MINE = 'name = "mine"\nkind = "commands"\n[[word]]\nkeys = "{}"\ncommand = "stop"\n'


def test_check_passes_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    """It says how many words there are, and that nothing is wrong."""
    assert main(["languages", "check"]) == 0
    assert "no problems" in capsys.readouterr().out


def test_check_lists_slips_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """The founder's neighbours are among them."""
    assert main(["languages", "check", "--slips"]) == 0
    assert "0 5 0, slip as 0 6 0, fires “element.right-click” (0 6 0)" in capsys.readouterr().out


def test_check_refuses_a_conflict_with_file_line_and_fix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 1 and the line names the place."""
    folder = sources(tmp_path, mine=MINE.format("4 4"))

    assert main(["languages", "check", "--from", str(folder), "swift", "mine"]) == 1
    err = capsys.readouterr().err
    assert (
        "mine.toml:3: “scroll.up” (swift), 4 4, and “stop” (mine), 4 4, have the same keys" in err
    )
    assert "which is free" in err


def test_a_sound_that_cannot_be_played_is_told_and_not_compiled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of sounds is checked with the languages, as one of them."""
    text = (ROOT / "languages" / "sounds.toml").read_text(encoding="utf-8")
    folder = sources(tmp_path, sounds=text.replace("note = 55", "note = 56", 1))
    place = ["--from", str(folder)]

    assert main(["languages", "check", *place]) == 1
    assert "“text” has the note 56 — use a C, D, E, G or A" in capsys.readouterr().err
    assert main(["languages", "compile", *place, "--to", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


def test_check_as_json_has_problems_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs get the same."""
    folder = sources(tmp_path, mine=MINE.format("4 4"))

    assert main(["languages", "check", "--json", "--from", str(folder), "swift", "mine"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["file"], problem["line"]) == ("duplicate", "mine.toml", 3)


def test_an_unknown_language_is_named_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A wrong name ends with 1."""
    assert main(["languages", "check", "swiftly"]) == 1
    assert "there is no language swiftly" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So is a wrong folder."""
    assert main(["languages", "list", "--from", str(tmp_path / "none")]) == 1
    assert "there is no folder" in capsys.readouterr().err


def test_list_names_each_language(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each, with its words."""
    assert main(["languages", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the words."""
    assert main(["languages", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == ["base", "numbers-binary", "numbers-decimal", "swift"]


def test_chart_shows_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    """Keys beside what they play, by the command's phrase."""
    assert main(["languages", "chart"]) == 0
    out = capsys.readouterr().out
    assert "0 10 5 10 0" in out
    assert "single keys" in out


def test_chart_draws_a_picture_of_25_keys(tmp_path: Path) -> None:
    """The picture is sound SVG with a name, 25 keys and their numbers."""
    file = tmp_path / "keys.svg"

    assert main(["languages", "chart", "--profile", "fast", "--svg", str(file)]) == 0
    root = ET.parse(file).getroot()
    space = "{http://www.w3.org/2000/svg}"
    texts = root.iter(f"{space}text")
    numbers = [text.text for text in texts if "number" in text.attrib.get("class", "").split()]
    assert root.attrib["aria-label"]
    assert sorted(map(int, filter(None, numbers))) == list(range(25))


def test_compile_writes_what_the_extension_reads(tmp_path: Path) -> None:
    """Into a folder of one's own, made if need be."""
    assert main(["languages", "compile", "--to", str(tmp_path / "new")]) == 0
    written = {path.name for path in (tmp_path / "new").iterdir()}
    assert written == {
        "commands.json", "base.json", "swift.json", "numbers-decimal.json", "numbers-binary.json",
        "sounds.json",
    }  # fmt: skip


def test_compile_writes_nothing_with_a_problem(tmp_path: Path) -> None:
    """What is there stays."""
    folder = sources(tmp_path, mine=MINE.format("4 4"))

    code = main(["languages", "compile", "--from", str(folder), "--to", str(tmp_path / "new")])

    assert code == 1
    assert not (tmp_path / "new").exists()


def test_without_an_action_it_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is 2, with examples."""
    assert main(["languages"]) == 2
    assert "examples:" in capsys.readouterr().out
