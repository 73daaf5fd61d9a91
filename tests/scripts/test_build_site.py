"""The help as a folder: it needs no server, and nothing in it leads outside of the folder."""

import re
from pathlib import Path

import pytest

from scripts.build_help import built
from scripts.build_site import main, site


def test_it_holds_all_of_the_help() -> None:
    """Every page that the server gives is there."""
    assert site().keys() >= built().keys()


def test_every_link_stays_in_the_folder() -> None:
    """What is linked or shown is beside the page, or in the web."""
    files = site()
    for name, text in files.items():
        for target in re.findall(r'(?:href|src)="([^"#]+)', text if name.endswith("html") else ""):
            known = target in files or target.startswith(("https://", "http://127.0.0.1"))

            assert known, f"{name}: {target}"


def test_sheets_and_sign_are_beside_the_pages() -> None:
    """They are the server's own, byte for byte."""
    files = site()
    web = Path(__file__).parents[2] / "web"
    for name in ("page.css", "help.css", "rubato.svg"):
        assert files[name] == (web / name).read_text(encoding="utf-8")


def test_it_is_written_once_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site of before is replaced; a folder with other things is left alone."""
    (tmp_path / "site").mkdir()
    assert main(["--to", str(tmp_path / "site")]) == 0
    (tmp_path / "site" / "old.html").write_text("x")
    assert main(["--to", str(tmp_path / "site")]) == 0
    assert not (tmp_path / "site" / "old.html").exists()
    assert main(["--to", str(tmp_path)]) == 1
    assert "holds something else" in capsys.readouterr().err
    assert (tmp_path / "site" / "index.html").exists()
