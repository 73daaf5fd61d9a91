"""The files of recordings on a real disk."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from server.adapters.recording_files import RecordingFolder
from server.core.errors import NotFoundError, UnavailableError
from server.core.recordings import Recording, announced

WHOLE = bytes(range(256)) * 10
YEAR_2026 = 1_780_000_000_000


@pytest.fixture
def recording() -> Recording:
    """Announce a recording of 2,560 bytes."""
    told = announced("session", "Trial 1", len(WHOLE), sha256(WHOLE).hexdigest())
    return Recording("0123456789abcdef", 1, told, 0, YEAR_2026, None)


def test_pieces_make_the_whole(tmp_path: Path, recording: Recording) -> None:
    """Pieces, one of them sent twice and one shorter than before, lie by year in the end."""
    folder = RecordingFolder(tmp_path)
    for begin, end in ((0, 1000), (500, 2000), (1000, 1200), (1200, 2560)):
        folder.write(recording, begin, WHOLE[begin:end])
    assert folder.finish(recording)

    path = Path(folder.path(recording))
    assert path == tmp_path / "2026" / "0123456789abcdef.mid"
    assert path.read_bytes() == WHOLE
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.finish(recording)  # the database had not heard of it
    folder.remove(recording)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_other_bytes_are_not_the_recording(tmp_path: Path, recording: Recording) -> None:
    """What has another sum is not put among the whole ones."""
    folder = RecordingFolder(tmp_path)
    folder.write(recording, 0, WHOLE[::-1])

    assert not folder.finish(recording)
    with pytest.raises(NotFoundError, match="gone"):
        folder.path(recording)


def test_a_folder_that_cannot_be_written(tmp_path: Path, recording: Recording) -> None:
    """It is said, with what to do."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    with pytest.raises(UnavailableError, match="cannot be written"):
        RecordingFolder(blocked).write(recording, 0, b"x")


def test_nothing_arrived(tmp_path: Path, recording: Recording) -> None:
    """A recording of which nothing came is not whole, and can be removed."""
    folder = RecordingFolder(tmp_path)

    assert not folder.finish(replace(recording, offset=0))
    folder.remove(recording)
