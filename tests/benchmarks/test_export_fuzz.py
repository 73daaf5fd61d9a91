"""A few archives that were changed at random: `python -m benchmarks.export_fuzz` takes far more."""

from pathlib import Path

import pytest

from benchmarks.export_fuzz import fuzz

ARCHIVES = 15


@pytest.mark.long
def test_imports_come_whole_or_not_at_all(tmp_path: Path) -> None:
    """Some are refused, some come but for a kind, some come; nothing is left in between."""
    counted = fuzz(tmp_path, ARCHIVES)

    assert counted.findings == []
    assert counted.became.total() == ARCHIVES
    assert len(counted.became) == 3
