"""Everything the OpenAPI document allows, and much that it does not, asked of a real server.

Schemathesis makes the requests from the document: at the limits of each field (coverage), at random
within and outside of them (fuzzing), and one after another by what answers gave (stateful).  What
begins and ends sessions is asked by visitors (api_fuzz_visitors).  Each answer must be one that the
document has: its status, media type, schema and headers, no server error, and a refusal where the
request is not what the document allows.

    python -m benchmarks.api_fuzz [EXAMPLES [SECONDS [PATH_PATTERN]]]
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis import BaseSchema
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished

from benchmarks.api_fuzz_visitors import PLACES, visitors
from benchmarks.figures import print_head, print_row
from tests.server.fuzzed import Fuzzed, fuzzed

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
EXAMPLES, SECONDS = 100, 900
PHASES = ("coverage", "fuzzing", "stateful")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)
REFUSALS = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "421", "422", "429"]
NOT_THERE = 503
"""A part (a model, a network) is not there: declared, told as a problem, and counted apart."""
OURS = "x-request-id"
"""A header of every answer of ours; what has none was refused as no HTTP before it came to us."""


@dataclass
class Counted:
    """What came of it."""

    operations: set[str] = field(default_factory=set)
    cases: Counter[str] = field(default_factory=Counter)
    """By phase."""
    statuses: Counter[int] = field(default_factory=Counter)
    failures: dict[tuple[str, str], str] = field(default_factory=dict)
    """The first message by operation and by what is wrong."""
    broken: list[str] = field(default_factory=list)

    @property
    def server_errors(self) -> int:
        """Count answers that say that the server broke."""
        return sum(
            n for status, n in self.statuses.items() if status >= 500 and status != NOT_THERE
        )

    @property
    def violations(self) -> int:
        """Count operations, each by the ways in which their answers were not as declared."""
        return len(self.failures)


def fuzz(
    running: Fuzzed,
    examples: int,
    seconds: float,
    pattern: str = "",
    phases: tuple[str, ...] = PHASES,
) -> Counted:
    """Ask so often for each operation, for at most so many seconds."""
    counted = Counted()
    held = _schema(running, running.headers, examples, seconds, phases)
    others = held.exclude(path_regex=PLACES)
    _ask(others.include(path_regex=pattern) if pattern else others, counted)
    with visitors(running):
        visited = _schema(running, {}, examples, seconds, phases)
        _ask(visited.include(path_regex=f"(?={pattern}){PLACES}"), counted)
    counted.broken = list(running.broken)
    return counted


def _ask(schema: BaseSchema, counted: Counted) -> None:
    for event in from_schema(schema).execute():
        if isinstance(event, ScenarioFinished):
            _count(event, counted)
        elif isinstance(event, NonFatalError):
            counted.failures[event.label, "error"] = str(event.value)[:300]


def _schema(
    running: Fuzzed,
    headers: Mapping[str, str],
    examples: int,
    seconds: float,
    phases: tuple[str, ...],
) -> BaseSchema:
    return schemathesis.openapi.from_url(
        f"{running.address}/openapi.json",
        headers=dict(running.headers),
        config=_config(running.address, headers, examples, seconds, phases),
    )


def _config(
    address: str,
    headers: Mapping[str, str],
    examples: int,
    seconds: float,
    phases: tuple[str, ...],
) -> schemathesis.Config:
    checks: dict[str, Any] = {"enabled": False} | {name: {"enabled": True} for name in CHECKS}
    checks["negative_data_rejection"]["expected-statuses"] = [*REFUSALS, str(NOT_THERE)]
    return schemathesis.Config.from_dict(
        {
            "base-url": address,
            "headers": dict(headers),
            "continue-on-failure": True,
            "request-timeout": 30,
            "seed": 10,
            "max-time": int(seconds),
            "generation": {"max-examples": examples, "no-shrink": True, "database": "none"},
            "phases": {name: {"enabled": name in phases} for name in ("examples", *PHASES)},
            "checks": checks,
        }
    )


def _count(event: ScenarioFinished, counted: Counted) -> None:
    recorder = event.recorder
    for case_id, node in recorder.cases.items():
        counted.operations.add(node.value.operation.label)
        interaction = recorder.interactions.get(case_id)
        answer = interaction.response if interaction else None
        if answer is None or not _ours(answer.headers):
            continue
        counted.cases[event.phase.value] += 1
        counted.statuses[answer.status_code] += 1
        for check in recorder.checks.get(case_id, []):
            if check.failure_info is not None and answer.status_code != NOT_THERE:
                key = (node.value.operation.label, check.name)
                counted.failures.setdefault(key, str(check.failure_info.failure)[:600])


def _ours(headers: Mapping[str, Any]) -> bool:
    return any(name.lower() == OURS for name in headers)


def main(examples: str = str(EXAMPLES), seconds: str = str(SECONDS), pattern: str = "") -> int:
    """Run it and print what came back; gives 1 where anything is not as declared."""
    with tempfile.TemporaryDirectory() as folder, fuzzed(Path(folder)) as running:
        counted = fuzz(running, int(examples), float(seconds), pattern)
    _print(counted)
    return int(bool(counted.violations or counted.server_errors or counted.broken))


def _print(counted: Counted) -> None:
    print_head("schemathesis over the OpenAPI document", "")
    print_row("operations", len(counted.operations))
    for phase, cases in sorted(counted.cases.items()):
        print_row(f"requests, {phase.lower()}", cases)
    for status, answers in sorted(counted.statuses.items()):
        print_row(f"answered {status}", answers)
    print_row("server errors", counted.server_errors)
    print_row("schema violations", counted.violations)
    for (operation, check), told in sorted(counted.failures.items()):
        print(f"\n{operation}: {check}\n    " + told.replace("\n", "\n    "))
    for told in counted.broken:
        print(f"\n{told}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
