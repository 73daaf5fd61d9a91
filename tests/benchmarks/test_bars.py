"""The bars find their figures in tables, and judge them; every benchmark in the list is there."""

import pytest

from benchmarks.bar import Bar, Benchmark, after, before
from benchmarks.bars import BENCHMARKS
from tests.fences.tree import ROOT

TABLE = """\
key echo: 1100 notes, one in 30–60 ms    p50 ms   p99 ms
  MIDI event → echo scheduled              0.60     4.90
       2,754,023 notes/s      (bar: 1,000,000)
  safe    1.643 (1.686)  1.800  0.185% 0.399%
"""


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda each: each.file)
def test_every_benchmark_is_there(benchmark: Benchmark) -> None:
    """What the list names is a file of the folder."""
    assert (ROOT / "benchmarks" / benchmark.file).is_file()


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        (after("MIDI event → echo scheduled", 2), 4.9),
        (after("safe", 2), 1.686),
        (after("safe", 5), 0.399),
        (before("notes/s"), 2_754_023),
    ],
)
def test_figures_are_found(line: str, figure: float) -> None:
    """A figure is found by the name before it or the words after it."""
    assert Bar("", "<", 1, line).figures(TABLE) == [figure]


def test_nothing_printed_is_nothing_found() -> None:
    """A table that was skipped has no figure."""
    assert Bar("", "<", 1, after("safe")).figures("skipped: needs chromium\n") == []


@pytest.mark.parametrize(
    ("sense", "worst", "holds"), [("<", 5, False), ("≤", 5, True), (">", 3, False), ("=", 5, True)]
)
def test_the_worst_counts(sense: str, worst: float, holds: bool) -> None:
    """Of several figures the one nearest to missing the bar is judged."""
    bar = Bar("", sense, 5, "")

    assert bar.worst([4, 3, 5]) == worst
    assert bar.holds(worst) is holds
