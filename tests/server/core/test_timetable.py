"""Times and commands as systemd and cron read them."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from server.core.step.timetable import (
    EVERY,
    calendar,
    cron_line,
    cron_times,
    every_in,
    next_after,
    service,
    timer,
    with_line,
)

ROOT = Path(__file__).parents[3]
WORDS = ["/opt/my py/python", "-m", "it's 100%", 'a"b\\$c']


def test_a_day_is_parted_alike_by_both() -> None:
    """Minutes, hours, and once a night."""
    assert [calendar(each) for each in (5, 30, 120, 1440)] == ["*:0/5", "*:0/30", "0/2:07", "03:07"]
    assert [cron_times(each) for each in (5, 30, 120, 1440)] == [
        "*/5 * * * *",
        "*/30 * * * *",
        "7 */2 * * *",
        "7 3 * * *",
    ]
    assert all(60 % each == 0 or 1440 % each == 0 for each in EVERY)


def test_words_of_a_command_stay_words() -> None:
    """Blanks, quotes and percent signs mean nothing in them."""
    unit = service("[Service]\nExecStart=x\n", WORDS, "/home%/a b")
    assert unit == (
        "[Service]\nWorkingDirectory=/home%%/a b\n"
        r'ExecStart="/opt/my py/python" "-m" "it' + "'" + r's 100%%" "a\"b\\$$c"' + "\n"
    )
    line = cron_line(WORDS, "/a b", 30)
    assert line.startswith("*/30 * * * * cd '/a b' && '/opt/my py/python' -m ")
    assert r"100\%" in line


def test_a_table_keeps_its_other_lines() -> None:
    """Ours is there once, and goes again."""
    line = cron_line(["rubato"], "/", 30)
    once = with_line("MAILTO=me\n1 2 3 4 5 other", line)
    assert with_line(once, line) == once == f"MAILTO=me\n1 2 3 4 5 other\n{line}\n"
    assert with_line(once, "") == "MAILTO=me\n1 2 3 4 5 other\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_what_ships(tmp_path: Path) -> None:
    """It finds nothing wrong in the units, as they ship and as they are installed."""
    folder = ROOT / "config" / "systemd"
    names = ("rubato-timestep.service", "rubato-timestep.timer")
    texts = [(folder / name).read_text() for name in names]
    made = [service(texts[0], ["/bin/sh", "-c", "a b%"], "/tmp"), timer(texts[1], 120)]
    shipped = texts[0].replace("%h/.local/bin/rubato", "/bin/sh"), texts[1]
    for at, pair in enumerate((shipped, made)):
        where = tmp_path / str(at)
        where.mkdir()
        for name, text in zip(names, pair, strict=True):
            (where / name).write_text(text)
        words = ["systemd-analyze", "verify", "--man=no", *(str(where / name) for name in names)]
        told = subprocess.run(words, capture_output=True, text=True, check=False, timeout=30)
        assert [line for line in told.stderr.splitlines() if "rubato-timestep" in line] == []
    for each in EVERY:
        words = ["systemd-analyze", "calendar", calendar(each)]
        subprocess.run(words, capture_output=True, check=True, timeout=30)


@pytest.mark.parametrize("every", EVERY)
def test_what_is_written_is_read_again(every: int) -> None:
    """From a timer and from a table, every how many minutes steps are done."""
    assert every_in(timer("[Timer]\nOnCalendar=*:0/30\n", every)) == every
    assert every_in(f"* * * * * other\n{cron_line(['rubato'], '/x', every)}\n") == every
    assert every_in("*/5 * * * * another\n") is None


@pytest.mark.parametrize(
    ("every", "next_one"),
    [(5, "10:05"), (30, "10:30"), (60, "10:07"), (120, "10:07"), (180, "12:07"), (1440, "03:07")],
)
def test_the_next_step(every: int, next_one: str) -> None:
    """The first moment of the timetable after one, at two minutes past ten."""
    found = next_after(every, datetime(2026, 11, 21, 10, 2, 30))  # noqa: DTZ001  (of a clock on the wall)
    assert f"{found:%H:%M}" == next_one
