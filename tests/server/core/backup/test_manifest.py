"""What a backup says of itself is read as it was written, and refused where it is not ours."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.backup.manifest import (
    Filed,
    Manifest,
    Part,
    differences,
    name_of,
    read,
    written,
)
from server.core.errors import InvalidError

SUM = "0" * 64
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\\:/"), min_size=1, max_size=12)
PLACES = NAMES.filter(lambda name: name not in {".", ".."}).map(lambda name: f"recordings/{name}")
FILED = st.builds(Filed, PLACES, st.just(SUM), st.integers(0, 1 << 40))
PARTS = st.builds(Part, st.just("model"), st.text(), st.text(), st.just(SUM), st.integers(0, 9))
MANIFESTS = st.builds(
    Manifest,
    made=st.integers(0, 1 << 42),
    rubato=st.text(max_size=8),
    engine=st.sampled_from(["sqlite", "postgresql"]),
    revision=st.just("0016"),
    rows=st.dictionaries(NAMES, st.integers(0, 1 << 40), max_size=4),
    database=FILED,
    files=st.lists(FILED, max_size=3).map(tuple),
    parts=st.lists(PARTS, max_size=3).map(tuple),
    gone=st.lists(st.text(), max_size=2).map(tuple),
    missing=st.lists(st.text(), max_size=2).map(tuple),
)


@given(MANIFESTS)
def test_what_is_written_is_read(manifest: Manifest) -> None:
    """Every manifest comes back as it was."""
    assert read(written(manifest)) == manifest


def changed(**facts: object) -> str:
    """Give the text of a manifest with other facts."""
    whole = Manifest(0, "1", "sqlite", "0016", {"users": 1}, Filed("database", SUM, 1), (), ())
    return json.dumps(json.loads(written(whole)) | facts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "damaged"),
        ("[]", "damaged"),
        ("{}", "damaged"),
        (changed(format="other"), "no backup of Rubato"),
        (changed(version=2), "newer Rubato"),
        (changed(engine="oracle"), "cannot read"),
        (changed(files=[{"path": "../x", "sha256": SUM, "size": 1}]), "must not"),
        (changed(files=[{"path": "/etc/x", "sha256": SUM, "size": 1}]), "must not"),
        (changed(files=[{"path": "a\\b", "sha256": SUM, "size": 1}]), "must not"),
        (changed(files=[{"path": "c:/b", "sha256": SUM, "size": 1}]), "must not"),
        (changed(files=[{"path": "a", "sha256": "../../x", "size": 1}]), "must not"),
        (changed(files=[{"path": "a"}]), "damaged"),
        (changed(rows=None), "damaged"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str, said: str) -> None:
    """Damage, another format, a newer one, and places outside are each told."""
    with pytest.raises(InvalidError, match=said):
        read(text)


def test_names_are_times() -> None:
    """A backup is named by the second in which it was begun, in UTC."""
    assert name_of(1_795_226_523_999) == "2026-11-21T02-02-03Z"


def test_differences_name_tables() -> None:
    """Each table with other rows is named with both counts."""
    assert differences({"a": 1, "b": 2}, {"a": 1, "b": 2}) == []
    assert differences({"a": 1, "b": 2}, {"b": 3, "c": 1}) == [
        "a: 0 rows instead of 1",
        "b: 3 rows instead of 2",
        "c: 1 rows instead of 0",
    ]
