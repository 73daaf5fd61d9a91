"""What is known to be vulnerable: told from what nobody answers about, and what is accepted."""

import tomllib
from datetime import date
from typing import Any

from scripts.audit import ACCEPTED, Known, of_npm, of_pip, refused, said

TODAY = date(2026, 11, 21)
HOLE = Known("idna", "3.6", "PYSEC-2024-60", "3.7")
UNFIXED = Known("old", "1", "PYSEC-1", "")


def test_of_python() -> None:
    """Each with the versions that mend it; a package that nobody knows is no answer."""
    vulns = [{"id": "PYSEC-2024-60", "fix_versions": ["3.7"], "aliases": []}]
    told = {"dependencies": [{"name": "idna", "version": "3.6", "vulns": vulns},
                             {"name": "ours", "skip_reason": "not found"}]}  # fmt: skip

    assert of_pip(told) == [HOLE]
    assert of_pip({"dependencies": [{"name": "idna", "skip_reason": "not found"}]}) is None
    assert of_pip({}) is None


def test_of_javascript() -> None:
    """Advisories by their numbers; what is only so by another package is told once, there."""
    url = "https://github.com/advisories/GHSA-x"
    told = {"vulnerabilities": {
        "a": {"range": "<2", "via": [{"url": url}], "fixAvailable": {"version": "2.0.0"}},
        "b": {"range": "*", "via": ["a"], "fixAvailable": True},
        "c": {"range": "*", "via": [{"url": url}], "fixAvailable": False},
    }}  # fmt: skip

    assert of_npm(told) == [Known("a", "<2", "GHSA-x", "2.0.0"), Known("c", "*", "GHSA-x", "")]
    assert of_npm({"vulnerabilities": {}}) == []
    assert of_npm({"error": {"code": "ENOTFOUND"}}) is None


def test_what_must_be_mended() -> None:
    """What has a fix, unless somebody accepted it until a day to come."""
    accepted: list[dict[str, Any]] = [{"package": "idna", "id": HOLE.id, "until": TODAY}]

    assert refused([HOLE, UNFIXED], [], TODAY) == [HOLE]
    assert refused([HOLE, UNFIXED], accepted, TODAY) == []
    assert refused([HOLE], accepted, date(2026, 11, 22)) == [HOLE]


def test_nobody_answering_is_said(capsys: Any) -> None:
    """And is no failure; a hole is."""
    assert said("Python", None, [], TODAY) == 0
    assert said("Python", [HOLE], [], TODAY) == 1
    assert said("Python", [UNFIXED], [], TODAY) == 0
    told = capsys.readouterr().out
    assert "skipped, since nobody answers" in told
    assert "MEND idna 3.6: PYSEC-2024-60, fixed in 3.7" in told


def test_what_is_accepted_has_a_reason_and_an_end() -> None:
    """Each entry of the list says for which package, since when, until when, and why."""
    for one in tomllib.loads(ACCEPTED.read_text(encoding="utf-8")).get("accepted", []):
        assert one.keys() == {"id", "package", "since", "until", "why"}
        assert one["since"] < one["until"]
        assert (one["until"] - one["since"]).days <= 180
        assert len(one["why"]) > 20
