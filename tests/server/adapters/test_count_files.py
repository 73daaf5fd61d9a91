"""What processes counted lies in files of a folder."""

import os
from pathlib import Path

from server.adapters.count_files import STALE, CountFiles


def test_what_the_dead_left_is_removed(tmp_path: Path) -> None:
    """A process that was killed is told of for a minute; its file goes then."""
    folder = tmp_path / "counts"
    me, other, dead = (CountFiles(folder, name) for name in ("1", "2", "3"))
    for one in (me, other, dead):
        one.leave(f"of {one.me}")
    os.utime(folder / "3.json", (0, folder.stat().st_mtime - 2 * STALE))

    assert me.others() == ["of 2"]
    assert sorted(one.name for one in folder.iterdir()) == ["1.json", "2.json"]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "1.json").stat().st_mode & 0o777 == 0o600


def test_the_last_stands(tmp_path: Path) -> None:
    """What is left again takes the place of what was left before; to be forgotten twice is fine."""
    me, other = CountFiles(tmp_path, "1"), CountFiles(tmp_path, "2")
    me.leave("old")
    me.leave("new")
    assert other.others() == ["new"]
    me.forget()
    me.forget()
    assert other.others() == []
