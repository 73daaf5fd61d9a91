"""The machine the tests run on: processes, disk and versions."""

import subprocess
import sys
import time
from pathlib import Path

from server.adapters.machine import OTHER, ThisMachine
from server.core.stats import Room


def test_processes_are_the_server_and_what_it_started(tmp_path: Path) -> None:
    """Each has memory, and began before now; one that is none of our modules is a helper."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        told = ThisMachine("1", tmp_path, {}).processes()
        child.kill()

    assert told[0].name == "server"
    assert OTHER in [one.name for one in told[1:]]
    assert all(one.memory > 0 and one.started <= time.time() * 1000 for one in told)


def test_the_size_of_folders_and_files(tmp_path: Path) -> None:
    """Files of files are added up; what is not there takes no room; the disk has what is free."""
    (tmp_path / "recordings" / "2026").mkdir(parents=True)
    (tmp_path / "recordings" / "2026" / "one.mid").write_bytes(bytes(1000))
    (tmp_path / "rubato.db").write_bytes(bytes(300))
    rooms = {
        "recordings": [tmp_path / "recordings"],
        "database": [tmp_path / "rubato.db", tmp_path / "rubato.db-wal"],
        "voices": [tmp_path / "voices"],
    }
    disk = ThisMachine("1", tmp_path, rooms).disk()

    assert disk.rooms == (Room("recordings", 1000), Room("database", 300), Room("voices", 0))
    assert 0 < disk.free <= disk.total


def test_a_link_is_no_way_out(tmp_path: Path) -> None:
    """A link that leads in a circle, or elsewhere, is as long as its own entry."""
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "round").symlink_to(tmp_path)
    (room,) = ThisMachine("1", tmp_path, {"voices": [tmp_path / "voices"]}).disk().rooms

    assert room.size < 1000


def test_versions_begin_with_our_own(tmp_path: Path) -> None:
    """Every part of the server has a version, the server's own first."""
    told = ThisMachine("9.9", tmp_path, {}).versions()

    assert (told[0].name, told[0].version) == ("rubato", "9.9")
    assert {one.name for one in told} >= {"python", "sqlite", "fastapi", "chromadb"}
    assert "not installed" not in {one.version for one in told}
