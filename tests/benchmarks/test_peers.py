"""The peer of the scrolling benchmark: which extension is beside ours, and on which key."""

from pathlib import Path

import pytest

from benchmarks.__main__ import main, split
from benchmarks.peers import OWN, parse
from tests.fences.tree import ROOT


def test_without_a_peer_it_is_our_own() -> None:
    """The keyboard extension of the benchmark's folder scrolls on three keys."""
    assert parse([]) == OWN
    assert (OWN.folder / "manifest.json").is_file()


def test_a_peer_and_its_key() -> None:
    """An unpacked extension takes the place of ours, with the one key that it scrolls on."""
    folder = ROOT / "benchmarks" / "keyboard_extension"

    beside = parse(["--peer", str(folder), "--peer-key", "n"])

    assert beside.folder == folder
    assert [*beside.names] == ["n"]
    assert [*parse(["--peer", str(folder)]).names] == ["j"]
    assert parse(["--peer", str(folder), "--samples", "9"]).samples == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--peer", "."], "no manifest.json"),
        (["--peer", "KEYBOARD", "--peer-key", "jj"], "takes one key"),
        (["--peer-kye", "j"], "unrecognized arguments"),
        (["--samples", "1"], "takes two or more"),
    ],
)
def test_what_is_no_peer_is_refused(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It leaves, and says why, before anything is started."""
    (tmp_path / "manifest.json").write_text("{}")
    given = [str(tmp_path) if word == "KEYBOARD" else word for word in arguments]
    with pytest.raises(SystemExit):
        parse(given)

    assert said in capsys.readouterr().err


def test_options_go_to_the_one_that_is_named() -> None:
    """Names come first, shorter ones too; the rest is for the benchmark."""
    assert split(["scroll", "--peer", "x"]) == (["bridge_to_scroll"], ["--peer", "x"])
    assert split(["tab_switch", "scroll"]) == (["tab_switch", "bridge_to_scroll"], [])


def test_options_for_nobody_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """An option needs one benchmark to go to."""
    assert main(["--peer", "x"]) == 2
    assert "name it first" in capsys.readouterr().out
