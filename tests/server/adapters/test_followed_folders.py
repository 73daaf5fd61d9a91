"""Folders that are followed: what lies in them is listed and read, and nothing else is."""

import os
from pathlib import Path

import pytest

from server.adapters.followed_folders import FollowedFolders
from server.core.errors import InvalidError
from server.core.folder_ports import FolderFile

SECRET = b"a secret"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Fill one: files of all sorts, folders in it, and a secret beside it."""
    folder = tmp_path / "notes"
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "a.md").write_bytes(b"# A")
    (folder / "deep" / "deeper" / "b.TXT").write_bytes(b"B")
    (folder / "program.exe").write_bytes(b"MZ")
    (folder / ".hidden.md").write_bytes(b"hidden")
    (folder / ".git" / "c.md").write_bytes(b"hidden")
    (tmp_path / "secret.md").write_bytes(SECRET)
    return folder


def names(folder: Path, most: int = 100) -> list[str]:
    """List names."""
    return [file.name for file in FollowedFolders([str(folder)], most).listed().files]


def one(folder: Path, name: str) -> FolderFile:
    """List one file."""
    (found,) = (one for one in FollowedFolders([str(folder)]).listed().files if one.name == name)
    return found


def test_what_can_be_read_is_listed(folder: Path) -> None:
    """Of all folders beneath, without what is hidden; each file once."""
    followed = FollowedFolders([str(folder), str(folder / "deep")])
    listed = followed.listed()
    assert [file.name for file in listed.files] == ["a.md", "b.TXT"]
    assert (listed.missing, listed.more) == ([], False)
    assert [followed.content(file) for file in listed.files] == [b"# A", b"B"]
    first = listed.files[0]
    assert (first.path, first.size) == (str(folder.resolve() / "a.md"), 3)
    assert first.changed == (folder / "a.md").stat().st_mtime_ns // 1_000_000


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    """To a file, to a folder, to the folder above; only the one that is set may be one itself."""
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "away").symlink_to(tmp_path, target_is_directory=True)
    (folder / "deep" / "up").symlink_to("..", target_is_directory=True)
    assert names(folder) == ["a.md", "b.TXT"]
    linked = tmp_path / "linked"
    linked.symlink_to(folder, target_is_directory=True)
    listed = FollowedFolders([str(linked)]).listed()
    assert {Path(file.path).parent for file in listed.files} == {
        folder.resolve(),
        folder.resolve() / "deep" / "deeper",
    }


def test_what_was_listed_and_is_another_is_not_read(folder: Path, tmp_path: Path) -> None:
    """A link in its place, a folder above it that became one, another content, or nothing."""
    followed = FollowedFolders([str(folder)])
    first, deep = one(folder, "a.md"), one(folder, "b.TXT")
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(InvalidError):
        followed.content(first)
    (folder / "a.md").unlink()
    with pytest.raises(InvalidError, match=r"a\.md cannot be read"):
        followed.content(first)
    (folder / "a.md").write_bytes(b"something else")
    with pytest.raises(InvalidError, match="changed meanwhile"):
        followed.content(first)

    moved = tmp_path / "moved"
    (folder / "deep").rename(moved)
    (folder / "deep").symlink_to(moved, target_is_directory=True)
    with pytest.raises(InvalidError, match="changed meanwhile"):
        followed.content(deep)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="There are no pipes in folders here.")
def test_a_pipe_keeps_nobody_waiting(folder: Path) -> None:
    """It is no file when it is listed, and none when it takes a file's place."""
    followed, first = FollowedFolders([str(folder)]), one(folder, "a.md")
    (folder / "a.md").unlink()
    os.mkfifo(folder / "a.md")
    assert names(folder) == ["b.TXT"]
    with pytest.raises(InvalidError, match="changed meanwhile"):
        followed.content(first)


def test_what_is_too_much_and_what_is_gone_is_told(folder: Path, tmp_path: Path) -> None:
    """What is near comes first; a folder that is not there, or is a file, is named."""
    few = FollowedFolders([str(folder)], 2).listed()
    assert ([file.name for file in few.files], few.more) == (["a.md"], True)
    paths = [str(tmp_path / "none"), str(tmp_path / "secret.md")]
    assert FollowedFolders(paths).listed().missing == paths


def test_a_name_that_is_no_text_is_left_out(folder: Path) -> None:
    """Nobody could be told of it."""
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md")).write_bytes(b"x")
    except OSError:
        pytest.skip("Such names cannot be made here.")
    assert names(folder) == ["a.md", "b.TXT"]
