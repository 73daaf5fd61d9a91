"""`rubato replay`: a session file, in a browser of its own, says what differed by its exit code."""

import json
from pathlib import Path

import pytest

from server.cli import main
from server.core.session_file import write_session
from server.core.session_log import Entry

HEADER = {
    "rubato": 1, "title": "Shopping", "started": "", "lowest": 48, "languages": [], "made_by": "",
}  # fmt: skip


def session(pages: str, *steps: tuple[str, str | None, str]) -> list[Entry]:
    """Make a session: command, text, and the page that it was given on."""
    page = {"url": f"{pages}/replay/shop.html", "title": "Music shop"}
    entries: list[Entry] = [{"at": 0, "type": "page", "tab": 1, **page}]
    for number, (command, value, name) in enumerate(steps, 1):
        entry: Entry = {"at": number * 1000, "type": "command", "tab": 1, "command": command}
        entry |= {} if value is None else {"value": value}
        url = f"{pages}/replay/{name}.html"
        entries.append(entry | {"ok": True, "ms": 20, "page": {"url": url, "title": name}})
    return entries


@pytest.mark.usefixtures("chromium_path")
def test_a_file(pages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing differs it ends with 0, else with 1; a part of it begins on its own page."""
    file = tmp_path / "shopping.mid"
    steps = (
        ("element.find", "pianos", "shop"),
        ("element.find", "grand", "pianos"),
        ("element.find", "buy", "grand"),
    )
    file.write_bytes(write_session(HEADER, session(pages, *steps)))
    assert main(["replay", str(file), "--yes"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "shopping: 3 of 3 commands done, 0 left out",
        "Nothing differed.",
    ]

    assert main(["replay", str(file), "--yes", "--from", "2", "--to", "2"]) == 0
    assert "1 of 1 commands done" in capsys.readouterr().out
    assert main(["replay", str(file), "--yes", "--from", "9"]) == 1
    assert "no command in that part; it has 3" in capsys.readouterr().err

    changed = (*steps[:2], ("element.find", "violin", "grand"), ("tab.new", None, "grand"))
    destroying = (*changed, ("field.submit", None, "grand"))
    file.write_bytes(write_session(HEADER, session(pages, *changed)))
    assert main(["replay", str(file), "--yes", "--json", "--on-difference", "skip"]) == 1
    over = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["step"]["number"]) for one in over["report"]["differences"]] == [
        ("outcome", 3)
    ]
    assert (over["report"]["done"], over["report"]["skipped"], over["of"]) == (3, 1, 4)

    file.write_bytes(write_session(HEADER, session(pages, *destroying)))
    assert main(["replay", str(file)]) == 1
    told = capsys.readouterr().err
    assert "would do 5 commands" in told
    assert "What cannot be taken back: field.submit" in told
    assert "say --yes" in told
    assert f"{pages}/replay/shop.html" in told
