"""All benchmarks in turn, or those named, each with its bars: `python -m benchmarks [NAME …]`.

What begins with a dash and what follows goes to the one that is named:
`python -m benchmarks scroll --peer DIR --peer-key j`.

Each runs in a process of its own and prints its table; then each bar is held against the figures in
it.  A missed bar is said and is no failure of the run: it may be the machine.  One that breaks is.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bar import Bar, Benchmark
from benchmarks.bars import BENCHMARKS
from benchmarks.figures import load, missing

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
UNKNOWN = 2


ALIASES = {"scroll": "bridge_to_scroll"}
"""Shorter names, as people type them."""


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the names of benchmarks from what is for one of them."""
    dash = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    return [ALIASES.get(word, word) for word in words[:dash]], list(words[dash:])


def main(words: Sequence[str]) -> int:
    """Run them; gives 1 where one broke."""
    names, rest = split(words)
    known = {each.name for each in BENCHMARKS}
    if unknown := [name for name in names if name not in known]:
        print(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
        return UNKNOWN
    if rest and len(names) != 1:
        print(f"{rest[0]} is for one benchmark: name it first")
        return UNKNOWN
    verdicts: list[str] = []
    broken = False
    for benchmark in (each for each in BENCHMARKS if not names or each.name in names):
        print(f"\n{benchmark.file}: {benchmark.caption} ({load()})\n", flush=True)
        printed, status = _run(benchmark, rest)
        broken |= status != 0
        found = [*_verdicts(benchmark, printed, status)]
        print("".join(f"  {verdict}\n" for verdict in found), end="", flush=True)
        verdicts += (f"{benchmark.file:<22}{verdict}" for verdict in found)
    print("\nAll bars\n" + "".join(f"  {verdict}\n" for verdict in verdicts), end="")
    return int(broken)


def _run(benchmark: Benchmark, rest: Sequence[str]) -> tuple[str, int]:
    """Run one, show what it prints as it comes, and give that and its exit status."""
    if benchmark.file.endswith(".js"):
        if why := missing("node"):
            print(f"  {why}")
            return why, 0
        command = ["node", str(FOLDER / benchmark.file), *rest]
    else:
        command = [sys.executable, "-m", f"benchmarks.{benchmark.name}", *rest]
    lines = []
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        for line in running.stdout:
            print(f"  {line}", end="", flush=True)
            lines.append(line)
    return "".join(lines), running.returncode


def _verdicts(benchmark: Benchmark, printed: str, status: int) -> Iterator[str]:
    if status:
        yield f"broke    with status {status}"
    for bar in benchmark.bars:
        yield _verdict(bar, bar.figures(printed))


def _verdict(bar: Bar, figures: list[float]) -> str:
    """Judge by the worst figure; where there is none, the benchmark has said why."""
    wanted = f"{bar.what} {bar.sense} {bar.limit:,}"
    if not figures:
        return f"not run  {wanted}"
    worst = bar.worst(figures)
    return f"{'holds ' if bar.holds(worst) else 'MISSED'}   {wanted}: {worst:,}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
