"""Counts of requests, and their text for Prometheus.

The format is Prometheus' text exposition format 0.0.4:
https://prometheus.io/docs/instrumenting/exposition_formats/
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeAlias

from server.core.errors import InvalidError

Kind: TypeAlias = Literal["counter", "gauge", "histogram"]
Labels: TypeAlias = tuple[tuple[str, str], ...]
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds, in seconds."""
NO_LABELS: Labels = ()
ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", '"': '\\"'})


@dataclass(frozen=True, slots=True)
class Sample:
    """One number of a family."""

    labels: Labels
    value: float
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Numbers of one kind under one name."""

    name: str
    kind: Kind
    help: str
    samples: Sequence[Sample]


@dataclass(slots=True)
class _Times:
    """How long something took, counted by bucket."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    total: float = 0.0


class RequestCounts:
    """Counts requests by method, route and status; routes are templates, so there are few."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._times: dict[tuple[str, str], _Times] = defaultdict(_Times)
        self.running = 0
        """Requests and WebSockets that are being answered."""

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one that ended."""
        self._counts[method, route, status] += 1
        times = self._times[method, route]
        times.counts[bisect_left(BUCKETS, seconds)] += 1
        times.total += seconds

    def families(self) -> Iterator[Family]:
        """Give what was counted."""
        counted = [
            Sample((("method", method), ("route", route), ("status", str(status))), count)
            for (method, route, status), count in sorted(self._counts.items())
        ]
        yield Family("rubato_requests_total", "counter", "Requests that ended.", counted)
        timed = [
            sample
            for (method, route), times in sorted(self._times.items())
            for sample in _histogram((("method", method), ("route", route)), times)
        ]
        yield Family("rubato_request_seconds", "histogram", "How long they took.", timed)
        running = [Sample(NO_LABELS, self.running)]
        yield Family("rubato_requests_running", "gauge", "Being answered now.", running)


def _histogram(labels: Labels, times: _Times) -> Iterator[Sample]:
    below = 0
    for bound, count in zip((*map(str, BUCKETS), "+Inf"), times.counts, strict=True):
        below += count
        yield Sample((*labels, ("le", bound)), below, "_bucket")
    yield Sample(labels, times.total, "_sum")
    yield Sample(labels, below, "_count")


def gauges(prefix: str, numbers: Mapping[str, float], help_line: str) -> Iterator[Family]:
    """Make a gauge of each number, named `prefix_name`."""
    for name, value in numbers.items():
        yield Family(f"{prefix}_{name}", "gauge", help_line, [Sample(NO_LABELS, value)])


def labelled(families: Iterable[Family], name: str, value: str) -> Iterator[Family]:
    """Put a label before those of every sample: whose numbers they are."""
    for one in families:
        told = [replace(each, labels=((name, value), *each.labels)) for each in one.samples]
        yield replace(one, samples=told)


def together(families: Iterable[Family]) -> Sequence[Family]:
    """Put the samples of equal names under one: the format allows a name once."""
    found: dict[str, Family] = {}
    for one in families:
        known = found.get(one.name)
        found[one.name] = replace(known, samples=[*known.samples, *one.samples]) if known else one
    return list(found.values())


def told(families: Iterable[Family]) -> str:
    """Write them for another process of this server."""
    return json.dumps([asdict(one) for one in families])


def heard(text: str) -> Sequence[Family]:
    """Read what another process told; raises `InvalidError`."""
    try:
        return [_family(one) for one in json.loads(text)]
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidError("These are no numbers of a process.") from error


def _family(facts: Mapping[str, Any]) -> Family:
    samples = [
        Sample(
            tuple((str(name), str(of)) for name, of in one["labels"]), one["value"], one["suffix"]
        )
        for one in facts["samples"]
    ]
    return Family(facts["name"], facts["kind"], facts["help"], samples)


def exposition(families: Iterable[Family]) -> str:
    """Write them as text."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    yield f"# HELP {family.name} {family.help}"
    yield f"# TYPE {family.name} {family.kind}"
    for sample in family.samples:
        labels = ",".join(f'{name}="{value.translate(ESCAPES)}"' for name, value in sample.labels)
        braced = f"{{{labels}}}" if labels else ""
        yield f"{family.name}{sample.suffix}{braced} {sample.value!r}"
