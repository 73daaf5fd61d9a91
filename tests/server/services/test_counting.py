"""Several processes that count: whoever is asked tells what all of them counted."""

import asyncio
from pathlib import Path

from server.adapters.count_files import CountFiles
from server.core.metrics import RequestCounts, exposition
from server.services.counting import Counting


def counting(folder: Path, me: str, asked: int) -> Counting:
    """Make a process that was asked so often."""
    counts = RequestCounts()
    for _ in range(asked):
        counts.add("GET", "/ping", 200, 0.1)
    return Counting(counts, CountFiles(folder, me))


def line(me: str, asked: int) -> str:
    """Give the line of its count."""
    named = f'worker="{me}",method="GET",route="/ping",status="200"'
    return f"rubato_requests_total{{{named}}} {asked}\n"


async def test_each_tells_of_all(tmp_path: Path) -> None:
    """Its own as of now, the others' as they left them; one that ends takes its own away."""
    first, second = counting(tmp_path, "1", 3), counting(tmp_path, "2", 5)
    second.leave()
    async with first:
        both = exposition(first.families())
        first.leave()
        first.counts.add("GET", "/ping", 200, 0.1)
        after, seen = exposition(first.families()), exposition(second.families())
    alone = exposition(second.families())

    assert line("1", 3) in both
    assert line("2", 5) in both
    assert line("1", 4) in after
    assert line("1", 3) in seen
    assert 'worker="1"' not in alone


async def test_it_leaves_them_while_it_runs(tmp_path: Path) -> None:
    """As soon as it has begun; at its end nothing of it lies there."""
    first, second = counting(tmp_path, "1", 3), counting(tmp_path, "2", 5)
    async with first:
        while not list(tmp_path.glob("*.json")):
            await asyncio.sleep(0)
        assert line("1", 3) in exposition(second.families())

    assert list(tmp_path.iterdir()) == []


def test_one_alone_has_no_label() -> None:
    """What one process counts stands as it always did."""
    assert "worker" not in exposition(Counting(RequestCounts()).families())


def test_a_disk_that_takes_nothing_is_no_failure(tmp_path: Path) -> None:
    """What is no counts is passed over, and so is a folder that cannot be."""
    (tmp_path / "3.json").write_text("{")
    (tmp_path / "file").write_text("")
    broken = Counting(RequestCounts(), CountFiles(tmp_path / "file" / "x", "1"))
    broken.leave()

    assert "rubato_requests_running" in exposition(broken.families())
    assert "rubato_requests" in exposition(counting(tmp_path, "1", 1).families())
