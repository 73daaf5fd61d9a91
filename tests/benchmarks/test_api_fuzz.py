"""A little of the fuzzing of the API, each time: `python -m benchmarks.api_fuzz` asks far more."""

from pathlib import Path

import httpx
import pytest

from tests.server.fuzzed import fuzzed

SECONDS = 8
PHASES = ("coverage",)

pytestmark = pytest.mark.long


@pytest.mark.filterwarnings("ignore")  # of the fuzzer's own
def test_api_is_as_it_says(tmp_path: Path) -> None:
    """At the limits of each field nothing breaks, and every answer is one that is declared."""
    from benchmarks.api_fuzz import fuzz  # takes seconds to import: not where it is not run

    with fuzzed(tmp_path) as running:
        counted = fuzz(running, 1, SECONDS, r"^/v1/(topics|words|taste|status)", PHASES)

    assert len(counted.operations) > 5
    assert counted.cases.total() > 50
    assert counted.server_errors == 0
    assert counted.failures == {}
    assert counted.broken == []


@pytest.mark.filterwarnings("ignore")  # of the fuzzer's own
def test_sessions_begin_and_end_as_it_says(tmp_path: Path) -> None:
    """Visitors sign in by password and by the provider, and out; who asks the rest stays in."""
    from benchmarks.api_fuzz import fuzz  # takes seconds to import: not where it is not run

    with fuzzed(tmp_path) as running:
        counted = fuzz(running, 1, SECONDS, r"^/v1/(session(/|$)|tokens/current)", PHASES)
        held = httpx.get(running.address + "/v1/topics", headers=running.headers)

    assert len(counted.operations) == 8
    assert counted.cases.total() > 50
    assert {201, 204, 303, 401, 403, 422} <= set(counted.statuses)
    assert counted.server_errors == 0
    assert counted.failures == {}
    assert counted.broken == []
    assert held.status_code == 200
