"""What the doctor says of each part follows from what he sees, and says what to do."""

import pytest

from server.core.checkup import (
    Finding,
    Level,
    address_finding,
    backup_finding,
    models_finding,
    private_finding,
    python_finding,
    room_finding,
    verdict,
)

GB = 1_000_000_000
DAY = 86_400_000


@pytest.mark.parametrize(
    ("finding", "level"),
    [
        (python_finding((3, 11), "3.11.7"), "fine"),
        (python_finding((3, 10), "3.10.1"), "wrong"),
        (address_finding("127.0.0.1", allow_network=False), "fine"),
        (address_finding("::1", allow_network=False), "fine"),
        (address_finding("localhost", allow_network=False), "fine"),
        (address_finding("0.0.0.0", allow_network=False), "wrong"),
        (address_finding("127.0.0.1.example.org", allow_network=False), "wrong"),
        (address_finding("0.0.0.0", allow_network=True), "note"),
        (room_finding(3 * GB, "/data"), "fine"),
        (room_finding(GB, "/data"), "wrong"),
        (private_finding([]), "fine"),
        (private_finding(["/data/rubato.db"]), "wrong"),
        (models_finding([], 8 * GB, 0), "note"),
        (models_finding([("small", 2 * GB)], 8 * GB, 0), "fine"),
        (models_finding([("large", 8 * GB)], 8 * GB, 0), "note"),
        (models_finding([("large", 8 * GB)], 8 * GB, 24 * GB), "fine"),
        (backup_finding(None, 0), "note"),
        (backup_finding(0, 3 * DAY), "fine"),
        (backup_finding(0, 30 * DAY), "note"),
    ],
)
def test_levels(finding: Finding, level: Level) -> None:
    """Each state has its level, and whatever is not fine says what mends it."""
    assert finding.level == level
    assert bool(finding.mend) == (level != "fine")


def test_numbers_are_told() -> None:
    """One reads how many models fit, which do not, and how old a backup is."""
    found = models_finding([("small", 2 * GB), ("large", 40 * GB)], 8 * GB, 4 * GB)

    assert found.said == "1 of 2 fit into 8 GB, 1 into the accelerator's 4 GB; too large: large"
    assert "30 days" in backup_finding(0, 30 * DAY).said


def test_worst_counts() -> None:
    """One wrong part makes the whole wrong; notes alone do not."""
    fine, note, wrong = (Finding("X", level, "") for level in ("fine", "note", "wrong"))

    assert verdict([]) == "fine"
    assert verdict([fine, note]) == "note"
    assert verdict([note, wrong, fine]) == "wrong"
