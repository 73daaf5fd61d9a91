"""Inquiries in files: two of one millisecond lie beside each other, and no half file is left."""

import json
from pathlib import Path

import pytest

from server.adapters.inquiry_files import InquiryFiles
from server.core.errors import UnavailableError

DAY = "2026/01/1767225600000"


def test_two_of_one_millisecond_keep_their_places(tmp_path: Path) -> None:
    """In whatever order they come; a file of somebody else's is not written over."""
    one, two = ({"id": name, "created": 1_767_225_600_000, "question": name} for name in "ab")
    files = InquiryFiles(tmp_path)
    for inquiry in (one, two, two | {"question": "changed"}, one):
        files.keep(inquiry)
    other = InquiryFiles(tmp_path / "other")
    (tmp_path / "other" / DAY).parent.mkdir(parents=True)
    (tmp_path / "other" / f"{DAY}.json").write_text("[]")
    other.keep(one)

    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert found == [f"{DAY}-b.json", f"{DAY}.json", f"other/{DAY}-a.json", f"other/{DAY}.json"]
    assert json.loads((tmp_path / f"{DAY}-b.json").read_text())["question"] == "changed"
    assert (files.written, files.unchanged) == (3, 1)


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path) -> None:
    """With the folder's name."""
    (tmp_path / "file").write_text("")

    with pytest.raises(UnavailableError, match="file cannot be written"):
        InquiryFiles(tmp_path / "file").keep({"id": "a", "created": 0})
