"""`rubato personas`, through the server that it starts for itself."""

import io
from pathlib import Path

import pytest

from server.cli import main
from tests.server.cli.test_library import home, told

__all__ = ["home"]

FILE = """\
[personas."Clara"]
manner = "Warm."
sites = ["example.org/bach"]
sampling.temperature = 0.2
"""


def test_files_go_in_and_come_out(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second import changes what is there."""
    (home / "personas.toml").write_text(FILE)
    told(capsys, "personas", "import", "personas.toml")
    monkeypatch.setattr("sys.stdin", io.StringIO(FILE.replace("Warm.", "Brief.")))
    told(capsys, "personas", "import", "-")
    assert main(["personas", "export"]) == 0
    exported = capsys.readouterr().out
    bound = told(capsys, "personas", "for", "https://example.org/bach/1")
    assert main(["personas"]) == 0
    listed = capsys.readouterr().out
    told(capsys, "personas", "remove", "clara")

    assert exported == FILE.replace("Warm.", "Brief.")
    assert (bound["name"], bound["version"]) == ("Clara", 2)
    assert listed == "Clara, example.org/bach\n"
    assert told(capsys, "personas", "list") == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("import", "none.toml"), "cannot be read"),
        (("import", "wrong.toml"), "personas.Ada: sites is a list"),
        (("export", "Ada"), "no persona “Ada”"),
    ],
)
def test_what_is_wrong_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    """And nothing is changed."""
    (home / "wrong.toml").write_text('[personas.Ada]\nsites = "all"\n')
    assert main(["personas", *words]) == 1
    assert why in capsys.readouterr().err
